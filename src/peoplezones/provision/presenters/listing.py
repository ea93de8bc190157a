"""The lists of items, of zones with how far their mapping is, and of who could sit in the People Team."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.places.models import Outcome
from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.zones.models import Zone
from peoplezones.zones.states import ZoneState

from .. import queries
from ..models import Provision
from ..rows import Audience, Dimension, Kind, Rhythm, Tool, slot_words
from .words import listed, plain_number

KINDS = [("work", gettext_lazy("Roles and services")), *Kind.choices]
STATES = [
    ("running", gettext_lazy("Runs")),
    ("ended", gettext_lazy("Ended")),
    ("planned", gettext_lazy("Planned")),
]


def item_url(item: Provision) -> str:
    return reverse("provision:item", args=[item.zone.slug, item.pk])


def state_of(item: Provision, today: dt.date) -> str:
    if item.until and item.until < today:
        return _("ended")
    if item.since and item.since > today:
        return _("planned")
    return _("runs")


def labels(item: Provision, dimension: str, words: Any) -> str:
    return listed(words(value).label for value in queries.marks_of(item, dimension))


def when(item: Provision) -> str:
    """Parts of days, “by appointment”, and the rhythm of a meeting."""
    said = [slot_words(slot) for slot in queries.marks_of(item, Dimension.TIME)]
    if item.by_appointment:
        said.append(_("by appointment"))
    if item.rhythm:
        said.append(str(Rhythm(item.rhythm).label).lower())
    return ", ".join(said)


def items(zone: Zone, employers: Sequence[str], today: dt.date) -> Listing:
    return Listing(
        name=f"how-things-work-today-{zone.slug}",
        caption=_("Roles, services and meetings"),
        columns=[
            Column(_("Title"), lambda item: item.title, link=item_url),
            Column(_("Kind"), lambda item: item.get_kind_display()),
            Column(_("Organisation"), lambda item: item.employer),
            Column(_("Hours a week"), lambda item: plain_number(float(item.hours))),
            Column(_("Whom it reaches"), lambda item: labels(item, Dimension.AUDIENCE, Audience)),
            Column(_("State"), lambda item: state_of(item, today), tag=True),
            Column(_("Tools"), lambda item: labels(item, Dimension.TOOL, Tool), shown=False),
            Column(_("Outcomes"), lambda item: labels(item, Dimension.OUTCOME, Outcome), shown=False),
            Column(_("When"), when, shown=False),
            Column(_("Where"), lambda item: item.place, shown=False),
            Column(_("People reached a month"), lambda item: item.reach, shown=False),
            Column(_("Who sits in it"), lambda item: "; ".join(s.holder for s in item.seats.all()), shown=False),
            Column(_("Since"), lambda item: item.since, shown=False),
            Column(_("Until"), lambda item: item.until, shown=False),
            Column(_("Who told us"), lambda item: item.told_by, shown=False),
            Column(_("Told on"), lambda item: item.told_on, shown=False),
        ],
        empty=_("Nothing is mapped yet. Add a role, a service or a meeting, or hand in a spreadsheet."),
        filters=[
            Filter("kind", _("Kind"), KINDS, queries.of_kind),
            Filter("organisation", _("Organisation"), [(name, name) for name in employers], queries.of_employer),
            Filter("tool", _("Tool"), Tool.choices, _by(Dimension.TOOL)),
            Filter("outcome", _("Outcome"), Outcome.choices, _by(Dimension.OUTCOME)),
            Filter("audience", _("Whom it reaches"), Audience.choices, _by(Dimension.AUDIENCE)),
            Filter("state", _("State"), STATES, lambda rows, value: queries.in_state(rows, value, today)),
        ],
        look_in=["title", "organisation__name", "organisation_name", "place"],
        search_label=_("Title, organisation or place"),
    )


def _by(dimension: str) -> Any:
    return lambda rows, value: queries.marked(rows, dimension, value)


def team(zone: Zone) -> Listing:
    return Listing(
        name=f"people-team-{zone.slug}",
        caption=_("Could sit in the People Team"),
        columns=[
            Column(_("Title"), lambda item: item.title, link=item_url),
            Column(_("Organisation"), lambda item: item.employer),
            Column(_("People"), lambda item: item.people),
            Column(_("Hours a week"), lambda item: plain_number(float(item.hours))),
            Column(_("Tools"), lambda item: labels(item, Dimension.TOOL, Tool)),
            Column(_("When"), when, shown=False),
        ],
        empty=_("Nobody is marked yet. Edit a role and tick “Could sit in the People Team”."),
        filters=[Filter("tool", _("Tool"), Tool.choices, _by(Dimension.TOOL))],
        look_in=["title", "organisation__name", "organisation_name"],
    )


def zones() -> Listing:
    return Listing(
        name="zones-mapped",
        caption=_("Zones and how far their mapping is"),
        columns=[
            Column(_("Zone"), lambda zone: zone.name, link=lambda zone: reverse("provision:today", args=[zone.slug])),
            Column(_("What runs today"), lambda zone: zone.items_now),
            Column(_("How far the mapping is"), how_far),
        ],
        empty=_("There is no zone whose mapping you can see. Ask the programme team to make you a member of yours."),
        filters=[Filter("state", _("State"), ZoneState.choices, lambda rows, value: rows.filter(state=value))],
        look_in=["name"],
    )


def how_far(zone: Any) -> str:
    """In words, from a zone with its mappings."""
    if zone.baselines:
        day = date_format(zone.baselines[0].as_at, "j F Y")
        said = _("Agreed as at %(day)s") % {"day": day}
        return _("%(said)s; the next one is being mapped") % {"said": said} if zone.drafts else said
    if zone.drafts:
        return _("Being mapped")
    if zone.items_now:
        return _("Begun, not agreed")
    return _("Not begun")
