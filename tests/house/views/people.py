"""Who reaches the directory and invitations; has one person invited."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts import roles
from peoplezones.people.models import Invitation
from tests.house.list_pages import ListPage
from tests.house.things import NOW, Things
from tests.peoplezones.accounts.factories import PersonFactory, RoleHeldFactory
from tests.peoplezones.people.factories import InvitationFactory

TABLE = {
    "people:directory": "s 2 oroooo oro ooo",
    "people:person": "s 2 o-oo-- --o ---",
    "people:roles": "s 2 o-rr-- --r ---",
    "people:leave": "s 2 o-rr-- --r ---",
    "people:invitations": "s 2 orrror rrr oor",
    "people:invite": "s 2 orrror rrr oor",
    "people:invitation": "s 2 orrr-r rrr --r",
    "people:withdraw": "s 2 ------ --- ---",  # asked by POST alone
    "people:send_again": "s 2 ------ --- ---",
    "invitation": "- - ------ --- ---",  # with a link that never was
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "people:person": lambda things: [things.colleague_here.pk],
    "people:roles": lambda things: [things.colleague_here.pk],
    "people:leave": lambda things: [things.colleague_here.pk],
    "people:invitation": lambda things: [things.invitation.pk],
    "people:withdraw": lambda things: [things.invitation.pk],
    "people:send_again": lambda things: [things.invitation.pk],
    "invitation": lambda things: ["never-sent"],
}


def _people(things: Things, many: int) -> None:
    for person in PersonFactory.create_batch(many):
        RoleHeldFactory(person=person, role=roles.ANALYST.key, partnership=things.partnership)


def _invitations(things: Things, many: int) -> None:
    made = InvitationFactory.build_batch(many, partnership=things.partnership, invited_by=things.colleague_here)
    Invitation.objects.bulk_create(made)


LISTS = {
    "people:directory": ListPage(_people),
    "people:invitations": ListPage(_invitations, empty="Nobody has been invited yet"),
}


def make(things: Things) -> None:
    name = f"Analyst, {things.label}"
    things.colleague_here = PersonFactory(name=name, email=f"analyst.{things.label}@example.org")
    role = {"role": roles.ANALYST.key, "partnership": things.partnership, "since": NOW}
    RoleHeldFactory(person=things.colleague_here, **role)
    things.invitation = InvitationFactory(
        partnership=things.partnership,
        name=f"Invited, {things.label}",
        email=f"invited.{things.label}@example.org",
        invited_by=things.colleague_here,
    )
