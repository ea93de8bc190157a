"""Checks which columns of an unknown table hold what, and names the measures that come of it; reads no file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..readers.cells import period_of
from ..readers.guessing import Guess
from ..readers.tidy import RESERVED, slug
from ..rows import PeriodKind
from .loading import PERIOD_KINDS, checked_period

TIDY, WIDE, ACROSS = "tidy", "wide", "periods_across"
MOST_MEASURES = 30  # that are described on one page
LAYOUTS = [
    (TIDY, gettext_lazy("One column of values: each row is one figure, or one event")),
    (WIDE, gettext_lazy("Several columns of values: each column is a figure of its own")),
    (ACROSS, gettext_lazy("One figure, with a column for each period")),
]


@dataclass(frozen=True)
class Measure:
    """One thing that the table counts or tells: how it is called in the store, and in the file."""

    key: str
    name: str


class ColumnsForm(forms.Form):
    """Which column is what. It is sent by GET: the address holds the whole answer."""

    layout = forms.ChoiceField(label=gettext_lazy("How is the table laid out?"), choices=LAYOUTS)
    area = forms.ChoiceField(
        label=gettext_lazy("Area codes"),
        error_messages={"required": gettext_lazy("Choose the column with the codes of the areas")},
    )
    period = forms.ChoiceField(label=gettext_lazy("Periods"), required=False)
    period_kind = forms.ChoiceField(label=gettext_lazy("What the periods are"), choices=PERIOD_KINDS)
    said_period = forms.CharField(
        label=gettext_lazy("The period, where no column tells it"),
        help_text=gettext_lazy("For example 2025"),
        max_length=20,
        required=False,
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("What each row is about"),
        help_text=gettext_lazy("A column that tells several figures apart, if there is one"),
        required=False,
    )
    value = forms.ChoiceField(label=gettext_lazy("Values"), required=False)
    denominator = forms.ChoiceField(
        label=gettext_lazy("What the values are out of"),
        help_text=gettext_lazy("A column of totals, if there is one"),
        required=False,
    )
    adds = forms.BooleanField(label=gettext_lazy("Rows of the same area and period are added up"), required=False)
    counts_events = forms.BooleanField(
        label=gettext_lazy("No row for an area means that nothing happened there"),
        help_text=gettext_lazy(
            "An area without a row has no figure, and not 0, unless whoever gave the table says it means 0."
        ),
        required=False,
    )
    values = forms.MultipleChoiceField(
        label=gettext_lazy("Columns of values"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sheet = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, headers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(header, header) for header in headers]
        optional = [("", _("No column")), *columns]
        for name, choices in (
            ("area", [("", _("Choose one")), *columns]),
            ("period", optional),
            ("measure", optional),
            ("value", [("", _("No column: every row counts as one")), *columns]),
            ("denominator", optional),
            ("values", columns),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        layout = given.get("layout")
        if layout == TIDY and not given.get("value") and not given.get("adds"):
            self.add_error("value", _("Choose the column of values, or tick that rows are added up"))
        if layout in (WIDE, ACROSS):
            self._check_values(given)
        if layout != ACROSS and not given.get("period"):
            self._check_said_period(given)
        used = [given.get(name) for name in ("area", "period", "measure", "value", "denominator")]
        named = [name for name in used if name] if layout == TIDY else [name for name in used[:2] if name]
        if len(set(named)) < len(named):
            self.add_error(None, _("Each column can be one thing only. Choose different columns."))
        return given

    def _check_values(self, given: Mapping[str, Any]) -> None:
        chosen = given.get("values") or []
        if not chosen:
            self.add_error("values", _("Choose at least one column of values"))
        elif given["layout"] == WIDE and len(chosen) > MOST_MEASURES:
            sentence = _("Choose at most %(most)s columns at once") % {"most": MOST_MEASURES}
            self.add_error("values", sentence)
        elif given["layout"] == ACROSS:
            kind = PeriodKind(given.get("period_kind") or PeriodKind.ONCE)
            if wrong := [name for name in chosen if period_of(name, kind) is None]:
                sentence = _("“%(name)s” is no period of that kind. Choose another kind, or leave the column out")
                self.add_error("values", sentence % {"name": wrong[0]})

    def _check_said_period(self, given: dict[str, Any]) -> None:
        kind = PeriodKind(given.get("period_kind") or PeriodKind.ONCE)
        try:
            given["said_period"] = checked_period(given.get("said_period", ""), lambda typed: period_of(typed, kind))
        except forms.ValidationError:
            self.add_error("said_period", _("Choose the column of periods, or type the period, such as 2025"))

    def measures(self, names: Sequence[str]) -> list[Measure]:
        """What comes of the table; `names` are what stands in the column that tells rows apart."""
        given = self.cleaned_data
        if given["layout"] == WIDE:
            return _keyed(given["values"])
        if given["layout"] == ACROSS:
            return [Measure("value", _("The figure"))]
        if given["measure"]:
            return _named(names)[:MOST_MEASURES]
        name = given["value"] or _("Events")
        return [Measure(_unreserved(slug(name) or "value"), name)]

    def left_out(self, names: Sequence[str]) -> int:
        """How many names of the column that tells rows apart are more than one page describes."""
        given = self.cleaned_data
        return max(len(_named(names)) - MOST_MEASURES, 0) if given["layout"] == TIDY and given["measure"] else 0

    def options(self, measures: Sequence[Measure]) -> dict[str, Any]:
        """The options of the reader."""
        given = self.cleaned_data
        found: dict[str, Any] = {name: given[name] for name in ("area", "adds", "counts_events")}
        if given["sheet"]:
            found["sheet"] = given["sheet"]
        if given["layout"] == ACROSS:
            kind = PeriodKind(given["period_kind"])
            across = {name: period_of(name, kind) for name in given["values"]}
            return {**found, "periods_across": across, "measure": measures[0].key}
        found["period"] = given["period"]
        if given["layout"] == WIDE:
            return {**found, "columns": {measure.name: measure.key for measure in measures}}
        found |= {name: given[name] for name in ("value", "measure", "denominator") if given[name]}
        return found if given["measure"] else {**found, "key": measures[0].key}

    @property
    def reader(self) -> str:
        """The layout of `readers.LAYOUTS`."""
        return TIDY if self.cleaned_data["layout"] == TIDY else WIDE

    @property
    def single_period(self) -> str:
        has_column = bool(self.cleaned_data["period"]) or self.cleaned_data["layout"] == ACROSS
        return "" if has_column else str(self.cleaned_data["said_period"])


def initial_of(guess: Guess) -> dict[str, Any]:
    """The form as the guess would fill it in."""
    return {
        "layout": guess.layout or TIDY,
        "area": guess.area,
        "period": guess.period,
        "period_kind": guess.period_kind.value,
        "measure": guess.measure,
        "value": guess.values[0] if guess.layout == TIDY and guess.values else "",
        "values": list(guess.values) if guess.layout in (WIDE, ACROSS) else [],
        "adds": guess.adds,
    }


def _unreserved(key: str) -> str:
    return f"{key}-value" if key in RESERVED else key


def _named(names: Sequence[str]) -> list[Measure]:
    """A measure for each name; those that differ in spelling alone are one, as they are for the reader."""
    found: dict[str, Measure] = {}
    for name in names:
        if key := slug(name):
            found.setdefault(_unreserved(key), Measure(_unreserved(key), name))
    return list(found.values())


def _keyed(headers: Sequence[str]) -> list[Measure]:
    """A key of its own for each header."""
    found: list[Measure] = []
    taken: set[str] = set()
    for header in headers:
        plain = _unreserved(slug(header) or "column")
        key, again = plain, 2
        while key in taken:
            key, again = f"{plain}-{again}", again + 1
        taken.add(key)
        found.append(Measure(re.sub(r"\|", "-", key), header))
    return found
