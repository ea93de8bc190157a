"""One agreement as its page shows it: what it covers in words, who signed, what one may do next, and the question."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.ui.lists import table_of
from peoplezones.ui.words import day

from .. import queries, rules
from ..models import Agreement
from ..registry import kind_label, purpose_label
from ..rows import Kind, LawfulBasis, PartyRole, Special
from ..states import AGREEMENTS, COMPLETE, State
from .deeds import signs_for
from .register import FLOW_LISTING
from .words import register_crumbs, today

LAST_FLOWS = 5


def agreement_page(agreement: Agreement, person: object, now: dt.datetime) -> dict[str, Any]:
    on, inside = today(now), rules.is_inside(person, agreement)
    keeps = rules.may_keep(person, agreement.partnership_id)
    flows = queries.flows_of(agreement)
    shown = list(flows[:LAST_FLOWS]) if inside else []
    return {
        "agreement": agreement,
        "crumbs": register_crumbs(agreement.title),
        "state": State(agreement.state_on(on)).label,
        "standing": standing(agreement, on),
        "covers": summary(agreement, person),
        "parties": parties(agreement),
        "signs": bool(signs_for(person, agreement)),
        "deeds": deeds(agreement, on) if keeps else [],
        "document": agreement.document_name if inside else "",
        "inside": inside,
        "flows": table_of(FLOW_LISTING.columns, shown),
        "flow_headings": [column.label for column in FLOW_LISTING.columns if column.shown],
        "steps": list(agreement.steps.all()),
        "replaced_by": agreement.replaced_by.exclude(state=State.DRAFT).order_by("-pk").first(),
    }


def standing(agreement: Agreement, on: dt.date) -> str:
    """In one sentence where it stands, and what happens next."""
    days = {
        "starts": day(agreement.in_force_from or agreement.starts_on),
        "last": day(agreement.last_day),
        "review": day(agreement.review_on),
        "ended": day(closed) if (closed := agreement.closed_on) else "",
        "missing": ", ".join(party.organisation.name for party in queries.missing(agreement)),
    }
    said = {
        State.DRAFT: _("Nobody but the programme team sees this draft. Send it when it is right."),
        State.SENT: _("It waits for the signature of %(missing)s. Nothing may be shared under it yet."),
        State.SIGNED: _("All have signed. It starts on %(starts)s."),
        State.IN_FORCE: _("It is in force until %(last)s. It must be reviewed by %(review)s."),
        State.DUE: _("It should have been reviewed by %(review)s. Sharing under it stops after %(last)s."),
        State.EXPIRED: _("It expired on %(last)s. Nothing may be shared under it any more."),
        State.ENDED: _("It was ended on %(ended)s. Nothing may be shared under it any more."),
    }
    return said[State(agreement.state_on(on))] % days


def summary(agreement: Agreement, person: object) -> list[dict[str, Any]]:
    """What it covers, as headings with lines; what was not said is left out."""
    dates = [_("Starts on %(day)s") % {"day": day(agreement.starts_on)}]
    dates.append(_("Review by %(day)s") % {"day": day(agreement.review_on)})
    if agreement.ends_on:
        dates.append(_("Last day %(day)s") % {"day": day(agreement.ends_on)})
    about = [
        (_("What for"), [agreement.purpose_words]),
        (_("May be used to"), [purpose_label(key) for key in agreement.purposes]),
        (_("What is shared"), [_item(item) for item in agreement.items.all()]),
        (_("Where"), _where(agreement, person)),
        (_("Lawful basis"), _basis(agreement)),
        (_("How long it is kept"), _retention(agreement)),
        (_("How it is kept safe"), [agreement.security]),
        (_("How people use their rights"), [agreement.rights]),
        (_("Children and young people"), [agreement.children]),
        (_("Data protection impact assessment"), [agreement.dpia]),
        (_("Dates"), dates),
    ]
    told = [{"heading": heading, "lines": [line for line in lines if line]} for heading, lines in about]
    return [one for one in told if one["lines"]]


def _where(agreement: Agreement, person: object) -> list[str]:
    named = [zone.name for zone in queries.zones_covered(agreement, person)]
    hidden = agreement.zones.count() - len(named)
    if not named and not hidden:
        return [_("The whole partnership")]
    more = ngettext("%(n)s zone that is not open yet", "%(n)s zones that are not open yet", hidden) % {"n": hidden}
    return [*named, more] if hidden else named


def _item(item: Any) -> str:
    said = kind_label(item.kind)
    if item.words:
        said = _("%(kind)s: %(words)s") % {"kind": said, "words": item.words}
    if item.special:
        special = ", ".join(str(Special(key).label) for key in item.special).lower()
        said = _("%(item)s (special categories: %(special)s)") % {"item": said, "special": special}
    return said


def _basis(agreement: Agreement) -> list[str]:
    if agreement.kind != Kind.INFORMATION and not agreement.items.exists():
        return []
    return [str(LawfulBasis(agreement.lawful_basis).label), agreement.get_condition_display()]


def _retention(agreement: Agreement) -> list[str]:
    months = agreement.retention_months
    most = ngettext("At most %(n)s month", "At most %(n)s months", months or 0) % {"n": months} if months else ""
    return [most, agreement.retention]


def parties(agreement: Agreement) -> list[dict[str, Any]]:
    """Who is party to it, in which role, what they do, and whether they have signed."""
    signed = {one.organisation_id: one for one in queries.signatures_of(agreement)}
    directions = {
        (True, True): _("gives and gets"),
        (True, False): _("gives"),
        (False, True): _("gets"),
        (False, False): "",
    }
    return [
        {
            "name": party.organisation.name,
            "role": PartyRole(party.role).label if party.role != PartyRole.NONE else "",
            "direction": directions[party.gives, party.gets],
            "signature": signed.get(party.organisation_id),
        }
        for party in agreement.parties.select_related("organisation").order_by("organisation__name")
    ]


def deeds(agreement: Agreement, on: dt.date) -> list[dict[str, str]]:
    """What the programme team can do with it now, the most likely first."""
    state = agreement.state_on(on)
    wanted = [
        ("send", "agreements:send", _("Send it to be signed")),
        ("send", "agreements:edit", _("Edit the draft")),
        ("review", "agreements:review", _("Write down a review")),
        ("withdraw", "agreements:withdraw", _("Take it back")),
        ("end", "agreements:end", _("End it")),
    ]
    found = [(name, label) for move, name, label in wanted if AGREEMENTS.can(move, state)]
    if state in COMPLETE:
        found.append(("agreements:renew", _("Renew it")))
    return [{"url": reverse(name, args=[agreement.pk]), "label": label} for name, label in found]


# --- may it flow? -----------------------------------------------------------------------------------------------


def _zones_to_ask_about(agreement: Any, person: object) -> list[Any]:
    """Zones that the person may know of, and those that the agreement names to them."""
    found = {*queries.zones_in(agreement.partnership, person), *queries.zones_covered(agreement, person)}
    return sorted(found, key=lambda zone: (zone.name, zone.pk))


def ask_choices(agreement: Any, person: object) -> dict[str, Any]:
    parties = agreement.parties.select_related("organisation").order_by("organisation__name")
    return {
        "organisations": [(str(one.organisation_id), one.organisation.name) for one in parties],
        "zones": [(str(zone.pk), zone.name) for zone in _zones_to_ask_about(agreement, person)],
    }


def ask_initial(agreement: Any, person: object, now: dt.datetime) -> dict[str, Any]:
    """The first question that the agreement itself suggests."""
    item = agreement.items.first()
    parties = list(agreement.parties.order_by("organisation__name"))
    zone = queries.zones_covered(agreement, person).first()
    return {
        "what": item.kind if item else None,
        "giver": next((str(one.organisation_id) for one in parties if one.gives), None),
        "taker": next((str(one.organisation_id) for one in reversed(parties) if one.gets), None),
        "purpose": agreement.purposes[0] if agreement.purposes else None,
        "where": str(zone.pk) if zone else "",
        "on": today(now),
    }


def answered(agreement: Any, person: object, asked: dict[str, Any]) -> queries.Answer:
    """By the agreements that this person may see: no other is named to them."""
    organisations = {str(party.organisation_id): party.organisation for party in agreement.parties.all()}
    zones = {str(zone.pk): zone for zone in _zones_to_ask_about(agreement, person)}
    return queries.may_flow(
        asked["what"],
        giver=organisations[asked["giver"]],
        taker=organisations[asked["taker"]],
        purpose=asked["purpose"],
        on=asked["on"],
        zone=zones.get(asked["where"]),
        among=queries.seen_by(person),
    )
