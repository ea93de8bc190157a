"""The play of the demo: places, people, zones, organisations, teams, then pages. Each part is played once."""

import csv
import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation.refusals import Refused
from peoplezones.pages import actions as pages
from peoplezones.places import actions as places
from peoplezones.places.actions import Places
from peoplezones.places.models import Evidence
from peoplezones.places.readers import extracts, open_data
from peoplezones.zones.models import Zone

from .accounts import play_accounts
from .agreements import play_agreements
from .figures import illustrative
from .partners import play_partners
from .provision import play_provision
from .teams import play_teams
from .zones import play_zones

Say = Callable[[str], None]


def play(*, demo_data: Path, official: Path | None, now: dt.datetime, say: Say, fetched: Places | None = None) -> None:
    """Bring an empty or played data base to the demo's state; what people entered since is kept.

    `official`: a folder of official data; `fetched`: places with official figures that were fetched for the demo.
    """
    play_places(demo_data=demo_data, official=official, fetched=fetched, now=now, say=say)
    partnership = play_partnership(demo_data=demo_data, now=now)
    first = play_people(demo_data=demo_data, partnership=partnership, now=now, say=say)
    here = {"demo_data": demo_data, "partnership": partnership, "now": now}
    parts: dict[str, Callable[[], object]] = {
        "zones": lambda: play_zones(**here, by=first, say=say),
        "organisations": lambda: play_partners(**here, by=first, say=say),
        "consents and help": lambda: play_accounts(**here),
        "agreements": lambda: play_agreements(**here, by=first, say=say),
        "teams": lambda: play_teams(**here, by=first, say=say),
        "roles, services and meetings": lambda: play_provision(demo_data=demo_data, by=first, now=now, say=say),
    }
    for name, part in parts.items():
        leave_what_was_changed(name, part, say)
    play_evidence(demo_data=demo_data, wanted=official is None and fetched is None, by=first, now=now, say=say)
    pages.lay_foundation_pages(by=first, now=now)
    say("Pages are in place.")


def leave_what_was_changed(name: str, part: Callable[[], object], say: Say) -> None:
    """Play one part as a whole; where people changed it so that it cannot be played again, it stays as they left it."""
    try:
        with transaction.atomic():
            part()
    except (Refused, ObjectDoesNotExist) as reason:
        say(f"The {name} were changed since, and stay as they are. ({reason})")


def play_places(
    *, demo_data: Path, official: Path | None, now: dt.datetime, say: Say, fetched: Places | None = None
) -> None:
    """Bring places to what the files hold, as a whole; what is there already is left as it is."""
    wanted = open_data.places(official) if official else fetched or made_up_places(demo_data)
    loaded = places.load_places(places=wanted, by=None, now=now)
    if loaded == places.Loaded():
        say("Neighbourhoods and figures are loaded already.")
        return
    kind = "official" if official or fetched else "illustrative"
    say(
        f"Loaded {loaded.areas} neighbourhoods, {loaded.postcodes:,} postcodes "
        f"and {loaded.datasets} data sets of {kind} figures."
    )


def made_up_places(demo_data: Path) -> Places:
    """Real neighbourhoods and postcodes, with figures that are made up for them."""
    return Places(
        about=extracts.BOUNDARIES,
        areas=extracts.areas(demo_data),
        postcodes=list(extracts.postcodes(demo_data)),
        sources=lambda made: illustrative(made, demo_data),
    )


def play_partnership(*, demo_data: Path, now: dt.datetime) -> Partnership:
    """The partnership of the demo, started once."""
    about = tomllib.loads((demo_data / "partnership.toml").read_text(encoding="utf-8"))
    there = Partnership.objects.filter(slug=about["slug"]).first()
    return there or accounts.start_partnership(**about, by=None, now=now)


def play_people(*, demo_data: Path, partnership: Partnership, now: dt.datetime, say: Say) -> Person:
    """One made-up person a role; gives back the programme team's."""
    with (demo_data / "people.csv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    new = 0
    for entry in entries:
        if not Person.objects.filter(email=entry["email"]).exists():
            holding = [roles.BY_KEY[entry["role"]]]
            who = {"email": entry["email"], "name": entry["name"], "holding": holding}
            accounts.add_person(**who, partnership=partnership, by=None, now=now)
            new += 1
    say(f"{new} made-up people joined." if new else "The made-up people are there already.")
    return Person.objects.get(email=entries[0]["email"])


def play_evidence(*, demo_data: Path, wanted: bool, by: Person, now: dt.datetime, say: Say) -> None:
    """Made-up documents that stand beside the made-up figures, each about a district or a zone, and go with them."""
    entries = tomllib.loads((demo_data / "evidence.toml").read_text(encoding="utf-8"))["evidence"]
    there = Evidence.objects.filter(title__in=[entry["title"] for entry in entries], is_official=False)
    if not wanted:
        for evidence in there:
            places.remove_evidence(evidence=evidence, by=by, now=now)
        return
    titles = set(there.values_list("title", flat=True))
    new = 0
    for entry in entries:
        if entry["title"] in titles:
            continue
        zone = Zone.objects.filter(name=entry["area"]).first()
        places.add_evidence(
            title=entry["title"],
            kind=entry["kind"],
            publisher=entry["publisher"],
            published_on=entry["date"],
            summary=entry["summary"],
            district_codes=[] if zone else [entry["area"]],
            area_codes=[area.code for area in zone.areas.all()] if zone else [],
            is_official=not entry["illustrative"],
            by=by,
            now=now,
        )
        new += 1
    say(f"{new} documents of evidence added." if new else "The documents of evidence are there already.")
