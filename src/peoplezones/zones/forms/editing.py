"""Checks the words of a zone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm


class ZoneForm(VersionedForm):
    """What a zone says of itself, and how far around it is still near."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("What people here call the place. Its address stays as it is."),
        error_messages={
            "required": _("Give the zone a name"),
            "max_length": _("A name has at most 80 letters"),
        },
    )
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say in one sentence what the zone is about"),
            "max_length": _("One sentence: at most 200 letters"),
        },
    )
    story = forms.CharField(
        label=_("Our story"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("How it came about, and what is special here. Everybody can read it."),
        error_messages={"max_length": _("The story has at most 20,000 letters")},
    )
    near_km = forms.DecimalField(
        label=_("How far “near” reaches, in kilometres"),
        min_value=0,
        max_value=10,
        decimal_places=1,
        max_digits=4,
        help_text=_("The line is a focus and not a wall. People this close to it are told that they are near."),
        error_messages={
            "required": _("Say how far “near” reaches, such as 1"),
            "invalid": _("Write a number of kilometres, such as 1 or 1.5"),
            "min_value": _("“Near” reaches 0 kilometres or more"),
            "max_value": _("“Near” reaches at most 10 kilometres"),
            "max_decimal_places": _("Write at most one decimal, such as 1.5"),
        },
    )
