"""Checks what people look for among data sets and documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Outcome


class DataSearchForm(forms.Form):
    """Filters a list; what it cannot use is said, and the list is shown without it."""

    text = forms.CharField(
        label=_("Words"),
        max_length=60,
        required=False,
        help_text=_("Of the name, the publisher or what is told"),
        error_messages={"max_length": _("Type at most 60 letters")},
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("All outcomes")), *Outcome.choices],
        error_messages={"invalid_choice": _("We do not know that outcome, so you see all of them")},
    )

    def asked(self) -> dict[str, str]:
        """What can be used of what was typed."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
