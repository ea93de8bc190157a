"""Checks who is taken in to a zone, and what they may do there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm


class Capabilities(forms.Form):
    is_steward = forms.BooleanField(
        label=_("Steward: checks what residents send in before others see it"), required=False
    )
    is_clerk = forms.BooleanField(label=_("Clerk: writes on behalf of others"), required=False)


class CapabilitiesForm(VersionedForm, Capabilities):
    """What one member may do, as it was when the form was opened."""


class TakeInForm(Capabilities):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of somebody who has signed in here before."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Write the e-mail address"),
            "invalid": _("Write an e-mail address such as name@example.org"),
        },
    )

    field_order = ("email", "is_steward", "is_clerk")
