"""The record of an organisation and the page of an offer, with what this person may do there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import clock
from peoplezones.ui import slots
from peoplezones.zones.models import Zone

from .. import queries, readers, rules
from ..identifiers import LISTS
from ..models import Kind, Offer, Organisation
from ..registry import ORGANISATION_BANDS
from ..states import OFFERS
from . import words
from .lists import page_of_offer, record_of

Row = dict[str, Any]


def crumbs(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back: the workspace, the list of organisations, and what lies between; the last leads nowhere."""
    way = [(_("My workspace"), reverse("accounts:home")), (_("Organisations"), reverse("partners:organisations"))]
    return [*way, *further]


def below(organisation: Organisation, here: str) -> list[tuple[str, str]]:
    return crumbs((organisation.name, record_of(organisation)), (here, ""))


def record(request: HttpRequest, organisation: Organisation) -> Row:
    person = request.user
    names = rules.may_see_names(person, organisation)
    identifiers = list(organisation.identifiers.all())
    may_run = rules.may_run(person, organisation)
    return {
        "organisation": organisation,
        "crumbs": crumbs((organisation.name, "")),
        "takes_part": words.takes_part(organisation),
        "presences": list(queries.presences_seen_by(person).filter(organisation=organisation)),
        "colleagues": list(queries.colleagues_now(organisation)) if names else [],
        "names_shown": names,
        "identifiers": identifiers,
        "needs_none": organisation.kind == Kind.INFORMAL_GROUP and not identifiers,
        "offers": [offer_row(offer) for offer in queries.offers_of(person, organisation)],
        "may_run": may_run,
        "may_edit": rules.may_edit(person, organisation),
        "may_place": queries.placeable_zones(person, organisation.partnership_id).exists(),  # type: ignore[arg-type]
        "bands": slots.drawn(ORGANISATION_BANDS, request, organisation),
    }


def offer_row(offer: Offer) -> Row:
    facts = [words.amount(offer), words.times(offer.times), words.days(offer), offer.times_note]
    return {
        "offer": offer,
        "url": page_of_offer(offer),
        "facts": [fact for fact in facts if fact],
        "where": words.where(offer),
    }


MOVES = {
    "take_up": lambda: _("It has been taken up"),
    "open_again": lambda: _("Open it again"),
    "withdraw": lambda: _("Withdraw it"),
}
MOVED = {
    "take_up": lambda: _("“%(title)s” has been taken up."),
    "open_again": lambda: _("“%(title)s” is open again."),
    "withdraw": lambda: _("“%(title)s” was withdrawn."),
}


def offer_page(person: object, offer: Offer) -> Row:
    organisation = offer.organisation
    may_edit = rules.may_edit(person, organisation)
    moves = [(move, label()) for move, label in MOVES.items() if OFFERS.can(move, offer.state)]
    return {
        **offer_row(offer),
        "organisation": organisation,
        "amount": words.amount(offer),
        "times": words.times(offer.times),
        "days": words.days(offer),
        "changes": list(queries.changes_of(offer)),
        "names_shown": rules.may_see_names(person, organisation),
        "may_edit": may_edit,
        "moves": moves if may_edit else [],
        "crumbs": below(organisation, offer.title),
    }


def forms_of_numbers() -> list[tuple[object, object]]:
    """Each list with the form of its numbers in words."""
    return [(one.name, one.form) for one in LISTS.values()]


def columns_of_the_spreadsheet() -> list[tuple[str, str]]:
    """Each column with what belongs there."""
    return [
        (readers.NAME, _("As people here call it. Needed.")),
        (readers.KIND, _("Needed. One of: %(kinds)s.") % {"kinds": "; ".join(str(kind.label) for kind in Kind)}),
        (readers.DOES, _("One or two sentences that everybody may read.")),
        (readers.SITE, _("The whole address.")),
        (readers.ZONES, _("The names of zones, with a semicolon between them.")),
        (readers.SINCE, _("A day such as 27/03/2026. If it is empty, today.")),
        (readers.CODE, _("If it has a number: one of %(lists)s.") % {"lists": ", ".join(LISTS)}),
        (readers.NUMBER, _("The number on that list. An informal group needs none.")),
    ]


def who_works_here(request: HttpRequest, zone: Zone) -> Row | None:
    """For the public page of a zone: names, kinds and what they do, nothing else."""
    by_kind: dict[str, list[Organisation]] = {}
    for organisation in queries.working_in(zone):
        by_kind.setdefault(organisation.kind, []).append(organisation)
    if not by_kind:
        return None
    return {"kinds": [(kind.label, by_kind[kind]) for kind in Kind if kind in by_kind]}


def who_works_in(request: HttpRequest, zone: Zone) -> Row:
    """For the record of a zone in the workspace: those of its organisations that the reader may open."""
    seen = queries.working_in(zone).filter(pk__in=queries.seen_by(request.user).order_by().values("pk"))
    shown = [{"name": one.name, "kind": one.get_kind_display(), "url": record_of(one)} for one in seen]
    return {"organisations": shown}


def own_organisations(request: HttpRequest, person: Person) -> Row | None:
    """For a person's own page: whom they work for, and how many offers should be looked at again."""
    found = queries.own_with_offers_due(person, localdate(clock.now()))
    shown = [{"organisation": one, "due": one.due, "url": record_of(one)} for one in found]  # type: ignore[attr-defined]
    return {"organisations": shown} if shown else None
