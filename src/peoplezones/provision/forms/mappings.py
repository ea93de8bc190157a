"""Checks what people type when they start a mapping, and the spreadsheet that they hand in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.forms import day_field

from .items import unnamed

LARGEST_SHEET = 2_000_000  # bytes


class MappingForm(forms.Form):
    """A mapping: how things stood on which day, and how that was found out."""

    as_at = day_field(gettext_lazy("Which day does it describe?"))
    about = forms.CharField(
        label=gettext_lazy("How did you find out?"),
        help_text=gettext_lazy("For example “Asked twelve services, then a meeting of all”. Name nobody."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[unnamed],
    )


class SheetForm(forms.Form):
    """The filled-in template."""

    file = forms.FileField(
        label=gettext_lazy("The filled-in template"),
        help_text=gettext_lazy("CSV or Excel (.xlsx), at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the file"),
            "empty": gettext_lazy("The file is empty. Choose another one"),
        },
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST_SHEET:
            raise forms.ValidationError(_("The file is larger than 2 MB. Give it in parts"))
        return self.cleaned_data["file"]
