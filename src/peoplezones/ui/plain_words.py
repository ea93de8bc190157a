"""What Django says of a field that is not well formed, in our words: for fields whose form says nothing of its own."""

from functools import cache

from django import forms
from django.core import validators
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FIELDS: dict[type[forms.Field], dict[str, str | Promise]] = {
    forms.Field: {"required": _("fill this in")},
    forms.IntegerField: {"invalid": _("write a whole number, such as 12")},
    forms.DecimalField: {"invalid": _("write a number, such as 1.5")},
    forms.FloatField: {"invalid": _("write a number, such as 1.5")},
    forms.DateField: {"invalid": _("write a day, such as 27/03/2026")},
    forms.EmailField: {"invalid": _("write an e-mail address, such as name@example.org")},
    forms.URLField: {"invalid": _("write a whole address, such as https://example.org")},
    forms.ChoiceField: {"invalid_choice": _("choose one that is in the list")},
    forms.MultipleChoiceField: {"invalid_choice": _("choose only what is in the list")},
    forms.ModelChoiceField: {"invalid_choice": _("choose one that is in the list")},
    forms.FileField: {"required": _("choose a file"), "empty": _("this file is empty"), "invalid": _("choose a file")},
}
CHECKS: dict[type, str | Promise] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "use at most %(limit_value)d letter (there are %(show_value)d)",
        "use at most %(limit_value)d letters (there are %(show_value)d)",
        "limit_value",
    ),
    validators.MaxValueValidator: _("write %(limit_value)s or less"),
    validators.MinValueValidator: _("write %(limit_value)s or more"),
    validators.ProhibitNullCharactersValidator: _("take the characters out that nobody can see"),
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
