"""Checks that a file came, and that it is not too large; what is in it, its reader looks at."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.models import Partnership


class SpreadsheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV."),
        widget=forms.FileInput,
        error_messages={
            "required": gettext_lazy("Choose the file"),
            "empty": gettext_lazy("The file is empty. Choose another one"),
        },
    )

    def __init__(self, *args: Any, partnerships: Sequence[Partnership], largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.largest = largest
        self.partnerships = {str(one.pk): one for one in partnerships}
        if len(self.partnerships) > 1:
            choose = forms.ChoiceField(
                label=_("Partnership"),
                choices=[("", _("Choose a partnership")), *((key, str(one)) for key, one in self.partnerships.items())],
                error_messages={"required": _("Choose the partnership that they take part in")},
            )
            self.fields = {"partnership": choose, **self.fields}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.largest:
            raise forms.ValidationError(_("The file is too large for a list of organisations. Give it in parts"))
        return file

    def partnership(self) -> Partnership:
        return self.partnerships[self.cleaned_data.get("partnership") or next(iter(self.partnerships))]
