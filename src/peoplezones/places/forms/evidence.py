"""Checks what is typed about a document of evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries
from ..models import EvidenceKind, Outcome


class EvidenceForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the title of the document")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=EvidenceKind.choices)
    publisher = forms.CharField(
        label=gettext_lazy("Who published it"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say who published it")},
    )
    published_on = forms.DateField(
        label=gettext_lazy("When it was published"),
        help_text=gettext_lazy("For example 27/03/2026"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={
            "required": gettext_lazy("Say when it was published"),
            "invalid": gettext_lazy("Type the day as 27/03/2026"),
        },
    )
    summary = forms.CharField(
        label=gettext_lazy("What it says"),
        help_text=gettext_lazy("In a few sentences. Everybody can read this: write no names of people."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say in a few sentences what it says")},
    )
    address = forms.URLField(
        label=gettext_lazy("Its web address"),
        max_length=400,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Type the whole address, such as https://example.org/report")},
    )
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)
    districts = forms.MultipleChoiceField(
        label=gettext_lazy("Districts that it is about"),
        help_text=gettext_lazy("Tick none if it is about all of them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_official = forms.BooleanField(
        label=gettext_lazy("It is a real document (leave this empty for an example)"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", _("All of them")), *Outcome.choices]  # type: ignore[attr-defined]
        districts = [(found.code, found.name) for found in queries.districts()]
        self.fields["districts"].choices = districts  # type: ignore[attr-defined]
