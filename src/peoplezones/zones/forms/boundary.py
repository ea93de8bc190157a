"""Checks how the line of a zone is given: as neighbourhoods, as corners, or as a file."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.places.forms import BoundaryForm
from peoplezones.ui.forms import day_field

ENDINGS = (".geojson", ".json", ".gpkg", ".zip")


class FromDay(forms.Form):
    """From which day the new line holds."""

    since = day_field(
        _("From which day"),
        required=_("Say from which day the line holds"),
        help_text=_("Such as 27/03/2026. The line before it ends on that day, and is kept."),
    )


class SecondLook(forms.Form):
    """Whether a line that looks like a mistake is meant; asked only where it does."""

    sure = forms.BooleanField(
        label=_("I have looked again: this is the line"), required=False, widget=forms.HiddenInput
    )

    def ask_again(self, sentence: str) -> None:
        self.fields["sure"].widget = forms.CheckboxInput()
        self.add_error(None, sentence)


class AreasForm(SecondLook, FromDay):
    """Whole neighbourhoods: those that were found or are chosen already, each with its box."""

    areas = forms.MultipleChoiceField(
        label=_("Neighbourhoods of the zone"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("We do not know one of these neighbourhoods. Choose from the list.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = choices  # type: ignore[attr-defined]


class DrawnForm(SecondLook, FromDay, BoundaryForm):
    """One closed line, by its corners or as GeoJSON."""

    field_order = ("corners", "since", "sure")


class FileForm(SecondLook, FromDay):
    """A file with the line."""

    file = forms.FileField(
        label=_("File with the line"),
        help_text=_("GeoJSON (.geojson), a GeoPackage (.gpkg), or a zipped shapefile (.zip). At most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
        max_length=200,
        error_messages={
            "required": _("Choose a file"),
            "empty": _("The file is empty. Choose another one."),
            "missing": _("Choose a file"),
            "invalid": _("Choose a file"),
        },
    )

    field_order = ("file", "since", "sure")

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if PurePosixPath(str(given.name).lower()).suffix not in ENDINGS:
            raise forms.ValidationError(
                _("Give GeoJSON (.geojson), a GeoPackage (.gpkg) or a zipped shapefile (.zip).")
            )
        return given
