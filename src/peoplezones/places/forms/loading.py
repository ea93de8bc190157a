"""Checks what comes with a file that is handed in: which data set it is, and what belongs beside boundaries."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..queries import AREA_CODE
from ..readers import LAYOUTS, Gives, sources
from ..rows import DatasetEntry, PeriodKind

ANOTHER = "another-table"


def dataset_choices() -> list[tuple[str, Any]]:
    """Every known data set under what it gives, and the table that nobody has described yet."""
    known = [entry for entry in sources.entries() if entry.layout in LAYOUTS]
    figures = [entry for entry in known if LAYOUTS[entry.layout].gives == Gives.VALUES]
    return [
        ("", _("Choose one")),
        (ANOTHER, _("Another table: say next what is in it")),
        (_("Figures"), _named(figures)),
        (_("Where things are"), _named(entry for entry in known if entry not in figures)),
    ]


def _named(entries: Iterable[DatasetEntry]) -> list[tuple[str, str]]:
    return [(entry.key, entry.name) for entry in entries]


class UploadForm(forms.Form):
    """A file and what it is. The fields after the first two are for boundaries and look-ups alone."""

    dataset = forms.ChoiceField(
        label=gettext_lazy("What is in the file?"),
        choices=dataset_choices,
        error_messages={"required": gettext_lazy("Choose which data set the file is of")},
    )
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "As its publisher gives it: CSV, Excel (.xlsx), zip, Parquet or, of boundaries, GeoJSON."
        ),
        widget=forms.FileInput,
        error_messages={
            "required": gettext_lazy("Choose the file"),
            "empty": gettext_lazy("The file is empty. Choose another one"),
        },
    )
    given_by = forms.ChoiceField(
        label=gettext_lazy("Which partner gave it?"),
        help_text=gettext_lazy("Only for partners' own records. They are loaded under an agreement with that partner."),
        required=False,
    )
    beside = forms.FileField(
        label=gettext_lazy("A table about the areas"),
        help_text=gettext_lazy("It says of each area how many people live there and in which district it lies."),
        widget=forms.FileInput,
        required=False,
        error_messages={"empty": gettext_lazy("The table is empty. Choose another one")},
    )
    population = forms.CharField(label=gettext_lazy("Its column of people"), max_length=100, required=False)
    households = forms.CharField(label=gettext_lazy("Its column of households"), max_length=100, required=False)
    districts = forms.CharField(
        label=gettext_lazy("Only these districts"),
        help_text=gettext_lazy("Their codes, such as E06000016. Leave it empty to take every area of the file."),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, givers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`givers`: keys and names of partners who may have given the file; without any, nobody is asked for."""
        super().__init__(*args, **kwargs)
        field = self.fields["given_by"]
        if givers and isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Nobody: it is published")), *givers]
        else:
            del self.fields["given_by"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        key = given.get("dataset")
        needs_giver = key and key != ANOTHER and sources.entry(key).under_agreement
        if needs_giver and "given_by" in self.fields and not given.get("given_by") and not self.has_error("given_by"):
            self.add_error("given_by", _("Choose which partner gave the file"))
        return given

    def clean_districts(self) -> list[str]:
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["districts"].strip().upper()) if code]
        if wrong := [code for code in codes if not AREA_CODE.fullmatch(code)]:
            raise forms.ValidationError(
                _("%(code)s is no code of a district. Codes look like E06000016"), params={"code": wrong[0]}
            )
        return codes

    def entry(self) -> DatasetEntry | None:
        """The data set of the file, and whose it is; None for a table that nobody has described yet."""
        if self.is_another:
            return None
        found = sources.entry(self.cleaned_data["dataset"])
        return replace(found, given_by=self.cleaned_data.get("given_by", "")) if found.under_agreement else found

    @property
    def is_another(self) -> bool:
        return bool(self.cleaned_data["dataset"] == ANOTHER)

    def options(self) -> dict[str, Any]:
        """What the loader is told about this file alone."""
        names = ("population", "households", "districts")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class AgainForm(forms.Form):
    """A table with columns that are known: only a single picture needs to be told which period it is of."""

    period = forms.CharField(label=gettext_lazy("Which year is it of?"), max_length=20)

    def __init__(self, *args: Any, needs_period: bool, check: Callable[[str], str | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        if not needs_period:
            del self.fields["period"]

    def clean_period(self) -> str:
        return checked_period(self.cleaned_data["period"], self.check)


def checked_period(typed: str, check: Callable[[str], str | None]) -> str:
    period = check(typed)
    if period is None:
        raise forms.ValidationError(_("“%(typed)s” is no period. Type one such as 2025"), params={"typed": typed})
    return period


PERIOD_KINDS = [
    (PeriodKind.ONCE.value, gettext_lazy("One picture, not a series")),
    (PeriodKind.YEAR.value, gettext_lazy("Years")),
    (PeriodKind.QUARTER.value, gettext_lazy("Quarters")),
    (PeriodKind.MONTH.value, gettext_lazy("Months")),
]
