"""Fields that several forms share: a choice of a person or an organisation, longer text."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.actions import masked
from peoplezones.accounts.models import Person

Choices = list[tuple[str, str]]


def text(label: Any, *, most: int, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": gettext_lazy("Write a sentence or two")},
    )


class Number(forms.TypedChoiceField):
    """A choice of a record by its number; nothing chosen is None."""

    def __init__(self, **kwargs: Any) -> None:
        said = {"invalid_choice": gettext_lazy("Choose one of the list."), "required": gettext_lazy("Choose one.")}
        super().__init__(coerce=int, empty_value=None, error_messages=said, **kwargs)


def people(found: Iterable[Person], *, nobody: str | None = None, also: Iterable[Person | None] = ()) -> Choices:
    """Names; where two are the same, with a hint of their address. `also` are those who were chosen before."""
    listed = list({person.pk: person for person in [*found, *(one for one in also if one is not None)]}.values())
    names = [str(person) for person in listed]
    choices = [
        (str(person.pk), name if names.count(name) == 1 else f"{name} ({masked(person.email)})")
        for person, name in zip(listed, names, strict=True)
    ]
    return [("", nobody or _("Choose a person")), *choices]


def records(found: Iterable[Model], *, nothing: str) -> Choices:
    return [("", nothing), *((str(one.pk), str(one)) for one in found)]
