"""Plays what the organisations of the demo agreed on, and what they share; each once, on days counted from the play."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from peoplezones.accounts.models import Partnership, Person
from peoplezones.agreements import actions
from peoplezones.agreements.models import Agreement, Office, SharedRecord
from peoplezones.agreements.rows import ItemWords, PartyRole, PartyWords, Words
from peoplezones.partners import actions as partners
from peoplezones.partners.models import Colleague, Organisation
from peoplezones.zones.models import Zone

SAID = ("kind", "title", "purpose_words")
MAY_BE_LEFT_OUT = {
    "lawful_basis": "no_personal_data",
    "condition": "",
    "retention_months": None,
    "retention": "",
    "security": "",
    "rights": "",
    "children": "",
    "dpia": "",
}


def play_agreements(
    *, demo_data: Path, partnership: Partnership, by: Person, now: dt.datetime, say: Callable[[str], None]
) -> None:
    told = tomllib.loads((demo_data / "agreements.toml").read_text(encoding="utf-8"))
    if not Office.objects.filter(partnership=partnership).exists():
        _name_office(told["office"], partnership, by, now)
    here = {one.name: one for one in Organisation.objects.filter(partnership=partnership)}
    zones = {zone.name: zone for zone in Zone.objects.filter(partnership=partnership)}
    titles = set(Agreement.objects.filter(partnership=partnership).values_list("title", flat=True))
    new = [entry for entry in told["agreement"] if entry["title"] not in titles]
    for entry in new:
        _agree(entry, partnership, here, zones, by, now)
    there = set(SharedRecord.objects.filter(partnership=partnership).values_list("title", flat=True))
    for entry in told["record"] if new else []:
        if entry["title"] not in there:
            _share(entry, here, zones, now)
    if new:
        actions.keep_up(by=None, now=now)
    say(f"{len(new)} agreements made." if new else "The agreements are there already.")


def _name_office(entry: Mapping[str, Any], partnership: Partnership, by: Person, now: dt.datetime) -> None:
    """The organisation that runs the partnership, and who works for it."""
    zones = list(Zone.objects.filter(partnership=partnership).order_by("name"))
    about = {name: entry[name] for name in ("name", "kind", "summary", "since")}
    made = partners.add(partnership=partnership, **about, zones=zones, by=by, now=now)
    for one in entry["colleagues"]:
        how = {"position": one["position"], "may_sign": one.get("may_sign", False)}
        partners.add_colleague(organisation=made, person=Person.objects.get(email=one["email"]), **how, by=by, now=now)
    actions.name_office(organisation=made, by=by, now=now)


def _agree(
    entry: Mapping[str, Any],
    partnership: Partnership,
    here: Mapping[str, Organisation],
    zones: Mapping[str, Zone],
    by: Person,
    now: dt.datetime,
) -> None:
    then = now + dt.timedelta(days=entry["starts_in"])
    words = Words(
        **{name: entry[name] for name in SAID},
        **{name: entry.get(name, otherwise) for name, otherwise in MAY_BE_LEFT_OUT.items()},
        purposes=tuple(entry["purposes"]),
        zones=tuple(zones[name].pk for name in entry["zones"]),
        starts_on=then.date(),
        review_on=_day(now, entry["review_in"]),
        ends_on=_day(now, entry["ends_in"]) if "ends_in" in entry else None,
        parties=tuple(
            PartyWords(
                here[one["name"]].pk, one.get("role", PartyRole.NONE), one.get("gives", False), one.get("gets", False)
            )
            for one in entry["parties"]
        ),
        items=tuple(ItemWords(one["kind"], one["words"], tuple(one.get("special", []))) for one in entry["items"]),
    )
    made = actions.draft(partnership=partnership, words=words, by=by, now=then)
    made = actions.send(agreement=made, seen=made.version, by=by, now=then)
    for email in entry["signs"]:
        colleague = Colleague.objects.get(
            person__email=email, may_sign=True, until=None, organisation__in=here.values()
        )
        actions.sign(
            agreement=made,
            version=made.version,
            organisation=colleague.organisation,
            position=colleague.position,
            by=colleague.person,
            now=then,
        )


def _share(
    entry: Mapping[str, Any], here: Mapping[str, Organisation], zones: Mapping[str, Zone], now: dt.datetime
) -> None:
    then = now + dt.timedelta(days=entry["shared_in"])
    actions.share(
        giver=here[entry["giver"]],
        zone=zones.get(entry["zone"]),
        **{name: entry[name] for name in ("kind", "purpose", "title", "body", "table")},
        as_of=then.date(),
        kept_until=_day(now, entry["kept_in"]),
        by=Person.objects.get(email=entry["by"]),
        now=then,
    )


def _day(now: dt.datetime, days: int) -> dt.date:
    return now.date() + dt.timedelta(days=days)
