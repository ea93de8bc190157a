"""Writes letters about agreements: after the change is committed, to each person alone; decides nothing."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.partners.models import Organisation

from .. import queries
from ..models import Agreement, GlassBreak


def please_sign(agreement: Agreement) -> None:
    _about(agreement, "please_sign", _("Please sign: %(title)s"), queries.signers(agreement))


def soon(agreement: Agreement, days: int) -> None:
    subject = _("%(title)s needs you soon")
    _about(agreement, "soon", subject, queries.people_to_write_to(agreement), days=days, day=agreement.next_day)


def due(agreement: Agreement) -> None:
    people = queries.people_to_write_to(agreement)
    _about(agreement, "due", _("%(title)s is due for review"), people, last_day=agreement.last_day)


def expired(agreement: Agreement) -> None:
    _about(agreement, "expired", _("%(title)s has expired"), queries.people_to_write_to(agreement))


def ended(agreement: Agreement, words: str) -> None:
    people = queries.people_to_write_to(agreement)
    _about(agreement, "ended", _("%(title)s was ended"), people, words=words)


def glass_was_broken(found: GlassBreak) -> None:
    """To those who may sign for the giver, and to the programme team."""
    giver = Organisation.objects.filter(pk=found.giver_id)
    people = queries.team_and_signers(found.partnership_id, giver)
    subject = _("The glass was broken: %(title)s") % {"title": found.record_label}
    _later("glass", subject, people, {"glass": found, "link": _address("agreements:glass")})


def _about(agreement: Agreement, name: str, subject: str, people: Iterable[Person], **more: Any) -> None:
    link = _address("agreements:agreement", agreement.pk)
    _later(name, subject % {"title": agreement.title}, people, {"agreement": agreement, "link": link, **more})


def _address(name: str, *arguments: int) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)


def _later(name: str, subject: str, people: Iterable[Person], context: dict[str, Any]) -> None:
    body = render_to_string(f"agreements/mail/{name}.txt", {**context, "site_name": settings.SITE_NAME})
    addresses = [person.email for person in people]
    # Robust: what was decided stands, also where the mail cannot be sent.
    transaction.on_commit(partial(_send, " ".join(subject.split()), body.strip() + "\n", addresses), robust=True)


def _send(subject: str, body: str, addresses: Sequence[str]) -> None:
    for address in addresses:
        send_mail(subject, body, None, [address])
