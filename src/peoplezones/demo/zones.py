"""Plays the zones of the demo: started, drawn, moved through their states and joined, each on its day."""

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peoplezones.accounts.models import Partnership, Person
from peoplezones.zones import actions
from peoplezones.zones.models import Zone
from peoplezones.zones.states import PHASES, ZoneState

Say = Callable[[str], None]


def play_zones(*, demo_data: Path, partnership: Partnership, by: Person, now: dt.datetime, say: Say) -> None:
    """Start each zone once; what people did to it since is kept."""
    entries = tomllib.loads((demo_data / "zones.toml").read_text(encoding="utf-8"))["zone"]
    slugs = set(Zone.objects.order_by().values_list("name", flat=True))
    new = [entry for entry in entries if entry["name"] not in slugs]
    for entry in new:
        zone = _start(entry, partnership, by)
        for problem in entry.get("problem", []):
            if "added" not in problem:
                _add(zone, problem, by, _morning(entry["since"]))
        for step in entry["moves"]:
            _move(zone, step, by)
        for problem in entry.get("problem", []):
            if "added" in problem:
                _add(zone, problem, by, _morning(problem["added"]))
        for earlier in entry.get("came_from", []):
            before = Zone.objects.get(name=earlier["name"])
            day = earlier["on"]
            actions.come_from(zone=zone, earlier=before, kind=earlier["kind"], on=day, by=by, now=_morning(day))
        for member in entry["members"]:
            actions.take_in(
                zone=zone,
                person=Person.objects.get(email=member["email"]),
                is_steward=member.get("steward", False),
                is_clerk=member.get("clerk", False),
                by=by,
                now=now,
            )
    say(f"{len(new)} zones started." if new else "The zones are there already.")


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)


def _start(entry: dict[str, Any], partnership: Partnership, by: Person) -> Zone:
    return actions.create(
        partnership=partnership,
        name=entry["name"],
        summary=entry["summary"],
        story=entry["story"],
        area_codes=entry["areas"],
        since=entry["since"],
        state=ZoneState(entry.get("state", ZoneState.DEVELOPING)),
        by=by,
        now=_morning(entry["since"]),
    )


def _add(zone: Zone, problem: dict[str, Any], by: Person, now: dt.datetime) -> None:
    words = {name: problem[name] for name in ("title", "words", "evidence", "as_of", "source")}
    actions.add_problem(zone=zone, **words, by=by, now=now)


def _move(zone: Zone, step: dict[str, Any], by: Person) -> None:
    act = actions.move_phase if step["move"] in PHASES.moves else actions.change_state
    act(zone=zone, move=step["move"], reason=step.get("reason", ""), by=by, now=_morning(step["on"]))
