"""Who reaches organisations; has each partner work for one."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts import roles
from tests.house.things import Things, Visitor, Where
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory

TABLE: dict[str, str] = {}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {}


def make(things: Things) -> None:
    things.organisation, things.other_organisation = OrganisationFactory.create_batch(2, partnership=things.partnership)
    for organisation in (things.organisation, things.other_organisation):
        PresenceFactory(organisation=organisation, zone=things.zone)


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    if visitor.role == roles.PARTNER:
        others = visitor.where == Where.OTHER_ORGANISATION
        ColleagueFactory(person=person, organisation=here.other_organisation if others else here.organisation)
