"""Which days a record may name: a slip of the finger in a year must stop no sum of days; knows no record."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .refusals import NotPossibleNow

FIRST, LAST = dt.date(1800, 1, 1), dt.date(2100, 12, 31)
SENTENCE = gettext_lazy("Give a day between 1800 and 2100. Check the year.")

# For the fields of forms.
VALIDATORS = [MinValueValidator(FIRST, SENTENCE), MaxValueValidator(LAST, SENTENCE)]


def check(record: models.Model) -> None:
    """Raises NotPossibleNow where a day of the record is none that a record may name."""
    for field in record._meta.fields:
        day: Any = getattr(record, field.attname)
        if type(field) is models.DateField and day is not None and not FIRST <= day <= LAST:
            raise NotPossibleNow(_("Give a day between 1800 and 2100. Check the year."))


def within(*fields: str, name: str) -> models.CheckConstraint:
    """The constraint that holds the same in the data base; a day that is not given is in order."""
    wanted = models.Q()
    for field in fields:
        wanted &= models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__range": (FIRST, LAST)})
    return models.CheckConstraint(condition=wanted, name=name)
