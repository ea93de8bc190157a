"""Whether this session acts for somebody who has no e-mail: knows the session, no view.

It ends by the button, after an hour, when the help ends, and at sign-out, which empties the session.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from peoplezones.foundation import audit, clock

from .models import Assistance, Person
from .queries import assistance as queries

KEY = "acting"
LONGEST = dt.timedelta(hours=1)

# What belongs to the helper, or to the person alone: nobody opens it in somebody else's name.
CLOSED = ("/account/", "/cms/", "/workspace/")
STOP = "/workspace/assist/stop/"
OPEN = ("/workspace/", "/workspace/me/", "/workspace/me/contact/", STOP)
OPEN_BELOW = ("/workspace/me/consents/",)


def begin(request: HttpRequest, help_given: Assistance, now: dt.datetime) -> None:
    until = min(now + LONGEST, help_given.until)
    request.session[KEY] = {"help": help_given.pk, "until": until.isoformat()}


def stop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def has_begun(request: HttpRequest) -> bool:
    """A time of acting was begun in this session and not stopped, whether or not it still lasts."""
    return KEY in request.session


def until(request: HttpRequest) -> dt.datetime:
    return dt.datetime.fromisoformat(request.session[KEY]["until"])


def person_of(request: HttpRequest, user: Person | AnonymousUser) -> Person | AnonymousUser:
    """Who this request counts as: the person in whose name somebody acts, else whoever signed in."""
    if not isinstance(user, Person) or not has_begun(request):
        return user
    now = clock.now()
    found = queries.help_numbered(user, request.session[KEY]["help"], now)
    if found is None or until(request) <= now or not queries.helped_by(user).filter(pk=found.assisted_id).exists():
        return user
    person = found.assisted
    person.acted_by = user
    audit.acting.set((user, person))
    return person


def is_closed(path: str) -> bool:
    """Of the workspace only a person's own page is open, how to reach them, and what they agree to."""
    return path.startswith(CLOSED) and path not in OPEN and not path.startswith(OPEN_BELOW)


def said_through(person: object, now: dt.datetime) -> dict[str, Any]:
    """How somebody says something and who writes it down for them, as `give_consent` takes it; online by themselves."""
    helper = getattr(person, "acted_by", None)
    help_given = queries.help_for(helper, person, now) if helper and isinstance(person, Person) else None
    return {} if help_given is None else {"how": help_given.agreed, "taken_by": helper}
