"""Describes the lists of teams, weak points, champions, mentors, ideas, hand-overs and self-assessments."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.zones.models import Zone

from ..models import Team, TeamKind
from ..states import IdeaState
from . import appetite, weak_points

ALL_ZONES = "none"


def when(value: Any) -> str:
    """A day as people read it; nothing where there is none."""
    return date_format(value, "j F Y") if value else ""


def where(zone: Zone | None) -> str:
    return zone.name if zone else _("All zones")


def zone_filter(zones: Iterable[Zone], narrow: Callable[[Any, str], Any] | None = None) -> Filter:
    choices = [(ALL_ZONES, _("Over all zones")), *((str(zone.pk), zone.name) for zone in zones)]
    return Filter("zone", gettext_lazy("Zone"), choices, narrow or _in_zone)


def _in_zone(rows: Any, value: str) -> Any:
    return rows.filter(zone=None if value == ALL_ZONES else int(value))


def seats_in_words(team: Any) -> str:
    """How many seats there are, and how many of them are empty, of a team that was counted."""
    if not team.seats_wanted:
        return _("No seats yet")
    if not team.seats_empty:
        return _("%(n)d, all filled") % {"n": team.seats_wanted}
    return _("%(n)d, %(empty)d empty") % {"n": team.seats_wanted, "empty": team.seats_empty}


def _team_state(team: Team) -> str:
    return _("Ended on %(day)s") % {"day": when(team.ended_on)} if team.ended_on else ""


def teams(zones: Iterable[Zone]) -> Listing:
    return Listing(
        name="teams",
        caption=gettext_lazy("Teams and boards"),
        columns=[
            Column(gettext_lazy("Team"), lambda one: one.name, lambda one: reverse("teams:team", args=[one.pk])),
            Column(gettext_lazy("Kind"), lambda one: one.get_kind_display(), tag=True),
            Column(gettext_lazy("Zone"), lambda one: where(one.zone)),
            Column(gettext_lazy("Meets"), lambda one: one.get_rhythm_display()),
            Column(gettext_lazy("Seats"), seats_in_words),
            Column(gettext_lazy("Ended"), _team_state),
        ],
        empty=gettext_lazy("There is no team here that you can see. If you should see one, ask the programme team."),
        filters=[
            Filter("kind", gettext_lazy("Kind"), TeamKind.choices, lambda rows, value: rows.filter(kind=value)),
            zone_filter(zones),
        ],
        look_in=["name", "purpose"],
    )


def _weak_in_zone(rows: Any, value: str) -> Any:
    if value == ALL_ZONES:
        return [weak for weak in rows if not weak.zones]
    return [weak for weak in rows if int(value) in weak.zones]


def weak(zones: Iterable[Zone]) -> Listing:
    return Listing(
        name="depends-on-one-person",
        caption=gettext_lazy("Where work depends on one person"),
        columns=[
            Column(gettext_lazy("What we found"), weak_points.sentence, weak_points.address),
            Column(gettext_lazy("Kind"), weak_points.kind, tag=True),
            Column(gettext_lazy("Zone"), weak_points.places),
        ],
        empty=gettext_lazy("Every seat is filled and has a deputy. Look again when somebody leaves."),
        filters=[
            Filter(
                "kind",
                gettext_lazy("Kind"),
                weak_points.KINDS,
                lambda rows, value: [weak for weak in rows if weak.kind == value],
            ),
            zone_filter(zones, _weak_in_zone),
        ],
        search=lambda rows, words: [one for one in rows if words.lower() in weak_points.sentence(one).lower()],
    )


def _reminder(organisation: Any) -> str:
    """The last day on which they were asked again."""
    return when(organisation.reminded_on) if organisation.reminded_on != organisation.asked_on else ""


def _champion(organisation: Any) -> str:
    if organisation.has_champion:
        return organisation.champion or _("Named")
    return _("Nobody yet") if organisation.asked_on else _("Not asked yet")


CHAMPIONS = Listing(
    name="champions",
    caption=gettext_lazy("Organisations and their champions"),
    columns=[
        Column(gettext_lazy("Organisation"), lambda one: one.name, lambda one: reverse("teams:agency", args=[one.pk])),
        Column(gettext_lazy("Champion"), _champion),
        Column(gettext_lazy("Named on"), lambda one: when(one.named_on)),
        Column(gettext_lazy("Asked on"), lambda one: when(one.asked_on)),
        Column(gettext_lazy("Last reminded on"), _reminder),
    ],
    empty=gettext_lazy("No public service takes part yet. Add the organisations of the partnership first."),
    filters=[
        Filter(
            "champion",
            gettext_lazy("Champion"),
            [("no", gettext_lazy("Nobody yet")), ("yes", gettext_lazy("Named"))],
            lambda rows, value: rows.filter(has_champion=value == "yes"),
        )
    ],
    look_in=["name"],
)


def mentorings(zones: Iterable[Zone]) -> Listing:
    return Listing(
        name="mentors",
        caption=gettext_lazy("Champions who mentor a zone"),
        columns=[
            Column(
                gettext_lazy("Champion and zone"),
                lambda one: _("%(champion)s for %(zone)s") % {"champion": one.champion, "zone": one.zone},
                lambda one: reverse("teams:mentoring", args=[one.pk]),
            ),
            Column(gettext_lazy("Helps with"), lambda one: one.note),
            Column(gettext_lazy("From"), lambda one: when(one.since)),
            Column(gettext_lazy("Last day"), lambda one: when(one.until)),
        ],
        empty=gettext_lazy("No champion mentors a zone yet. The programme team can link one."),
        filters=[
            Filter(
                "zone",
                gettext_lazy("Zone"),
                [(str(zone.pk), zone.name) for zone in zones],
                lambda rows, value: rows.filter(zone=int(value)),
            )
        ],
        look_in=["champion__name", "zone__name", "note"],
    )


def ideas(zones: Iterable[Zone]) -> Listing:
    return Listing(
        name="ideas",
        caption=gettext_lazy("Ideas, and what became of them"),
        columns=[
            Column(gettext_lazy("Idea"), lambda one: one.title, lambda one: reverse("teams:idea", args=[one.pk])),
            Column(gettext_lazy("What became of it"), lambda one: one.get_state_display(), tag=True),
            Column(gettext_lazy("Zone"), lambda one: where(one.zone)),
            Column(gettext_lazy("Captured on"), lambda one: when(one.captured_on)),
            Column(gettext_lazy("What it is"), lambda one: one.text, shown=False),
        ],
        empty=gettext_lazy("No idea is captured yet. Champions and teams can write the first one down."),
        filters=[
            Filter(
                "state",
                gettext_lazy("What became of it"),
                IdeaState.choices,
                lambda rows, value: rows.filter(state=value),
            ),
            zone_filter(zones),
        ],
        look_in=["title", "text"],
    )


def _progress(hand_over: Any) -> str:
    words = {"done": hand_over.done_things, "things": hand_over.things, "open": hand_over.open_things}
    if hand_over.open_things:
        return _("%(done)d of %(things)d handed over, %(open)d without anybody") % words
    return _("%(done)d of %(things)d handed over") % words


def _by_progress(rows: Any, value: str) -> Any:
    return rows.filter(open_things__gt=0) if value == "open" else rows.filter(done_things=F("things"))


HAND_OVERS = Listing(
    name="hand-overs",
    caption=gettext_lazy("Hand-overs"),
    columns=[
        Column(
            gettext_lazy("Who leaves"),
            lambda one: _("%(who)s, %(day)s") % {"who": one.person, "day": when(one.leaves_on)},
            lambda one: reverse("teams:hand_over", args=[one.pk]),
        ),
        Column(gettext_lazy("How far it is"), _progress),
    ],
    empty=gettext_lazy("Nobody hands anything over. Begin a hand-over as soon as you know that somebody leaves."),
    filters=[
        Filter(
            "still",
            gettext_lazy("How far it is"),
            [("open", gettext_lazy("Something has nobody yet")), ("done", gettext_lazy("Everything is handed over"))],
            _by_progress,
        )
    ],
    look_in=["person__name"],
)


def assessments(zones: Iterable[Zone]) -> Listing:
    return Listing(
        name="appetite-and-capability",
        caption=gettext_lazy("What organisations say of their appetite and capability"),
        columns=[
            Column(
                gettext_lazy("Organisation, zone and day"),
                lambda one: f"{one.organisation}, {one.zone}, {when(one.on)}",
                lambda one: reverse("teams:assessments", args=[one.organisation_id, one.zone_id]) + f"#on-{one.on}",
            ),
            Column(gettext_lazy("Appetite"), appetite.appetite),
            Column(gettext_lazy("Capability"), appetite.capability),
            Column(gettext_lazy("Comment"), lambda one: one.comment, shown=False),
        ],
        empty=gettext_lazy("No organisation has filled this in yet. Ask their colleagues to do it on this site."),
        filters=[
            Filter(
                "zone",
                gettext_lazy("Zone"),
                [(str(zone.pk), zone.name) for zone in zones],
                lambda rows, value: rows.filter(zone=int(value)),
            )
        ],
        look_in=["organisation__name", "zone__name"],
    )
