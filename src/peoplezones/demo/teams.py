"""Plays the teams of the demo: seats and who sits there, champions, ideas, mentors, self-assessments, a hand-over."""

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from peoplezones.accounts.models import Partnership, Person
from peoplezones.partners.models import Organisation
from peoplezones.teams.actions import appetite, champions, hand_overs, ideas, sittings, teams
from peoplezones.teams.models import HandOver, Idea, Mentoring, SelfAssessment, Statement, Team
from peoplezones.zones.models import Zone


def play_teams(
    *, demo_data: Path, partnership: Partnership, by: Person, now: dt.datetime, say: Callable[[str], None]
) -> None:
    """Start what is not there yet. What belongs to an organisation that is not there is left out."""
    told = tomllib.loads((demo_data / "teams.toml").read_text(encoding="utf-8"))
    new = sum(_team(entry, partnership, by, now) for entry in told["team"])
    for entry in told["champion"]:
        _champion(entry, partnership, by, now)
    for entry in told["mentor"]:
        _mentor(entry, partnership, by, now)
    for entry in told["idea"]:
        _idea(entry, partnership, by)
    for entry in told["assessment"]:
        _assessment(entry, partnership, now)
    for entry in told["hand_over"]:
        _hand_over(entry, partnership, by, now)
    say(f"{new} teams started." if new else "The teams are there already.")


def _person(email: str) -> Person | None:
    return Person.objects.filter(email=email).first()


def _number(email: str) -> int | None:
    person = _person(email)
    return person.pk if person else None


def _organisation(name: str, partnership: Partnership) -> Organisation | None:
    return Organisation.objects.filter(partnership=partnership, name=name).first()


def _zone(entry: dict[str, Any], partnership: Partnership) -> Zone | None:
    return Zone.objects.get(partnership=partnership, name=entry["zone"]) if entry.get("zone") else None


def _team(entry: dict[str, Any], partnership: Partnership, by: Person, now: dt.datetime) -> bool:
    if Team.objects.filter(partnership=partnership, name=entry["name"]).exists():
        return False
    words = {key: entry[key] for key in ("kind", "name", "purpose", "rhythm", "meets", "since")}
    covers = "\n".join(entry.get("covers", []))
    zone = _zone(entry, partnership)
    team = teams.start(partnership=partnership, zone=zone, covers=covers, **words, by=by, now=now)
    for place in entry["seats"]:
        about = {"kind": place["kind"], "title": place["title"], "is_required": place.get("required", False)}
        expected = _organisation(place.get("organisation", ""), partnership)
        number = expected.pk if expected else None
        seat = teams.add_seat(team=team, **about, organisation=number, by=by, now=now)
        if "person" in place:
            who = {"person": _number(place["person"]), "deputy": _number(place.get("deputy", ""))}
            sittings.seat_somebody(seat=seat, **who, since=place["since"], by=by, now=now)
        elif place.get("promised") and expected:
            sittings.seat_somebody(seat=seat, promised_by=expected.pk, since=place["since"], by=by, now=now)
    return True


def _champion(entry: dict[str, Any], partnership: Partnership, by: Person, now: dt.datetime) -> None:
    organisation = _organisation(entry["organisation"], partnership)
    if organisation is None or organisation.champion_asks.exists():
        return
    for asked in entry["asked"]:
        champions.ask(organisation=organisation, on=asked["on"], note=asked["note"], by=by, now=now)
    if "person" in entry:
        seat = organisation.seats.get(kind="champion")
        who = {"person": _number(entry["person"]), "deputy": _number(entry.get("deputy", ""))}
        sittings.seat_somebody(seat=seat, **who, since=entry["since"], by=by, now=now)


def _mentor(entry: dict[str, Any], partnership: Partnership, by: Person, now: dt.datetime) -> None:
    champion, zone = _person(entry["person"]), _zone(entry, partnership)
    if champion is None or zone is None or Mentoring.objects.filter(champion=champion, zone=zone).exists():
        return
    sits = champion.sittings.filter(seat__team__kind="champion_team").exists()
    if sits:
        link = {"champion": champion.pk, "zone": zone, "note": entry["note"], "since": entry["since"]}
        champions.link_mentor(**link, by=by, now=now)


def _idea(entry: dict[str, Any], partnership: Partnership, by: Person) -> None:
    if Idea.objects.filter(partnership=partnership, title=entry["title"]).exists():
        return
    words, zone = {key: entry[key] for key in ("title", "text")}, _zone(entry, partnership)
    idea = ideas.capture(partnership=partnership, zone=zone, **words, by=by, now=_at_noon(entry["captured_on"]))
    for step in entry["moves"]:
        ideas.move(idea=idea, move=step["move"], reason=step["reason"], by=by, now=_at_noon(step["on"]))


def _at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def _assessment(entry: dict[str, Any], partnership: Partnership, now: dt.datetime) -> None:
    organisation, zone = _organisation(entry["organisation"], partnership), _zone(entry, partnership)
    colleague = organisation.colleagues.filter(until=None).order_by("id").first() if organisation else None
    if organisation is None or zone is None or colleague is None:
        return
    if SelfAssessment.objects.filter(organisation=organisation, zone=zone, on=entry["on"]).exists():
        return
    appetite.assess(
        organisation=organisation,
        zone=zone,
        on=entry["on"],
        levels=dict(zip(Statement.values, entry["levels"], strict=True)),
        comments=entry.get("comments", {}),
        comment=entry.get("comment", ""),
        by=colleague.person,
        now=now,
    )


def _hand_over(entry: dict[str, Any], partnership: Partnership, by: Person, now: dt.datetime) -> None:
    person = _person(entry["person"])
    if person is None or HandOver.objects.filter(partnership=partnership, person=person).exists():
        return
    last_day = localdate(now) + dt.timedelta(days=entry["leaves_in_days"])
    words = {"leaves_on": last_day, "notes": entry["notes"].strip()}
    pack = hand_overs.begin(partnership=partnership, person=person, **words, by=by, now=now)
    for more in entry["more"]:
        hand_overs.add_item(hand_over=pack, title=more["title"], note=more["note"], by=by, now=now)
    first = pack.items.order_by("id").first()
    successor = _number(entry["successor"])
    if first is not None and successor is not None:
        arranged = {"successor": successor, "note": entry["note"]}
        hand_overs.arrange(item=first, version=first.version, **arranged, by=by, now=now)
