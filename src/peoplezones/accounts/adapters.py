"""Where our rules and our words meet the sign-in library."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import clock

from . import actions
from .access import is_safe_way_back
from .models import Person
from .queries.idle import own_resting

logger = logging.getLogger(__name__)

WRONG_CODE = _("That code is not right. Check the newest one and type it again.")
SALT = b"peoplezones.accounts.second-factor:"
WAIT = _("You have tried too often. Wait five minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the programme team if you think it should be open."),
        "duplicate_email": _("This is already your e-mail address. Type the new one."),
        "email_taken": _("We cannot use this e-mail address. Type another one."),
        "incorrect_code": WRONG_CODE,
        "rate_limited": _("You have just asked for a code. Wait ten seconds, then ask again."),
        "same_as_current": _("This is the address you use now. Type the new one."),
        "too_many_login_attempts": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.PEOPLEZONES_SIGNUP_OPEN)

    def is_safe_url(self, url: str) -> bool:
        return is_safe_way_back(context.request, url)

    def login(self, request: HttpRequest, user: Person) -> None:
        first_time = user.last_login is None
        with transaction.atomic():
            super().login(request, user)
            if first_time:
                actions.complete_sign_up(person=user, now=clock.now())
            actions.note_sign_in(person=user, now=clock.now())
        if own_resting(user):
            sentence = gettext("Part of your access rests, since you had not signed in for a long time.")
            messages.warning(request, f"{sentence} {gettext('Ask the programme team to give it back.')}")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        before = email_address.user.email
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            if confirmed:
                actions.note_email_confirmed(person=email_address.user, before=before, now=clock.now())
        return confirmed

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – {settings.SITE_NAME}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {**context, "site_name": settings.SITE_NAME})

    def send_account_already_exists_mail(self, email: str) -> None:
        # The library's own letter offers to reset a password, which nobody has.
        sign_in = context.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"sign_in_url": sign_in})


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your new e-mail address first, then set up the second step."),
    }

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = 1 + Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        """Keep the secrets of authenticator apps unreadable to whoever sees a copy of the data base alone."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was locked away; where the key to it is gone, every code is answered as a wrong one."""
        try:
            return _locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second factor cannot be read. Has PEOPLEZONES_OLD_SECRET_KEYS every older secret?")
            raise self.validation_error("incorrect_code") from None


def _locks() -> MultiFernet:
    """Keys made from the site's secret, the newest first, so that the secret can be changed step by step."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [hashlib.sha256(SALT + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
