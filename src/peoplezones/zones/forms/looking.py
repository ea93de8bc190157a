"""Checks what people type when they look for a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.places import queries as places
from peoplezones.places.forms import district_choices


class PostcodeForm(forms.Form):
    q = forms.CharField(
        label=_("Your postcode"),
        max_length=20,
        help_text=_("For example LE1 1AA"),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false", "size": 10}),
        error_messages={"required": _("Enter a postcode, for example LE1 1AA")},
    )

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        if not places.looks_like_postcode(typed):
            raise forms.ValidationError(
                _("“%(typed)s” is not a full postcode. Enter one like LE1 1AA"), params={"typed": typed}
            )
        return typed


class AreaSearchForm(forms.Form):
    """Filters the list beside the map; what it cannot use is said, and the list is shown without it."""

    name = forms.CharField(
        label=_("Name or code"),
        max_length=60,
        required=False,
        error_messages={"max_length": _("Type at most 60 letters of the name")},
    )
    district = forms.ChoiceField(
        label=_("District"),
        required=False,
        error_messages={"invalid_choice": _("We do not know that district, so you see all of them")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["district"].choices = district_choices()  # type: ignore[attr-defined]
