"""Checks what is typed when an organisation is asked for its champion, and about mentors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field

from .fields import Choices, Number


class AskForm(forms.Form):
    on = day_field(gettext_lazy("When you asked or reminded them"))
    note = forms.CharField(
        label=gettext_lazy("Note (optional)"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("How you asked, and what they said."),
    )


class MentoringWords(forms.Form):
    note = forms.CharField(label=gettext_lazy("What they help with (optional)"), max_length=300, required=False)
    since = day_field(gettext_lazy("From"))
    until = day_field(gettext_lazy("Last day (optional)"), required=False)


class LinkMentorForm(MentoringWords):
    field_order = ["champion", "zone"]
    champion = Number(label=gettext_lazy("Champion"))
    zone = Number(label=gettext_lazy("Zone that they mentor"))

    def __init__(self, *args: Any, champions: Choices, zones: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["champion"].choices = champions  # type: ignore[attr-defined]
        self.fields["zone"].choices = zones  # type: ignore[attr-defined]


class MentoringForm(VersionedForm, MentoringWords):
    pass
