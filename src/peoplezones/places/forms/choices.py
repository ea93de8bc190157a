"""Choices that forms about places share."""

from collections.abc import Callable
from functools import cache

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import queries


def district_choices() -> Callable[[], list[tuple[str, str]]]:
    """Every district in use, after "all", for one form: read when it is drawn or a choice is checked, and once."""

    @cache
    def choices() -> list[tuple[str, str]]:
        return [("", _("All districts")), *((found.code, found.name) for found in queries.districts())]

    return choices


class PlaceForm(forms.Form):
    """Which part of the map a page is about; what it cannot use is said, and the whole is shown."""

    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("We do not know that district, so you see all of them")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["district"].choices = district_choices()  # type: ignore[attr-defined]
