"""Checks the words of a zone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field


class ZoneWords(forms.Form):
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


class ZoneForm(VersionedForm, ZoneWords):
    """Changes the words of a zone that is there."""


class NewZoneForm(ZoneWords):
    """Starts a zone; asks for the partnership where the person has several."""

    state = forms.ChoiceField(
        label=_("How it starts"),
        choices=[
            ("idea", _("As an idea: only people who work with it see it")),
            ("developing", _("Being developed: everybody sees it, and it needs a line on the map")),
        ],
        initial="idea",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether it starts as an idea"),
            "invalid_choice": _("Choose one of the two"),
        },
    )
    since = day_field(
        _("Since when"),
        required=_("Say since when the zone is there"),
        help_text=_("The day on which it began, or will begin, such as 27/03/2026."),
    )
    area_codes = forms.CharField(
        label=_("Codes of its neighbourhoods"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "Such as E01013721, parted by spaces or lines. An idea can do without: you can draw its line later."
        ),
    )

    field_order = ("partnership", "name", "summary", "story", "near_km", "state", "since", "area_codes")

    def __init__(self, *args: Any, partnerships: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(partnerships) > 1:
            self.fields["partnership"] = forms.ChoiceField(
                label=_("Partnership"),
                choices=[("", _("Choose one")), *((one.slug, one.name) for one in partnerships)],
                error_messages={
                    "required": _("Choose the partnership that it belongs to"),
                    "invalid_choice": _("Choose one of your partnerships"),
                },
            )
            self.order_fields(self.field_order)

    def clean_area_codes(self) -> list[str]:
        typed: str = self.cleaned_data["area_codes"]
        return sorted(set(typed.replace(",", " ").replace(";", " ").upper().split()))
