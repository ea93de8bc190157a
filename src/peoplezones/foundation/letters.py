"""Sends a letter by e-mail once what it speaks of is committed; its words are templates, and it knows no context."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string


def send(template: str, to: Sequence[str], context: dict[str, Any]) -> None:
    """Write `<template>_subject.txt` and `<template>_message.txt` now, and send them to each address apart.

    Nobody sees who else got it. A letter that cannot be sent is told in the log and does not undo the deed.
    """
    words = {**context, "site_name": settings.SITE_NAME}
    subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
    message = render_to_string(f"{template}_message.txt", words).strip() + "\n"
    for address in dict.fromkeys(to):
        post = partial(send_mail, f"{subject} – {settings.SITE_NAME}", message, None, [address])
        transaction.on_commit(post, robust=True)
