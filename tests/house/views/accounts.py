"""Who reaches sign-in, the second step and one's own pages; gives each visitor their role in a partnership."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts import actions
from peoplezones.accounts.models import Person, RoleHeld
from peoplezones.accounts.queries.assistance import NO_MAIL
from peoplezones.foundation.models import AuditEntry
from peoplezones.zones.models import Membership
from tests.house.list_pages import ListPage
from tests.house.things import NOW, Things, Visitor, Where
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.foundation.factories import AuditEntryFactory

TABLE = {
    "accounts:home": "s 2 oooooo ooo ooo",
    # One's own account.
    "accounts:me": "s 2 oooooo ooo ooo",
    "accounts:contact": "s 2 oooooo ooo ooo",
    "accounts:consent": "s 2 >>>>>> >>> >>>",
    "accounts:data": "s 2 oooooo ooo ooo",
    "accounts:own_file": "s 2 oooooo ooo ooo",
    "accounts:close": "s 2 oooooo ooo ooo",
    # For the programme team, each in its own partnership.
    "accounts:audit": "s 2 orrrrr rrr orr",
    "accounts:audit_line": "s 2 orrrrr rrr -rr",
    "accounts:idle": "s 2 orrrrr rrr orr",
    "accounts:give_back": "s 2 orrrrr rrr -rr",
    "accounts:assist": "s 2 orrror rrr oor",
    "accounts:assist_new": "s 2 orrror rrr oor",
    "accounts:assist_stop": "s 2 >>>>>> >>> >>>",
    "accounts:assist_person": "s 2 orrror rrr --r",
    "accounts:assist_act": "s 2 >rrr>r rrr --r",
    "accounts:assist_end": "s 2 >rrr>r rrr --r",
    "accounts:requests": "s 2 orrrrr rrr orr",
    "accounts:request_of": "s 2 orrrrr rrr -rr",
    "accounts:file_of": "s 2 orrrrr rrr -rr",
    "accounts:demo_sign_in": "- - ------ --- ---",  # outside the demo; inside, accounts tests it
    "account_login": "o > >>>>>> >>> >>>",
    "account_request_login_code": "o > >>>>>> >>> >>>",
    "account_confirm_login_code": "s > >>>>>> >>> >>>",
    "mfa_authenticate": "s > >>>>>> >>> >>>",
    "account_inactive": "o o oooooo ooo ooo",
    "account_logout": "> o oooooo ooo ooo",
    "account_signup": "o > >>>>>> >>> >>>",
    "account_email_verification_sent": "s > >>>>>> >>> >>>",
    # One's own account. Whoever has no second step cannot be asked for it, and has none to take away.
    "account_email": "s o oooooo ooo ooo",
    "mfa_index": "s o oooooo ooo ooo",
    "account_reauthenticate": "2 2 222222 222 222",  # only leads on to the next one
    "mfa_reauthenticate": "s r oooooo rrr ooo",
    "mfa_reauthenticate_webauthn": "s r 222222 rrr 222",
    "mfa_activate_totp": "s o >>>>>> ooo >>>",
    "mfa_deactivate_totp": "s - oooooo --- ooo",
    "mfa_list_webauthn": "s o oooooo ooo ooo",
    "mfa_add_webauthn": "s o oooooo ooo ooo",
    "mfa_remove_webauthn": "s - ------ --- ---",
    "mfa_edit_webauthn": "s - ------ --- ---",
    "mfa_view_recovery_codes": "s - oooooo --- ooo",
    "mfa_generate_recovery_codes": "s o oooooo ooo ooo",
    "mfa_download_recovery_codes": "s - oooooo --- ooo",
    # Instead of Wagtail's own, which take a password.
    "/cms/login/": "s s ssssss sss sss",
    "/cms/password_reset/(?P<rest>.*)": "s s ssssss sss sss",
    "/_util/login/": "s s ssssss sss sss",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "s 2 --rrrr rrr -rr",
    "/_util/authenticate_with_password/<path:rest>": "- - ------ --- ---",
    "/cms/account/": "s 2 oorrrr rrr orr",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "accounts:demo_sign_in": lambda things: ["never-made"],
    "accounts:consent": lambda things: ["directory"],
    "accounts:own_file": lambda things: ["json"],
    "accounts:audit_line": lambda things: [things.audit_line.pk],
    "accounts:give_back": lambda things: [things.resting_role.pk],
    "accounts:assist_person": lambda things: [things.helped.pk],
    "accounts:assist_act": lambda things: [things.helped.pk],
    "accounts:assist_end": lambda things: [things.helped.pk],
    "accounts:request_of": lambda things: [things.resting_role.person.pk],
    "accounts:file_of": lambda things: [things.resting_role.person.pk, "zip"],
    "mfa_remove_webauthn": lambda things: [1],
    "mfa_edit_webauthn": lambda things: [1],
}

OPEN_TO_OTHERS = dict.fromkeys(
    ["accounts:consent", "accounts:own_file"], "what the address names is of the person who asks"
)


def _lines(things: Things, many: int) -> None:
    AuditEntry.objects.bulk_create(AuditEntryFactory.build_batch(many, scope=things.partnership.pk))


def _people(many: int, host: str = "example.org") -> list[Person]:
    first = Person.objects.count()
    numbers = range(first, first + many)
    made = [Person(name=f"Resident {number}", email=f"many-{number}@{host}", password="!") for number in numbers]
    return Person.objects.bulk_create(made)


def _with_roles(things: Things, many: int) -> None:
    own = {"role": "resident", "partnership": things.partnership, "since": NOW}
    RoleHeld.objects.bulk_create([RoleHeld(person=person, **own) for person in _people(many)])


def _resting(things: Things, many: int) -> None:
    own = {"role": "analyst", "partnership": things.partnership, "since": NOW}
    rests = {"access_ended_at": NOW, "ended_because": "No sign-in for 90 days"}
    RoleHeld.objects.bulk_create([RoleHeld(person=person, **own, **rests) for person in _people(many)])


def _without_mail(things: Things, many: int) -> None:
    found = _people(many, NO_MAIL)
    Membership.objects.bulk_create([Membership(person=person, zone=things.zone, since=NOW) for person in found])


LISTS = {
    "accounts:audit": ListPage(_lines, notes_itself=True),
    "accounts:requests": ListPage(_with_roles),
    "accounts:idle": ListPage(_resting, empty="Nobody’s access rests."),
    "accounts:assist": ListPage(_without_mail),
}

EXAMPLES = {
    "/_util/authenticate_with_password/<path:rest>": "/_util/authenticate_with_password/1/1/",
    "/cms/password_reset/(?P<rest>.*)": "/cms/password_reset/confirm/MQ/set-password/",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "/cms/users/1/",
}


def make(things: Things) -> None:
    things.partnership = PartnershipFactory(slug=things.label)
    things.helped = PersonFactory(email=f"{things.label}@{NO_MAIL}")  # zones take them in
    things.audit_line = AuditEntryFactory(scope=things.partnership.pk)
    things.resting_role = RoleHeldFactory(
        role="analyst", partnership=things.partnership, access_ended_at=NOW, ended_because="No sign-in for 90 days"
    )


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    things = elsewhere if visitor.where == Where.OTHER_PARTNERSHIP else here
    if visitor.role is not None:
        actions.give_role(person=person, role=visitor.role, partnership=things.partnership, by=None, now=NOW)
