"""Checks what is typed about an idea, and why it goes where it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm

from .fields import Choices, text


class IdeaWords(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("The idea in a few words"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say the idea in a few words")},
    )
    text = text(
        gettext_lazy("What it is, and what it could change"),
        most=3000,
        rows=6,
        help_text=gettext_lazy("Write no names of residents."),
    )


class CaptureForm(IdeaWords):
    where = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"),
        error_messages={"required": gettext_lazy("Choose the zone, or all zones")},
    )

    def __init__(self, *args: Any, where: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = where  # type: ignore[attr-defined]


class IdeaForm(VersionedForm, IdeaWords):
    pass


class MoveIdeaForm(forms.Form):
    move = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        error_messages={"invalid_choice": gettext_lazy("Choose what became of it.")},
    )
    reason = text(
        gettext_lazy("Why, or what was learnt"),
        most=500,
        rows=3,
        required=False,
        help_text=gettext_lazy("You must say why if it is put aside."),
    )

    def __init__(self, *args: Any, moves: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = moves  # type: ignore[attr-defined]
