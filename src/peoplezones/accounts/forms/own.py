"""Checks how somebody wants to be reached, why an account is erased, and for whom somebody acts."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm

PHONE = re.compile(r"^\+?[0-9 ()\-]{7,30}$")


class ContactForm(VersionedForm):
    by_email = forms.BooleanField(label=_("You may write me e-mails"), required=False)
    by_text = forms.BooleanField(label=_("You may send me text messages"), required=False)
    by_phone = forms.BooleanField(label=_("You may ring me"), required=False)
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("Only if you want text messages or calls."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": _("Type a shorter phone number.")},
    )
    by_post = forms.BooleanField(label=_("You may send me letters"), required=False)
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Only if you want letters."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"max_length": _("Type the address with fewer than 300 letters.")},
    )
    language = forms.CharField(
        label=_("Language that you like best"),
        required=False,
        max_length=60,
        error_messages={"max_length": _("Type the language with fewer than 60 letters.")},
    )
    needs = forms.CharField(
        label=_("What helps you"),
        help_text=_("For example large print, easy read, British Sign Language."),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Say it with fewer than 300 letters.")},
    )

    def clean_phone(self) -> str:
        number = " ".join(str(self.cleaned_data["phone"]).split())
        if number and not PHONE.match(number):
            raise forms.ValidationError(_("Type a phone number with figures alone, like 0116 496 0000."))
        return number

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        by_number = said.get("by_text") or said.get("by_phone")
        if by_number and not said.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Type your phone number, or untick text messages and calls."))
        if said.get("by_post") and not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("Type your address, or untick letters."))
        return said


class CloseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, close my account and erase what is listed above"),
        error_messages={"required": _("Tick the box if you are sure. Nothing was erased.")},
    )


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is erased"),
        help_text=_("For example: they asked for it by phone on 3 March. The line that is written keeps this."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why. Nothing was erased."),
            "max_length": _("Say it with fewer than 300 letters."),
        },
    )
    sure = forms.BooleanField(
        label=_("I checked that this is the right person and that they asked for it"),
        error_messages={"required": _("Tick the box if you are sure. Nothing was erased.")},
    )


class HelpForm(forms.Form):
    """Why somebody needs help, how they agreed, and for how long."""

    reason = forms.CharField(
        label=_("Why they need help"),
        help_text=_("For example: no e-mail, or hands that cannot type."),
        max_length=300,
        error_messages={
            "required": _("Say why they need help."),
            "max_length": _("Say it with fewer than 300 letters."),
        },
    )
    agreed = forms.ChoiceField(
        label=_("How they agreed"),
        choices=[("paper", _("They signed a paper")), ("phone", _("They said so by phone or in person"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they agreed. Without their yes you cannot act for them.")},
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        help_text=_("At most 30. After that you ask them again."),
        min_value=1,
        max_value=30,
        initial=1,
        error_messages={
            "required": _("Type a number of days."),
            "invalid": _("Type a whole number of days."),
            "min_value": _("Type at least 1 day."),
            "max_value": _("Type at most 30 days."),
        },
    )


class NewPersonForm(HelpForm):
    """A person without e-mail who is not here yet."""

    name = forms.CharField(
        label=_("Their name"),
        max_length=120,
        error_messages={"required": _("Type their name."), "max_length": _("Type a shorter name.")},
    )
    place = forms.ChoiceField(label=_("Where they belong"), error_messages={"required": _("Choose where they belong.")})
    field_order = ("name", "place", "reason", "agreed", "days")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        place.choices = [("", _("Choose one")), *places]  # type: ignore[attr-defined]
