"""Fields that several forms of the context use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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
