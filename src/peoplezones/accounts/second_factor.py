"""Whether this session gave a second factor; knows the session and the library's records in it, no view."""

import datetime as dt

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from . import actions, queries
from .models import Person

APP, PASSKEY, RECOVERY_CODES = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)
DEMO_LINK = "demo-link"  # how a session says that it began with a sign-in link of the demo
GIVEN = "mfa"  # how the library says that a second factor was given


def given(request: HttpRequest, person: Person) -> bool:
    """True while a factor that this session gave is still set up, or in the demo for its sign-in links.

    A factor that was removed has not been given, whatever is set up in its place elsewhere.
    """
    records = get_authentication_records(request, person)
    if settings.PEOPLEZONES_DEMO and any(record.get("method") == DEMO_LINK for record in records):
        return True
    ids = {record["id"] for record in records if record.get("method") == GIVEN and "id" in record}
    return queries.still_has_one_of(person, ids)


def note_added(request: HttpRequest, person: Person, kind: str, now: dt.datetime) -> None:
    """A factor was just set up, which proves that it is at hand: it counts as given in this session.

    The library records use only, not set-up, and would ask for the same code twice within a minute.
    """
    newest = queries.newest_factor(person, kind)
    if newest is not None:
        record_authentication(request, person, method=GIVEN, id=newest.pk, type=kind, reauthenticated=True)
    actions.note_second_factor(person=person, change="added", kind=str(kind), now=now)
