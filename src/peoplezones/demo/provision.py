"""Plays how things work in a zone: a baseline that was agreed a year ago, and what has changed since."""

import datetime as dt
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from peoplezones.accounts.models import Person
from peoplezones.partners.models import Organisation
from peoplezones.provision import actions
from peoplezones.provision.models import Provision
from peoplezones.provision.rows import Given, Seat
from peoplezones.zones.models import Zone

Say = Callable[[str], None]


def play_provision(*, demo_data: Path, by: Person, now: dt.datetime, say: Say) -> None:
    """Played once; organisations of the register are taken from there, others by their name."""
    about = tomllib.loads((demo_data / "provision.toml").read_text(encoding="utf-8"))
    zone = Zone.objects.filter(name=about["zone"]).first()
    if zone is None or Provision.objects.filter(zone=zone).exists():
        say("How things work today is there already.")
        return
    then = now - dt.timedelta(days=about["as_at_days_ago"])
    register = dict(Organisation.objects.filter(partnership=zone.partnership_id).values_list("name", "pk"))
    before = [entry for entry in about["item"] if "began_after" not in entry]
    made = [(entry, _added(entry, zone, register, by, then)) for entry in before]
    mapping = actions.start_mapping(zone=zone, as_at=then.date(), about=about["about"], by=by, now=then)
    actions.agree(mapping=mapping, by=by, now=then)
    for entry, item in made:
        if "hours_now" in entry:
            given = _given(entry | {"hours": entry["hours_now"]}, register, then)
            actions.edit(item=item, seen=item.version, given=given, by=by, now=now)
        if "ends_after" in entry:
            last = then + dt.timedelta(days=entry["ends_after"])
            actions.end(item=item, seen=item.version, until=last.date(), by=by, now=last)
    for entry in about["item"]:
        if "began_after" in entry:
            _added(entry, zone, register, by, then + dt.timedelta(days=entry["began_after"]))
    say(f"{len(about['item'])} made-up roles, services and meetings were mapped in {zone.name}.")


def _added(entry: dict[str, Any], zone: Zone, register: dict[str, int], by: Person, at: dt.datetime) -> Provision:
    return actions.add(zone=zone, given=_given(entry, register, at), by=by, now=at)


def _given(entry: dict[str, Any], register: dict[str, int], at: dt.datetime) -> Given:
    name = entry["organisation"]
    return Given(
        kind=entry["kind"],
        title=entry["title"],
        organisation=register.get(name),
        organisation_name="" if name in register else name,
        people=entry["people"],
        hours_each=Decimal(str(entry["hours"])),
        tools=tuple(entry["tools"]),
        outcomes=tuple(entry["outcomes"]),
        audiences=tuple(entry["audiences"]),
        times=tuple(entry.get("times", ())),
        by_appointment=entry.get("appointment", False),
        reach=entry.get("reach"),
        place=entry.get("place", ""),
        rhythm=entry.get("rhythm", ""),
        seats=tuple(Seat(register.get(one), "" if one in register else one) for one in entry.get("seats", ())),
        since=at.date() if "began_after" in entry else None,
        told_by=entry["told_by"],
        told_on=at.date(),
        could_join_team=entry.get("team", False),
    )
