"""Who reaches zones; makes each visitor a member of one."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts.models import Person
from peoplezones.zones.models import Membership, Zone
from tests.house.list_pages import ListPage
from tests.house.things import Things, Visitor, Where
from tests.peoplezones.zones.factories import KeyProblemFactory, MembershipFactory, SuccessionFactory, ZoneFactory

TABLE = {
    "zones:index": "o o oooooo ooo ooo",
    "zones:boundaries": "o o oooooo ooo ooo",
    "zones:zone": "o o oooooo ooo ooo",
    "zones:map": "o o oooooo ooo ooo",
    "zones:postcode": "o o oooooo ooo ooo",
    "zones:figures": "o o oooooo ooo ooo",
    # Everybody here belongs to the zone; its words are changed by the programme team and by its own lead.
    "zones:public_history": "o o oooooo ooo ooo",
    "zones:outline": "o o oooooo ooo ooo",
    "zones:workspace": "s 2 oooooo ooo ooo",
    "zones:record": "s 2 oooooo ooo --o",
    "zones:edit": "s 2 orrror rrr --r",
    "zones:new": "s 2 orrrrr rrr orr",
    "zones:history": "s 2 oooooo ooo --o",
    "zones:leave": "s 2 oooooo ooo --o",
    "zones:record_outline": "s 2 oooooo ooo --o",
    "zones:boundary": "s 2 orrror rrr --r",
    "zones:boundary_areas": "s 2 orrror rrr --r",
    "zones:boundary_drawn": "s 2 orrror rrr --r",
    "zones:boundary_file": "s 2 orrror rrr --r",
    "zones:state": "s 2 orrror rrr --r",
    "zones:came_from": "s 2 orrror rrr --r",
    "zones:forget_came_from": "s 2 ------ --- ---",
    "zones:problems": "s 2 orrror rrr --r",
    "zones:edit_problem": "s 2 orrror rrr --r",
    "zones:remove_problem": "s 2 orrror rrr --r",
    "zones:members": "s 2 orrror rrr --r",
    "zones:member": "s 2 orrror rrr --r",
}

OF_A_ZONE = [
    "zones:zone",
    "zones:public_history",
    "zones:outline",
    "zones:figures",
    "zones:record",
    "zones:edit",
    "zones:history",
    "zones:leave",
    "zones:record_outline",
    "zones:boundary",
    "zones:boundary_areas",
    "zones:boundary_drawn",
    "zones:boundary_file",
    "zones:state",
    "zones:came_from",
    "zones:problems",
    "zones:members",
]
ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    **dict.fromkeys(OF_A_ZONE, lambda things: [things.zone.slug]),
    "zones:forget_came_from": lambda things: [things.zone.slug, things.succession.pk],
    "zones:edit_problem": lambda things: [things.zone.slug, things.problem.pk],
    "zones:remove_problem": lambda things: [things.zone.slug, things.problem.pk],
    "zones:member": lambda things: [things.zone.slug, _a_member(things)],
}


def _a_member(things: Things) -> int:
    """One of those who were made to join: nobody else belongs to the things."""
    return int(Membership.objects.filter(zone=things.zone).earliest("pk").pk)


def _zones(things: Things, many: int) -> None:
    """Each with a line, as far as a list shows one."""
    Zone.objects.bulk_create(ZoneFactory.build_batch(many, partnership=things.partnership))


def _members(things: Things, many: int) -> None:
    first = Person.objects.count()
    people = [Person(email=f"member-{first + number}@example.org", password="!") for number in range(many)]
    people = Person.objects.bulk_create(people)
    Membership.objects.bulk_create(MembershipFactory.build(zone=things.zone, person=person) for person in people)


LISTS = {
    "zones:index": ListPage(_zones, is_public=True),
    "zones:workspace": ListPage(_zones, empty="There is no zone here for you yet"),
    "zones:members": ListPage(_members),
}


def make(things: Things) -> None:
    ours = {"partnership": things.partnership}
    things.zone = ZoneFactory(slug=f"{things.label}-end", areas=things.areas[:1], **ours)
    things.problem = KeyProblemFactory(zone=things.zone)
    things.succession = SuccessionFactory(zone=things.zone, earlier=ZoneFactory(slug=f"{things.label}-before", **ours))
    things.other_zone = ZoneFactory(slug=f"{things.label}-corner", areas=things.areas[1:], **ours)
    MembershipFactory(person=things.helped, zone=things.zone)


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    zones = {Where.OTHER_PARTNERSHIP: elsewhere.zone, Where.OTHER_ZONE: here.other_zone}
    MembershipFactory(person=person, zone=zones.get(visitor.where, here.zone))
