"""What the pages show around lists and findings: crumbs, rows of one item, the grid of times, a file's bad rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.foundation import clock
from peoplezones.places.models import Outcome
from peoplezones.places.rows import BadFile
from peoplezones.ui.lists import Cell
from peoplezones.zones.models import Zone

from .. import models, queries
from ..actions import TakenIn
from ..models import Provision
from ..rows import Audience, Dimension, Entry, Kind, Part, Tool, Weekday
from . import listing, matrix, network
from .findings import findings, how_many
from .words import counted, hours, joined, listed


def crumbs(zone: Zone, here: str = "") -> list[tuple[str, str]]:
    """The workspace, the zones that are mapped, the zone, and the page itself."""
    way = [(_("My workspace"), reverse("accounts:home")), (_("How things work today"), reverse("provision:index"))]
    if not here:
        return [*way, (zone.name, "")]
    return [*way, (zone.name, reverse("provision:today", args=[zone.slug])), (here, "")]


def band(request: HttpRequest, zone: Zone) -> dict[str, Any] | None:
    """For the page of a zone in the workspace; None for whoever may not see its mapping."""
    today = localdate(clock.now())
    found = queries.zones_with_progress(request.user, today).filter(pk=zone.pk).first()
    if found is None:
        return None
    entries = queries.entries(queries.now_of(zone, today))
    return {"zone": zone, "how_many": how_many(entries), "how_far": listing.how_far(found)}


def picture(entries: Sequence[Entry], *, is_over: bool = False) -> dict[str, Any]:
    """Sentences, both tables and the network of what runs, or ran on the day of a baseline."""
    return {
        "how_many": how_many(entries, is_over=is_over),
        "findings": findings(entries),
        "tools": matrix.tools_by_outcomes(entries),
        "days": matrix.audiences_by_days(entries),
        "network": network.chart(entries),
    }


def hours_of(entries: Iterable[Entry]) -> str:
    return hours(sum(entry.hours for entry in entries))


def item_rows(item: Provision) -> list[tuple[str, str]]:
    """What is known of one item, as pairs; what nobody said is left out."""
    days = {name: date_format(day, "j F Y") if (day := getattr(item, name)) else "" for name in DAYS}
    told = ", ".join(part for part in (item.told_by, days["told_on"]) if part)
    pairs = [
        (_("Kind"), item.get_kind_display()),
        (_("Organisation"), item.employer),
        (_("What it does"), item.summary),
        (_("Hours a week"), _hours_in_words(item)),
        (_("Tools"), listing.labels(item, Dimension.TOOL, Tool)),
        (_("Outcomes"), listing.labels(item, Dimension.OUTCOME, Outcome)),
        (_("Whom it reaches"), listing.labels(item, Dimension.AUDIENCE, Audience)),
        (_("People reached a month"), "" if item.reach is None else _("about %(many)s") % {"many": item.reach}),
        (_("Where"), item.place),
        (_("When"), listing.when(item)),
        (_("Who sits in it"), joined(seat.holder for seat in item.seats.all())),
        (_("Since"), days["since"]),
        (_("Last day"), days["until"]),
        (_("Who told us, and when"), told),
        (_("People Team"), _("Could sit in it") if item.could_join_team else ""),
    ]
    return [(label, said) for label, said in pairs if said]


DAYS = ("since", "until", "told_on")


def _hours_in_words(item: Provision) -> str:
    total = hours(float(item.hours))
    if item.people == 1:
        return total
    each = {"people": item.people, "each": hours(float(item.hours_each)), "total": total}
    return _("%(total)s (%(people)s people, %(each)s hours each)") % each


def choices(organisations: Mapping[int, str]) -> list[tuple[str, str]]:
    """Organisations as a form offers them, by name."""
    return sorted(((str(number), name) for number, name in organisations.items()), key=lambda pair: pair[1].casefold())


def time_grid(field: BoundField) -> list[tuple[str, list[Any]]]:
    """The boxes of a week: each day with one box a part of the day."""
    boxes = list(field)
    many = len(Part.values)
    days = enumerate(Weekday)
    return [(str(day.label), boxes[place * many : (place + 1) * many]) for place, day in days]


def columns(template: Iterable[Any]) -> list[tuple[str, str]]:
    """The columns of the template, each with an example."""
    return [(column.heading, column.examples[0] or column.examples[1]) for column in template]


def bad_rows(refusal: Exception) -> tuple[list[list[Cell]], int]:
    """What is wrong with a file, line by line, and how many lines more; nothing for another refusal."""
    if not isinstance(refusal, BadFile):
        return [], 0
    rows = [
        [
            Cell(_("Line"), str(row.line)),
            Cell(_("Column"), row.column),
            Cell(_("Found"), row.found or _("nothing")),
            Cell(_("Expected"), row.expected),
        ]
        for row in refusal.rows
    ]
    return rows, refusal.more


def taken_in(counts: TakenIn) -> str:
    """What a file brought."""
    if not counts.added and not counts.changed:
        return _("The file says what is here already, so nothing was changed.")
    parts = [
        ngettext("%(count)s item was added", "%(count)s items were added", counts.added)
        % {"count": counted(counts.added)},
        ngettext("%(count)s was changed", "%(count)s were changed", counts.changed)
        % {"count": counted(counts.changed)},
        ngettext("%(count)s is as it was", "%(count)s are as they were", counts.same) % {"count": counted(counts.same)},
    ]
    return _("The file was taken: %(parts)s.") % {"parts": joined(parts)}


def baseline_title(mapping: "models.Mapping") -> str:
    return _("How things worked on %(day)s") % {"day": date_format(mapping.as_at, "j F Y")}


def entry_rows(entries: Iterable[Entry]) -> list[list[Cell]]:
    """The items of a baseline, as a table shows them."""
    return [
        [
            Cell(_("Title"), entry.title),
            Cell(_("Kind"), Kind(entry.kind).label),
            Cell(_("Organisation"), entry.organisation),
            Cell(_("Hours a week"), hours(entry.hours)),
            Cell(_("Tools"), listed(Tool(tool).label for tool in entry.tools)),
            Cell(_("Whom it reaches"), listed(Audience(one).label for one in entry.audiences)),
        ]
        for entry in entries
    ]
