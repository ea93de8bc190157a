"""Words and ways that every page of the context shows alike."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Agreement

FLOWS = gettext_lazy("What flowed")
BROKEN_GLASS = gettext_lazy("Broken glass")

Crumbs = list[tuple[str, str]]


def today(now: dt.datetime) -> dt.date:
    """The day as people here count it."""
    return timezone.localtime(now).date()


def workspace_crumbs(here: str | Promise) -> Crumbs:
    return [(_("My workspace"), reverse("accounts:home")), (str(here), "")]


def register_crumbs(here: str | Promise) -> Crumbs:
    return [*workspace_crumbs("")[:1], (_("Agreements"), reverse("agreements:index")), (str(here), "")]


def crumbs(agreement: Agreement, here: str | Promise) -> Crumbs:
    """The workspace, the register, the agreement, and the page itself."""
    one = (agreement.title, reverse("agreements:agreement", args=[agreement.pk]))
    return [*register_crumbs("")[:2], one, (str(here), "")]


def shared_crumbs(here: str | Promise) -> Crumbs:
    return [*workspace_crumbs("")[:1], (_("Shared records"), reverse("agreements:shared")), (str(here), "")]


def local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment)
