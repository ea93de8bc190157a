"""Checks the question whether something may flow."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..registry import kind_choices, purpose_choices
from .fields import day


class AskForm(forms.Form):
    """What, from whom, to whom, what for, and when."""

    what = forms.ChoiceField(label=_("What"), choices=kind_choices)
    giver = forms.ChoiceField(label=_("From"))
    taker = forms.ChoiceField(label=_("To"))
    purpose = forms.ChoiceField(label=_("What for"), choices=purpose_choices)
    where = forms.ChoiceField(label=_("About"), required=False)
    on = day(_("On which day"))

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[str, str]],
        zones: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("giver", "taker"):
            self.fields[name].choices = organisations  # type: ignore[attr-defined]
        self.fields["where"].choices = [("", _("The whole partnership")), *zones]  # type: ignore[attr-defined]
