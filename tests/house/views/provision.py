"""Who reaches what is provided in a zone, and by whom."""

from collections.abc import Callable
from typing import Any

from peoplezones.provision.models import Provision
from peoplezones.zones.models import Zone
from tests.house.list_pages import ListPage
from tests.house.things import Things
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory
from tests.peoplezones.zones.factories import ZoneFactory

TABLE: dict[str, str] = {
    "provision:index": "s 2 ororoo rrr ooo",
    "provision:today": "s 2 ororoo rrr --o",
    "provision:list": "s 2 ororoo rrr --o",
    "provision:team": "s 2 ororoo rrr --o",
    "provision:item": "s 2 ororoo rrr --o",
    "provision:mappings": "s 2 ororoo rrr --o",
    "provision:mapping": "s 2 ororoo rrr --o",
    "provision:changes": "s 2 ororoo rrr --o",
    "provision:template_csv": "s 2 ororoo rrr --o",
    "provision:template_xlsx": "s 2 ororoo rrr --o",
    "provision:add": "s 2 orrroo rrr --o",
    # Partners change what is of their own organisation.
    "provision:edit": "s 2 orrroo rrr --r",
    "provision:end": "s 2 orrroo rrr --r",
    "provision:sheet": "s 2 orrror rrr --r",
    "provision:agree": "s 2 >rrr>r rrr --r",
}


def _zone(things: Things) -> list[Any]:
    return [things.zone.slug]


def _item(things: Things) -> list[Any]:
    return [things.zone.slug, things.provision.pk]


def _mapping(things: Things) -> list[Any]:
    return [things.zone.slug, things.mapping.pk]


OF_AN_ITEM = ("provision:item", "provision:edit", "provision:end")
OF_A_MAPPING = ("provision:mapping", "provision:changes")
ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    **dict.fromkeys([name for name in TABLE if name != "provision:index"], _zone),
    **dict.fromkeys(OF_AN_ITEM, _item),
    **dict.fromkeys(OF_A_MAPPING, _mapping),
}


def _items(things: Things, many: int) -> None:
    first = Provision.objects.count()
    Provision.objects.bulk_create(
        ProvisionFactory.build(
            zone=things.zone,
            organisation=things.organisation,
            organisation_name="",
            title=f"Post {first + number}",
            could_join_team=True,
        )
        for number in range(many)
    )


def _zones(things: Things, many: int) -> None:
    first = Zone.objects.count()
    Zone.objects.bulk_create(
        ZoneFactory.build(partnership=things.partnership, slug=f"{things.label}-{first + number}")
        for number in range(many)
    )


LISTS = {
    "provision:index": ListPage(_zones, empty="There is no zone whose mapping you can see."),
    "provision:list": ListPage(_items),
    "provision:team": ListPage(_items),
}


def make(things: Things) -> None:
    things.provision = ProvisionFactory(
        zone=things.zone,
        organisation=things.organisation,
        organisation_name="",
        title=f"Drop-in {things.label}",
        could_join_team=True,
    )
    things.mapping = MappingFactory(zone=things.zone)
