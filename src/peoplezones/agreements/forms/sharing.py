"""Checks what is shared, and the reason for breaking the glass."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.foundation.refusals import NotPossibleNow

from .. import readers
from ..registry import kind_choices, purpose_choices
from .fields import day, words


class ShareForm(forms.Form):
    """A record: words, a table, or both."""

    giver = forms.ChoiceField(label=gettext_lazy("Your organisation"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("No names of people. The programme team sees the title, also without an agreement."),
        error_messages={"required": gettext_lazy("Give the record a title")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of record is it?"), choices=kind_choices)
    purpose = forms.ChoiceField(label=gettext_lazy("What is it shared for?"), choices=purpose_choices)
    zone = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    body = words(gettext_lazy("What it says"), most=20_000, rows=8)
    table = forms.FileField(
        label=gettext_lazy("A table"),
        help_text=gettext_lazy("CSV with headings, at most 5,000 rows. No names or addresses of people."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one")},
    )
    hide_small = forms.BooleanField(
        label=gettext_lazy("Hide numbers from 1 to 4 in the table"),
        help_text=gettext_lazy(
            "They are replaced before anything is kept. Leave out totals that would give them away."
        ),
        required=False,
        initial=True,
    )
    as_of = day(gettext_lazy("As of which day"))
    kept_until = day(gettext_lazy("Keep it until"), help_text=gettext_lazy("Then it is deleted for everybody."))

    def __init__(
        self,
        *args: Any,
        givers: Sequence[tuple[str, str]],
        zones: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"].choices = givers  # type: ignore[attr-defined]
        self.fields["zone"].choices = [("", _("The whole partnership")), *zones]  # type: ignore[attr-defined]

    def clean_table(self) -> list[list[str]]:
        given = self.cleaned_data["table"]
        if not given:
            return []
        if given.size > readers.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Leave something out"))
        try:
            return readers.table_from(given.read())
        except NotPossibleNow as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("body") and not given.get("table") and not self.has_error("table"):
            self.add_error("body", _("Write what it says, or add a table"))
        if given.get("hide_small") and given.get("table"):
            given["table"] = readers.without_small_numbers(given["table"])
        return given


class GlassForm(forms.Form):
    reason = words(
        gettext_lazy("Why you must read it now"),
        most=1000,
        required=True,
        help_text=gettext_lazy(
            "At least 20 letters. The organisation that shares it and the programme team will read this."
        ),
    )
