"""Optimistic locking: nobody overwrites what somebody else has saved since they opened the form."""

import datetime as dt
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit
from .models import Versioned
from .refusals import NotPossibleNow

Record = TypeVar("Record", bound=Versioned)


class EditedMeanwhile(NotPossibleNow):
    """Somebody else saved the record since it was read: carries it as it stands now. Nothing was changed."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(_("Somebody else saved this while you were writing. Nothing of yours is lost."))
        self.current = current


def take(record: Record, *, seen: int, by: models.Model | None, now: dt.datetime) -> Record:
    """The record as it stands, locked and marked as edited, for the caller to change and save.

    Raises EditedMeanwhile when it is not the version `seen` any more, RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Take and save the record in one transaction.")
    current: Record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if current.version != seen:
        raise EditedMeanwhile(current)
    current.version += 1
    current.edited_at = now
    current.edited_by_id, current.edited_by_label = None if by is None else by.pk, audit.name_of(by)
    return current
