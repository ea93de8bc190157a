"""Fields that several forms of the context use."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.forms import day_field

from ..models import FIRST_DAY, NO_DAY_AFTER

_OUT_OF_REACH = _("Choose a day between the years 1990 and 2199")


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day that an agreement can have."""
    bounds = [MinValueValidator(FIRST_DAY, _OUT_OF_REACH), MaxValueValidator(NO_DAY_AFTER, _OUT_OF_REACH)]
    return day_field(label, help_text=help_text, validators=bounds, required=required)


def words(label: Any, *, most: int, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    """Text of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
