"""What Django says of a field that is not well formed, in our words: for fields whose form says nothing of its own."""

from functools import cache

from django import forms
from django.core import validators
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FIELDS: dict[type[forms.Field], dict[str, str | Promise]] = {
    forms.Field: {"required": _("Fill this in")},
    forms.IntegerField: {"invalid": _("Write a whole number, such as 12")},
    forms.DecimalField: {"invalid": _("Write a number, such as 1.5")},
    forms.FloatField: {"invalid": _("Write a number, such as 1.5")},
    forms.DateField: {"invalid": _("Write a day, such as 27/03/2026")},
    forms.EmailField: {"invalid": _("Write an e-mail address, such as name@example.org")},
    forms.URLField: {"invalid": _("Write a whole address, such as https://example.org")},
    forms.ChoiceField: {"invalid_choice": _("Choose one that is in the list")},
    forms.MultipleChoiceField: {"invalid_choice": _("Choose only what is in the list")},
    forms.ModelChoiceField: {"invalid_choice": _("Choose one that is in the list")},
    forms.FileField: {"required": _("Choose a file"), "empty": _("This file is empty"), "invalid": _("Choose a file")},
}
CHECKS: dict[type, str | Promise] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "Use at most %(limit_value)d letter (there are %(show_value)d)",
        "Use at most %(limit_value)d letters (there are %(show_value)d)",
        "limit_value",
    ),
    validators.MaxValueValidator: _("Write %(limit_value)s or less"),
    validators.MinValueValidator: _("Write %(limit_value)s or more"),
    validators.ProhibitNullCharactersValidator: _("Take the characters out that nobody can see"),
}


def take_the_place_of_djangos() -> None:
    """Once, when the platform starts; forms that say it in words of their own keep those."""
    for field, words in FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **words}
    for check, sentence in CHECKS.items():
        check.message = sentence  # type: ignore[attr-defined]


@cache
def name_no_field() -> frozenset[object]:
    """All of these sentences: a summary of errors has to put the name of the field before them."""
    return frozenset([*(words for said in FIELDS.values() for words in said.values()), *CHECKS.values()])
