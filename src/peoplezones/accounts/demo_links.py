"""Makes and reads the demo's sign-in links: signed, short-lived, single use, and only where the demo runs."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow

from . import queries
from .models import Person

SALT = "peoplezones.accounts.demo-link"
LIFETIME = dt.timedelta(hours=12)


class UnknownLink(Exception):
    """The link was not made here, was changed, or this is no demo: answered as if the page did not exist."""


@dataclass(frozen=True)
class Link:
    token_id: str
    person: Person


def make(person: Person) -> str:
    """The token of a new link for this person; refused outside the demo."""
    if not settings.PEOPLEZONES_DEMO:
        raise NotPossibleNow(_("Sign-in links exist in the demo alone."))
    until = clock.now() + LIFETIME
    return signing.dumps({"id": secrets.token_urlsafe(16), "person": person.pk, "until": until.isoformat()}, salt=SALT)


def read(token: str) -> Link:
    """What a token says; raises UnknownLink for a forged one, NotPossibleNow for one that is over."""
    if not settings.PEOPLEZONES_DEMO:
        raise UnknownLink
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise UnknownLink from None
    person = queries.active_person(said["person"])
    if person is None:
        raise UnknownLink
    if dt.datetime.fromisoformat(said["until"]) < clock.now():
        raise NotPossibleNow(_("This sign-in link is too old."))
    if queries.link_is_spent(said["id"]):
        raise NotPossibleNow(_("This sign-in link was used before."))
    return Link(said["id"], person)
