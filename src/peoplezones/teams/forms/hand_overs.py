"""Checks what is typed about a hand-over and the things in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field

from .fields import Choices, Number, text


class HandOverWords(forms.Form):
    leaves_on = day_field(gettext_lazy("Last day"))
    notes = text(
        gettext_lazy("Notes for whoever comes next (optional)"),
        most=5000,
        rows=8,
        required=False,
        help_text=gettext_lazy("What is going on, who to ask, what was promised. Write no names of residents."),
    )


class BeginForm(HandOverWords):
    field_order = ["who"]
    who = forms.ChoiceField(
        label=gettext_lazy("Who leaves"), error_messages={"required": gettext_lazy("Choose who leaves")}
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class HandOverForm(VersionedForm, HandOverWords):
    pass


class AddItemForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What else there is to hand over"),
        max_length=250,
        help_text=gettext_lazy("For example a key, a mailing list, a standing call."),
        error_messages={"required": gettext_lazy("Say what there is to hand over")},
    )
    note = text(gettext_lazy("Note for whoever takes it over (optional)"), most=1000, rows=3, required=False)


class ArrangeForm(VersionedForm):
    successor = Number(label=gettext_lazy("Who takes it over"), required=False)
    note = text(gettext_lazy("Note for them (optional)"), most=1000, rows=4, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"people": people}
        self.fields["successor"].choices = people  # type: ignore[attr-defined]
