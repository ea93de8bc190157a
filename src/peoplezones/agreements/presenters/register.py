"""The register as a list, and the list of what flowed."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership
from peoplezones.accounts.roles import PROGRAMME_TEAM
from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.ui.words import day

from .. import queries
from ..models import Agreement
from ..registry import RECORD_KINDS, kind_label, purpose_label
from ..rows import Kind
from ..states import State
from .words import local, workspace_crumbs


def partnerships_run_by(person: object) -> list[Partnership]:
    """Those whose programme team a person is of."""
    return list(accounts.partnerships(accounts.scope_of(person, [PROGRAMME_TEAM])))


def register_page(person: object) -> dict[str, Any]:
    mine = partnerships_run_by(person)
    return {"crumbs": workspace_crumbs(_("Agreements")), "mine": mine, "is_one": len(mine) == 1}


def register(rows: "QuerySet[Agreement]", on: Any) -> Listing:
    """The list of `rows`, in the states that dates give them on a day; filters offer only who is in it."""
    organisations = [(str(one.pk), one.name) for one in queries.parties_in(rows)]
    return Listing(
        name="agreements",
        caption=_("Agreements"),
        columns=[
            Column(_("Title"), lambda one: one.title, link=lambda one: reverse("agreements:agreement", args=[one.pk])),
            Column(_("Kind"), lambda one: one.get_kind_display()),
            Column(_("State"), lambda one: State(one.state_on(on)).label, tag=True),
            Column(_("Parties"), lambda one: ", ".join(party.organisation.name for party in one.parties.all())),
            Column(_("Review by"), lambda one: day(one.review_on)),
            Column(_("Last day"), lambda one: day(one.ends_on) if one.ends_on else ""),
        ],
        empty=_(
            "There is no agreement yet that you can see. The programme team writes them and sends them to be signed."
        ),
        filters=[
            Filter("state", _("State"), State.choices, lambda found, value: found.filter(state=value)),
            Filter("kind", _("Kind"), Kind.choices, lambda found, value: found.filter(kind=value)),
            Filter("organisation", _("Organisation"), organisations, _with_party),
        ],
        look_in=["title", "purpose_words"],
    )


def _with_party(found: Any, value: str) -> Any:
    return found.filter(pk__in=queries.of_party(int(value)))


FLOW_LISTING = Listing(
    name="flows",
    caption=_("What flowed under this agreement"),
    columns=[
        Column(_("When"), lambda one: date_format(local(one.at), "j F Y, H:i")),
        Column(_("What"), lambda one: one.record_label),
        Column(_("Kind"), lambda one: kind_label(one.kind)),
        Column(_("From"), lambda one: one.giver.name),
        Column(_("To"), lambda one: one.taker.name if one.taker else ""),
        Column(_("How"), lambda one: one.get_how_display(), tag=True),
        Column(_("By"), lambda one: one.person_label),
        Column(_("Used for"), lambda one: purpose_label(one.purpose), shown=False),
        Column(_("Rows"), lambda one: one.rows, shown=False),
    ],
    empty=_("Nothing has flowed under this agreement yet. What partners read, download or load will be listed here."),
    filters=[
        Filter(
            "kind",
            _("Kind"),
            [(kind.key, kind.label) for kind in RECORD_KINDS],
            lambda found, value: found.filter(kind=value),
        ),
    ],
    look_in=["record_label", "person_label"],
)
