"""Writes letters about agreements to those concerned, each apart; decides nothing."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from peoplezones.accounts.models import Person
from peoplezones.foundation import letters

from .. import queries
from ..models import Agreement, GlassBreak


def please_sign(agreement: Agreement) -> None:
    """To those who may sign for a party."""
    _about(agreement, "please_sign", queries.signers(agreement))


def soon(agreement: Agreement, days: int) -> None:
    """To those who may sign, and to the programme team; so are all that follow."""
    _about(agreement, "soon", queries.people_to_write_to(agreement), days=days, day=agreement.next_day)


def due(agreement: Agreement) -> None:
    _about(agreement, "due", queries.people_to_write_to(agreement), last_day=agreement.last_day)


def expired(agreement: Agreement) -> None:
    _about(agreement, "expired", queries.people_to_write_to(agreement))


def ended(agreement: Agreement, words: str) -> None:
    _about(agreement, "ended", queries.people_to_write_to(agreement), words=words)


def glass_was_broken(found: GlassBreak) -> None:
    """To the programme team, and to the giver; where nobody there can be told, the letter says so."""
    people, is_told = queries.told_of_glass(found.giver)
    context = {"glass": found, "giver_is_told": is_told, "link": _address("agreements:glass")}
    letters.send("agreements/mail/glass", _to(people), context)


def _about(agreement: Agreement, name: str, people: Iterable[Person], **more: Any) -> None:
    link = _address("agreements:agreement", agreement.pk)
    letters.send(f"agreements/mail/{name}", _to(people), {"agreement": agreement, "link": link, **more})


def _to(people: Iterable[Person]) -> list[str]:
    return [person.email for person in people]


def _address(name: str, *arguments: int) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)
