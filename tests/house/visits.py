"""Has one of everything made and each visitor signed in, sends them to an address, and says in a word how it went."""

from enum import StrEnum
from urllib.parse import urlsplit

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.things import VISITORS, Things, Visitor
from tests.house.views import by_context
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory


class Outcome(StrEnum):
    """How it went."""

    OPEN = "open"
    SIGN_IN = "sign in"  # led to the sign-in page
    SECOND_STEP = "second step"  # led to the page that asks for the second step, or helps to set it up
    REFUSED = "refused"
    LED_ON = "led on"  # to another page, which has a row of its own
    NOT_HERE = "not here"  # there is no such page, whoever asks


def one_of_each(label: str) -> Things:
    """A set of things; another label makes a set that shares nothing with it but the map and the site."""
    things = Things(label=label)
    for context in by_context():
        if hasattr(context, "make"):
            context.make(things)
    return things


def everybody(here: Things, elsewhere: Things) -> dict[str, list[Client]]:
    """The browsers of each column of visitors."""
    found: dict[str, list[Client]] = {}
    for visitor in VISITORS:
        client = Client() if visitor.role is None else signed_in(visitor, here, elsewhere)
        found.setdefault(visitor.column, []).append(client)
    return found


def signed_in(visitor: Visitor, here: Things, elsewhere: Things) -> Client:
    client, person = Client(), PersonFactory()
    for context in by_context():
        if hasattr(context, "join"):
            context.join(person, visitor, here, elsewhere)
    if visitor.fully:
        walks.sign_in_fully(client, person)
        RecoveryCodes.activate(person)
    else:
        walks.sign_in_half(client, person)
    return client


def outcomes(clients: list[Client], address: str) -> Outcome | set[Outcome]:
    """How it went for all of them; more than one answer where they did not fare alike."""
    found = {outcome(client, address) for client in clients}
    return found.pop() if len(found) == 1 else found


def outcome(client: Client, address: str) -> Outcome:
    """Ask for an address by GET, as a browser would."""
    cache.clear()  # limits and remembered roots are kept there
    return how_it_went(client.get(address))


def how_it_went(answer: HttpResponse) -> Outcome:
    answer.close()
    if answer.status_code in (301, 302):
        return led_to(urlsplit(answer.url).path)
    known = {200: Outcome.OPEN, 422: Outcome.OPEN, 403: Outcome.REFUSED}
    known |= dict.fromkeys((404, 405, 410), Outcome.NOT_HERE)
    return known[answer.status_code]


def led_to(path: str) -> Outcome:
    if path == reverse("account_login"):
        return Outcome.SIGN_IN
    if path in (reverse("mfa_index"), reverse("mfa_reauthenticate")):
        return Outcome.SECOND_STEP
    return Outcome.LED_ON
