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
    """Bring places to what the files hold, as a whole; what is there already is left as it is."""
    wanted = open_data.places(official) if official else made_up_places(demo_data)
    loaded = places.load_places(places=wanted, by=None, now=now)
    if loaded == places.Loaded():
        say("Neighbourhoods and figures are loaded already.")
        return
    kind = "official" if official else "illustrative"
    say(
        f"Loaded {loaded.areas} neighbourhoods, {loaded.postcodes:,} postcodes "
        f"and {loaded.figures} {kind} figures for each neighbourhood."
    )


def made_up_places(demo_data: Path) -> places.Places:
    """Real neighbourhoods and postcodes, with figures that are made up for them."""
    return places.Places(
        about=extracts.BOUNDARIES,
        areas=extracts.areas(demo_data),
        postcodes=list(extracts.postcodes(demo_data)),
        figures=lambda made: illustrative(made, demo_data / "indicators.toml"),
    )


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
