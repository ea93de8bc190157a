"""Who reaches zones; makes each visitor a member of one."""

from collections.abc import Callable
from typing import Any

from tests.house.things import Things, Visitor, Where
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

TABLE = {
    "zones:index": "o o oooooo ooo ooo",
    "zones:boundaries": "o o oooooo ooo ooo",
    "zones:zone": "o o oooooo ooo ooo",
    "zones:map": "o o oooooo ooo ooo",
    "zones:postcode": "o o oooooo ooo ooo",
    "zones:figures": "o o oooooo ooo ooo",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "zones:zone": lambda things: [things.zone.slug],
    "zones:figures": lambda things: [things.zone.slug],
}


def make(things: Things) -> None:
    ours = {"partnership": things.partnership}
    things.zone = ZoneFactory(slug=f"{things.label}-end", areas=things.areas[:1], **ours)
    things.other_zone = ZoneFactory(slug=f"{things.label}-corner", areas=things.areas[1:], **ours)
    MembershipFactory(person=things.helped, zone=things.zone)


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    zones = {Where.OTHER_PARTNERSHIP: elsewhere.zone, Where.OTHER_ZONE: here.other_zone}
    MembershipFactory(person=person, zone=zones.get(visitor.where, here.zone))
