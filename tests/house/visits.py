"""Makes one of everything and one person a role, sends them to an address, and says in a word how it went."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.pages.actions import lay_foundation_pages
from peoplezones.pages.models import HomePage
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.foundation.factories import JobFactory
from tests.peoplezones.pages.factories import ContentPageFactory, DocumentFactory, ImageFactory
from tests.peoplezones.places.factories import (
    AreaFactory,
    BoundarySetFactory,
    EvidenceFactory,
    IndicatorFactory,
    WardFactory,
    give,
)
from tests.peoplezones.zones.factories import ZoneFactory

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
VISITOR = "visitor"
FIRST_STEP = "staff, first step only"
STAFF = [role for role in roles.ALL if role.staff]


def visitors() -> list[str]:
    """Everybody who can come: a visitor, whoever of the staff owes the second step, each role."""
    return [VISITOR, FIRST_STEP, *(role.key for role in roles.ALL)]


class Outcome(StrEnum):
    """How it went."""

    OPEN = "open"
    SIGN_IN = "sign in"  # led to the sign-in page
    SECOND_STEP = "second step"  # led to the page that asks for the second step, or helps to set it up
    REFUSED = "refused"
    LED_ON = "led on"  # to another page, which has a row of its own
    NOT_HERE = "not here"  # there is no such page, whoever asks


@dataclass(frozen=True)
class Things:
    """What addresses are made of."""

    area: Any
    zone: Any
    boundary_set: Any
    picture: Any
    document: Any
    private_page: Any
    job: Any
    evidence: Any
    indicator: Any


def one_of_each() -> Things:
    boundary_set = BoundarySetFactory()
    areas = AreaFactory.create_batch(2, ward=WardFactory())
    indicator = IndicatorFactory()
    for area in areas:
        give(indicator, {area: float(area.position)})
    zone = ZoneFactory(slug="north-end", areas=areas[:1])
    lay_foundation_pages(by=None, now=NOW)
    private = ContentPageFactory(parent=HomePage.objects.get())
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    wrong = {"file": "figures.csv", "line": 2, "column": "Value", "found": "many", "expected": "a number"}
    job = JobFactory(done=True, name="places.load_file", result={"rows": [wrong], "more": 0})
    evidence = EvidenceFactory()
    pictures = ImageFactory(), DocumentFactory()
    return Things(areas[0], zone, boundary_set, *pictures, private, job, evidence, indicator)


def everybody() -> dict[str, list[Client]]:
    """Browsers for each of `visitors()`, signed in where there is somebody; one for each who must fare alike."""
    half_way = [signed_in(role, fully=False) for role in STAFF]
    whole = {role.key: [signed_in(role, fully=role.staff)] for role in roles.ALL}
    return {VISITOR: [Client()], FIRST_STEP: half_way, **whole}


def signed_in(role: roles.Role, *, fully: bool) -> Client:
    client, person = Client(), PersonFactory()
    accounts.give_role(person=person, role=role, by=None, now=NOW)
    if fully:
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
    answer = client.get(address)
    answer.close()
    if answer.status_code in (301, 302):
        return led_to(urlsplit(answer.url).path)
    known = {200: Outcome.OPEN, 403: Outcome.REFUSED, 404: Outcome.NOT_HERE}
    return known[answer.status_code]


def led_to(path: str) -> Outcome:
    if path == reverse("account_login"):
        return Outcome.SIGN_IN
    if path in (reverse("mfa_index"), reverse("mfa_reauthenticate")):
        return Outcome.SECOND_STEP
    return Outcome.LED_ON
