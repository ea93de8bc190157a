"""Who reaches sign-in, the second step and one's own pages; gives each visitor their role in a partnership."""

from collections.abc import Callable
from typing import Any

from peoplezones.accounts import actions
from tests.house.things import NOW, Things, Visitor, Where
from tests.peoplezones.accounts.factories import PartnershipFactory

TABLE = {
    "accounts:home": "s 2 oooooo ooo ooo",
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
    "mfa_remove_webauthn": lambda things: [1],
    "mfa_edit_webauthn": lambda things: [1],
}

EXAMPLES = {
    "/_util/authenticate_with_password/<path:rest>": "/_util/authenticate_with_password/1/1/",
    "/cms/password_reset/(?P<rest>.*)": "/cms/password_reset/confirm/MQ/set-password/",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "/cms/users/1/",
}


def make(things: Things) -> None:
    things.partnership = PartnershipFactory(slug=things.label)


def join(person: Any, visitor: Visitor, here: Things, elsewhere: Things) -> None:
    things = elsewhere if visitor.where == Where.OTHER_PARTNERSHIP else here
    if visitor.role is not None:
        actions.give_role(person=person, role=visitor.role, partnership=things.partnership, by=None, now=NOW)
