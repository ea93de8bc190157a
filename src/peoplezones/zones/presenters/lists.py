"""The lists of zones, areas and members: their columns, filters and search."""

from collections.abc import Collection, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.queries.assistance import is_stand_in
from peoplezones.ui.lists import Column, Filter, Listing

from .. import queries
from ..models import Membership, Zone
from ..states import ZoneState
from .words import standing, state_sentence

NAME = gettext_lazy("Zone")
SENTENCE = gettext_lazy("In one sentence")


def works_with_zones(person: object) -> bool:
    """Whether the workspace of zones has anything to show to this person."""
    return queries.seen_by(person).exists() or queries.may_start_in(person).exists()


def workspace_listing(partnerships: Sequence[Any]) -> Listing:
    """The list of zones in the workspace; where there are several partnerships each zone says which is its own."""
    columns = [
        Column(NAME, lambda zone: zone.name, lambda zone: reverse("zones:record", args=[zone.slug])),
        Column(SENTENCE, lambda zone: zone.summary),
        Column(gettext_lazy("State"), lambda zone: zone.get_state_display(), tag=True),
        Column(gettext_lazy("Phase"), lambda zone: zone.get_phase_display()),
        Column(gettext_lazy("Since"), lambda zone: zone.since),
    ]
    filters = [_by_state(ZoneState.choices)]
    if len(partnerships) > 1:
        columns.append(Column(gettext_lazy("Partnership"), lambda zone: zone.partnership.name))
        filters.append(_by_partnership(partnerships))
    return Listing(
        name="zones",
        caption=gettext_lazy("Zones"),
        columns=columns,
        filters=filters,
        look_in=["name", "summary"],
        search_label=gettext_lazy("Name or words"),
        empty=gettext_lazy("There is no zone here for you yet. Ask the programme team to take you in to one."),
    )


def public_listing(partnerships: Sequence[Any]) -> Listing:
    """The public list: no idea is in it, and none can be chosen."""
    columns = [
        Column(NAME, lambda zone: zone.name, lambda zone: reverse("zones:zone", args=[zone.slug])),
        Column(SENTENCE, _summary),
        Column(gettext_lazy("How far"), standing, tag=True),
        Column(gettext_lazy("State"), lambda zone: zone.get_state_display(), shown=False),
        Column(gettext_lazy("Phase"), lambda zone: zone.get_phase_display(), shown=False),
        Column(gettext_lazy("Since"), lambda zone: date_format(zone.since, "F Y")),
        Column(gettext_lazy("Partnership"), lambda zone: zone.partnership.name, shown=len(partnerships) > 1),
    ]
    filters = [_by_state([(key, label) for key, label in ZoneState.choices if key != ZoneState.IDEA])]
    if len(partnerships) > 1:
        filters.append(_by_partnership(partnerships))
    return Listing(
        name="people-zones",
        caption=gettext_lazy("People Zones"),
        columns=columns,
        filters=filters,
        look_in=["name", "summary", "story"],
        search_label=gettext_lazy("Name or words"),
        empty=gettext_lazy("There is no zone yet. When the partnership starts one, it appears here."),
    )


def _summary(zone: Zone) -> str:
    return f"{zone.summary} {state_sentence(zone)}".strip()


def _by_state(choices: Sequence[tuple[str, Any]]) -> Filter:
    return Filter("state", gettext_lazy("State"), choices, lambda zones, state: zones.filter(state=state))


def _by_partnership(partnerships: Sequence[Any]) -> Filter:
    return Filter(
        "partnership",
        gettext_lazy("Partnership"),
        [(one.slug, one.name) for one in partnerships],
        lambda zones, slug: zones.filter(partnership__slug=slug),
    )


def members_listing(slug: str, contacts: Collection[int] | None) -> Listing:
    """Who belongs to a zone, for those who look after it. `contacts`: whose address may be shown; None for all."""

    def address(member: Membership) -> str:
        shown = contacts is None or member.person_id in contacts
        return member.person.email if shown and not is_stand_in(member.person.email) else ""

    return Listing(
        name="members",
        caption=gettext_lazy("Members"),
        columns=[
            Column(
                gettext_lazy("Member"),
                lambda member: str(member.person),
                lambda member: reverse("zones:member", args=[slug, member.pk]),
            ),
            Column(gettext_lazy("E-mail address"), address),
            Column(gettext_lazy("May do here"), capabilities),
            Column(gettext_lazy("Since"), lambda member: date_format(member.since, "j F Y")),
        ],
        filters=[
            Filter(
                "may",
                gettext_lazy("May do here"),
                [("steward", gettext_lazy("Steward")), ("clerk", gettext_lazy("Clerk"))],
                lambda members, which: members.filter(**{f"is_{which}": True}),
            )
        ],
        look_in=["person__name"],
        search_label=gettext_lazy("Name"),
        empty=gettext_lazy("Nobody belongs to this zone yet. Take somebody in below."),
    )


def capabilities(member: Membership) -> str:
    words = [(member.is_steward, _("steward")), (member.is_clerk, _("clerk"))]
    return ", ".join(label for holds, label in words if holds)


def area_table(areas: queries.AreasWithZones) -> tuple[list[str], list[list[object]]]:
    """Headings and rows of the areas that the map page lists, for a download."""
    headings = [_("Neighbourhood"), _("Area code"), _("District"), _("People"), _("Zones")]
    rows: list[list[object]] = [
        [
            str(area),
            area.code,
            area.district.name,
            area.population,
            ", ".join(zone.name for zone in area.zones.all()),
        ]
        for area in areas
    ]
    return headings, rows
