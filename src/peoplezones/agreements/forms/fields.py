"""Fields that several forms of the context use."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ..models import FIRST_DAY, NO_DAY_AFTER

_OUT_OF_REACH = _("Choose a day between the years 1990 and 2199")


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        validators=[MinValueValidator(FIRST_DAY, _OUT_OF_REACH), MaxValueValidator(NO_DAY_AFTER, _OUT_OF_REACH)],
        widget=forms.DateInput(attrs={"type": "date", "min": FIRST_DAY, "max": NO_DAY_AFTER}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day"), "invalid": _("Type a day such as 2027-03-31")},
    )


def words(label: Any, *, most: int, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    """Text of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
