"""Who reaches what is provided in a zone, and by whom."""

from collections.abc import Callable
from typing import Any

from tests.house.things import Things
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory

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


def make(things: Things) -> None:
    things.provision = ProvisionFactory(
        zone=things.zone, organisation=things.organisation, title=f"Drop-in {things.label}", organisation_name=""
    )
    things.mapping = MappingFactory(zone=things.zone)
