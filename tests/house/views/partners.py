"""Who reaches organisations; has each partner work for one."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts import roles
from peoplezones.partners.models import Offer, Organisation
from tests.house.list_pages import ListPage
from tests.house.things import Things, Visitor, Where
from tests.peoplezones.partners.factories import (
    ColleagueFactory,
    OfferFactory,
    OrganisationFactory,
    PresenceFactory,
)

# Residents have no business here unless they work for an organisation; whoever is from elsewhere finds no record.
TABLE: dict[str, str] = {
    "partners:organisations": "s 2 oooooo oro ooo",
    "partners:new": "s 2 orrror rrr oor",
    "partners:bring_in": "s 2 orrrrr rrr orr",
    "partners:template": "s 2 orrrrr rrr orr",
    "partners:organisation": "s 2 oooooo oro --o",
    "partners:edit": "s 2 orrrro rrr --r",
    "partners:leave": "s 2 orrrrr rrr --r",
    "partners:zones": "s 2 orrror rrr --r",
    "partners:colleagues": "s 2 orrrrr rrr --r",
    "partners:identifiers": "s 2 orrrro rrr --r",
    "partners:new_offer": "s 2 orrrro rrr --r",
    "partners:offers": "s 2 oooooo oro ooo",
    "partners:offer": "s 2 oooooo oro --o",
    "partners:edit_offer": "s 2 orrrro rrr --r",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    **dict.fromkeys(
        (
            "partners:organisation",
            "partners:edit",
            "partners:leave",
            "partners:zones",
            "partners:colleagues",
            "partners:identifiers",
            "partners:new_offer",
        ),
        lambda things: [things.organisation.pk],
    ),
    "partners:template": lambda things: ["csv"],
    **dict.fromkeys(("partners:offer", "partners:edit_offer"), lambda things: [things.offer.pk]),
}

OPEN_TO_OTHERS = {"partners:template": "its argument is a kind of file, and the template is empty"}


def _organisations(things: Things, many: int) -> None:
    Organisation.objects.bulk_create(OrganisationFactory.build_batch(many, partnership=things.partnership))


def _offers(things: Things, many: int) -> None:
    Offer.objects.bulk_create(OfferFactory.build_batch(many, organisation=things.organisation))


LISTS = {
    "partners:organisations": ListPage(_organisations, "No organisation that you may see takes part yet"),
    "partners:offers": ListPage(_offers, "Nothing is on offer yet"),
}


def make(things: Things) -> None:
    things.organisation, things.other_organisation = (
        OrganisationFactory(partnership=things.partnership, name=f"{name} {things.label}")
        for name in ("Housing", "Choir")
    )
    for organisation in (things.organisation, things.other_organisation):
        PresenceFactory(organisation=organisation, zone=things.zone)
    things.offer = OfferFactory(organisation=things.organisation, title=f"Hall {things.label}")


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    if visitor.role == roles.PARTNER:
        others = visitor.where == Where.OTHER_ORGANISATION
        ColleagueFactory(person=person, organisation=here.other_organisation if others else here.organisation)
