"""The play of the demo: places, then people, then zones, then the editorial pages. Each part is played once."""

import csv
import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import Person
from peoplezones.pages import actions as pages
from peoplezones.places import actions as places
from peoplezones.places.models import BoundarySet, Indicator
from peoplezones.places.readers import extracts, open_data
from peoplezones.zones import actions as zones
from peoplezones.zones.models import Zone

from .figures import illustrative

Say = Callable[[str], None]


def play(*, demo_data: Path, official: Path | None, now: dt.datetime, say: Say) -> None:
    """Bring an empty or played data base to the demo's state; what people entered since is kept."""
    play_places(demo_data=demo_data, official=official, now=now, say=say)
    first = play_people(demo_data=demo_data, now=now, say=say)
    play_zones(demo_data=demo_data, by=first, now=now, say=say)
    pages.lay_foundation_pages(by=first, now=now)
    say("Pages are in place.")


def play_places(*, demo_data: Path, official: Path | None, now: dt.datetime, say: Say) -> None:
    description = open_data.BOUNDARIES if official else extracts.BOUNDARIES
    present = BoundarySet.objects.filter(is_current=True).first()
    wanted_official = official is not None
    if present and present.name == description.name and Indicator.objects.filter(is_official=wanted_official).exists():
        say("Neighbourhoods and figures are loaded already.")
        return
    rows = open_data.areas(official) if official else extracts.areas(demo_data)
    say(f"Loading {len(rows)} neighbourhoods.")
    made = places.load_boundary_set(about=description, rows=rows, by=None, now=now)
    known = {row.code for row in rows}
    postcodes = list(open_data.postcodes(official, known=known) if official else extracts.postcodes(demo_data))
    say(f"Loading {len(postcodes):,} postcodes.")
    places.load_postcodes(boundary_set=made, rows=postcodes, by=None, now=now)
    play_figures(made, demo_data=demo_data, official=official, now=now, say=say)


def play_figures(
    boundary_set: BoundarySet, *, demo_data: Path, official: Path | None, now: dt.datetime, say: Say
) -> None:
    """Official figures and made-up ones never stand side by side."""
    places.remove_indicators(is_official=official is None, by=None, now=now)
    if official:
        population = dict(boundary_set.areas.values_list("code", "population"))
        figures = [(one.about, one.values) for one in open_data.indicators(official, population)]
    else:
        figures = list(illustrative(boundary_set, demo_data / "indicators.toml"))
    say(f"Loading {len(figures)} {'official' if official else 'illustrative'} figures for each neighbourhood.")
    for about, values in figures:
        places.load_indicator(boundary_set=boundary_set, about=about, values=values, by=None, now=now)


def play_people(*, demo_data: Path, now: dt.datetime, say: Say) -> Person:
    """One made-up person a role; gives back the programme team's."""
    with (demo_data / "people.csv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    new = 0
    for entry in entries:
        if not Person.objects.filter(email=entry["email"]).exists():
            holding = [roles.BY_KEY[entry["role"]]]
            accounts.add_person(email=entry["email"], name=entry["name"], holding=holding, by=None, now=now)
            new += 1
    say(f"{new} made-up people joined." if new else "The made-up people are there already.")
    return Person.objects.get(email=entries[0]["email"])


def play_zones(*, demo_data: Path, by: Person, now: dt.datetime, say: Say) -> None:
    entries = tomllib.loads((demo_data / "zones.toml").read_text(encoding="utf-8"))["zone"]
    new = 0
    for entry in entries:
        if Zone.objects.filter(name=entry["name"]).exists():
            continue
        zone = zones.create(
            name=entry["name"],
            summary=entry["summary"],
            story=entry["story"],
            area_codes=entry["areas"],
            since=entry["since"],
            by=by,
            now=now,
        )
        for move in entry["moves"]:
            zones.move_phase(zone=zone, move=move, by=by, now=now)
        for member in entry["members"]:
            zones.take_in(
                zone=zone,
                person=Person.objects.get(email=member["email"]),
                is_steward=member.get("steward", False),
                is_clerk=member.get("clerk", False),
                by=by,
                now=now,
            )
        new += 1
    say(f"{new} zones started." if new else "The zones are there already.")
