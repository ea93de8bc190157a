"""Checks what is typed when an agreement is signed, reviewed or ended, and which organisation is the office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm

from .fields import day, words


class VersionForm(VersionedForm):
    """A button that is pressed over the version that was read."""


class ReviewForm(VersionedForm):
    said = words(
        _("What you looked at, and what came of it"),
        most=500,
        required=True,
        help_text=_("For example: still needed, the list of data is right, nobody complained."),
    )
    next_on = day(_("Next review by"))


class EndForm(VersionedForm):
    said = words(_("Why it ends"), most=500, required=True, help_text=_("The parties will read this."))


class SignForm(VersionedForm):
    """The version is that which was sent. One signs for one party."""

    organisation = forms.ChoiceField(label=_("You sign for"))
    position = forms.CharField(label=_("As what you sign"), max_length=120, help_text=_("Your role or position."))
    agrees = forms.BooleanField(
        label=_("I have read the agreement and may sign it for this organisation"),
        error_messages={"required": _("Tick the box if you have read it and may sign it")},
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]


class OfficeForm(forms.Form):
    organisation = forms.ChoiceField(
        label=_("The office of the partnership"),
        help_text=_("What partners hand in is loaded for this organisation, under an agreement with it."),
        error_messages={"required": _("Choose an organisation")},
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose one")), *organisations]  # type: ignore[attr-defined]
