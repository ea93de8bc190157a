"""Plays the organisations of the demo, where they work, who works for them, and what they offer; each once."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from peoplezones.accounts.models import Partnership, Person
from peoplezones.partners import actions, rows
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

LOOK_AGAIN_AFTER = dt.timedelta(days=182)
WORDS = ("kind", "title", "words", "amount", "unit")


def play_partners(
    *, demo_data: Path, partnership: Partnership, by: Person, now: dt.datetime, say: Callable[[str], None]
) -> None:
    entries = tomllib.loads((demo_data / "partners.toml").read_text(encoding="utf-8"))["organisation"]
    zones = {zone.name: zone for zone in Zone.objects.filter(partnership=partnership)}
    new = 0
    for entry in entries:
        if Organisation.objects.filter(partnership=partnership, name=entry["name"]).exists():
            continue
        made = actions.add(
            partnership=partnership,
            name=entry["name"],
            kind=entry["kind"],
            summary=entry["summary"],
            zones=[zones[name] for name in entry["zones"]],
            since=entry["since"],
            by=by,
            now=now,
        )
        for one in entry.get("numbers", []):
            actions.add_identifier(organisation=made, **one, by=by, now=now)
        for one in entry.get("colleagues", []):
            _employ(made, one, by, now)
        for one in entry["offers"]:
            _offer(made, one, zones, by, now)
        if "left" in entry:
            actions.leave(organisation=made, on=entry["left"], by=by, now=now)
        new += 1
    say(f"{new} organisations take part." if new else "The organisations are there already.")


def _employ(organisation: Organisation, entry: Mapping[str, Any], by: Person, now: dt.datetime) -> None:
    actions.add_colleague(
        organisation=organisation,
        person=Person.objects.get(email=entry["email"]),
        position=entry["position"],
        may_sign=entry.get("may_sign", False),
        by=by,
        now=now,
    )


def _offer(
    organisation: Organisation, entry: Mapping[str, Any], zones: Mapping[str, Zone], by: Person, now: dt.datetime
) -> None:
    says = actions.OfferWords(
        **{name: entry[name] for name in WORDS if name in entry},
        times=rows.together((day, part) for day, part in entry.get("times", [])),
        times_note=entry.get("note", ""),
        from_day=_days_on(now, entry.get("from_in")),
        until_day=_days_on(now, entry.get("until_in")),
        review_on=now.date() + LOOK_AGAIN_AFTER,
    )
    where = [zones[name] for name in entry.get("zones", [])]
    made = actions.make_offer(organisation=organisation, says=says, zones=where, by=by, now=now)
    for move, key in (("take_up", "taken_up"), ("withdraw", "withdrawn")):
        if key in entry:
            actions.move_offer(offer=made, move=move, note=entry[key], by=by, now=now)


def _days_on(now: dt.datetime, days: int | None) -> dt.date | None:
    return None if days is None else now.date() + dt.timedelta(days=days)
