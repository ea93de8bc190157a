"""Checks how an analyst describes a table: the data set, and each figure of it; makes the entry, and saves nothing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Demand, Outcome, Polarity
from ..readers import sources
from ..readers.tidy import slug
from ..rows import OF_AREA, DatasetEntry, IndicatorEntry, PeriodKind
from .columns import ColumnsForm, Measure

LONGEST_KEY = 60
AT_ONCE = 12  # figures that are taken unless one is left out; of more, the analyst chooses
HIDE_BELOW = 5  # to begin with: counts are taken to be given in confidence until somebody says otherwise
OFFICIAL, MADE_UP = "official", "illustrative"
VINTAGES = [
    ("0", gettext_lazy("Find it out from the codes")),
    ("2011", "2011"),
    ("2021", "2021"),
]


def fitting(key: str) -> str:
    """A key that fits; two that begin alike stay apart."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 9].rstrip('-')}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


class DatasetForm(forms.Form):
    """What the table is and where it comes from."""

    name = forms.CharField(
        label=gettext_lazy("Name of the data set"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the data set a name")},
    )
    publisher = forms.CharField(
        label=gettext_lazy("Who gave or published it"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say whose data they are")},
    )
    licence = forms.CharField(
        label=gettext_lazy("Under which terms"),
        help_text=gettext_lazy("For example: Open Government Licence v3.0"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say under which terms it may be used")},
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Are the figures real?"),
        choices=[
            (OFFICIAL, gettext_lazy("Official: a public body or partner counted them")),
            (MADE_UP, gettext_lazy("Illustrative: made up or not checked, and marked so on every page")),
        ],
    )
    suppress_below = forms.IntegerField(
        label=gettext_lazy("Hide counts below"),
        help_text=gettext_lazy(
            "Counts from 1 to one less than this are not shown. "
            "Give 0 only where the counts are published openly already."
        ),
        min_value=0,
        max_value=100,
        initial=HIDE_BELOW,
    )
    replaces = forms.BooleanField(label=gettext_lazy("Replace the data set of this name"), required=False)
    key = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("Small letters, digits and hyphens. Leave it empty and we make one of the name."),
        max_length=LONGEST_KEY,
        required=False,
        error_messages={"invalid": gettext_lazy("Use small letters, digits and single hyphens")},
    )
    address = forms.URLField(
        label=gettext_lazy("Web page about it"), max_length=400, required=False, assume_scheme="https"
    )
    refreshed = forms.CharField(
        label=gettext_lazy("How often it is brought up to date"), max_length=120, required=False
    )
    vintage = forms.ChoiceField(label=gettext_lazy("Year of the area codes"), choices=VINTAGES, initial="0")

    def __init__(self, *args: Any, limit_of: Callable[[str], int | None], **kwargs: Any) -> None:
        """`limit_of`: below which count the data set of a key hides; None where there is no such data set."""
        super().__init__(*args, **kwargs)
        self.limit_of = limit_of
        self.is_taken = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["key"] = given.get("key") or fitting(slug(given.get("name", "")))
        if given.get("name") and not given["key"]:
            self.add_error("key", _("Give it a short name: its name has no letter of the alphabet"))
        if given["key"] in {entry.key for entry in sources.entries()}:
            self.add_error(
                "key", _("“%(key)s” is a data set that we know. Choose another name") % {"key": given["key"]}
            )
        elif "key" not in self.errors:
            self._check_taken(given)
        return given

    def _check_taken(self, given: dict[str, Any]) -> None:
        limit = self.limit_of(given["key"])
        self.is_taken = limit is not None
        if not self.is_taken:
            return
        if limit:
            self["replaces"].help_text = _("The data set of this name hides counts below %(limit)s.") % {"limit": limit}
        if not given.get("replaces"):
            sentence = _("There is a data set of that name already. Tick “Replace it”, or choose another name")
            self.add_error("replaces", sentence)


class FigureForm(forms.Form):
    """One figure of the table and what it means; nothing of it is needed when it is left out."""

    include = forms.BooleanField(label=gettext_lazy("Take this figure"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("For example: % of households, or: per 1,000 people"),
        max_length=80,
        required=False,
    )
    denominator = forms.ChoiceField(label=gettext_lazy("Divide by"), required=False)
    per = forms.FloatField(label=gettext_lazy("Times"), min_value=0.000001, required=False)
    window = forms.IntegerField(
        label=gettext_lazy("Newest periods that are added up"), min_value=1, max_value=60, required=False
    )
    polarity = forms.ChoiceField(label=gettext_lazy("What it says about need"), choices=Polarity.choices)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)
    demand = forms.ChoiceField(label=gettext_lazy("Demand"), choices=Demand.choices)
    demand_reason = forms.CharField(label=gettext_lazy("Why it is that demand"), max_length=200, required=False)
    agency = forms.CharField(label=gettext_lazy("Whose work it is"), max_length=120, required=False)
    acted_on_by = forms.CharField(label=gettext_lazy("Who can act on it"), max_length=200, required=False)
    decimals = forms.IntegerField(label=gettext_lazy("Decimals"), min_value=0, max_value=6, required=False)
    feeds_choice = forms.BooleanField(label=gettext_lazy("It counts when places are chosen"), required=False)

    def __init__(self, *args: Any, measure: Measure, others: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["denominator"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing: it is the figure itself")),
            ("population", _("People who live there")),
            ("households", _("Households there")),
            *((other.key, other.name) for other in others if other.key != measure.key),
        ]
        self.fields["outcome"].choices = [("", _("None: it only describes")), *Outcome.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("include"):
            self._errors = type(self.errors)()  # what is left out is not asked for
            return given
        for name, sentence in (("name", _("Give the figure a name")), ("unit", _("Say in which unit it is"))):
            if name not in self.errors and not given.get(name):
                self.add_error(name, sentence)
        if given.get("demand") not in (None, "", Demand.NEITHER) and not given.get("demand_reason"):
            self.add_error("demand_reason", _("Say why it is that kind of demand"))
        if given.get("feeds_choice") and (given.get("polarity") == Polarity.NONE or not given.get("outcome")):
            self.add_error(
                "feeds_choice", _("To count, a figure needs an outcome, and to say whether high or low is more need")
            )
        return given

    def entry(self, dataset_key: str) -> dict[str, Any]:
        """The figure as `sources.entry_from` takes it."""
        given = self.cleaned_data
        names = ("name", "unit", "denominator", "polarity", "outcome", "demand", "demand_reason", "agency")
        divided = given["denominator"] in OF_AREA
        return {
            **{name: given[name] for name in (*names, "acted_on_by", "feeds_choice")},
            "key": fitting(f"{dataset_key}-{self.measure.key}"),
            "numerator": [self.measure.key],
            "per": given["per"] or (1000.0 if divided else 100.0 if given["denominator"] else 1.0),
            "window": given["window"] or 1,
            "decimals": 1 if given["decimals"] is None else given["decimals"],
        }


def figure_forms(columns: ColumnsForm, measures: Sequence[Measure], data: Any = None) -> list[FigureForm]:
    """A form for every measure, filled in as far as the table tells."""
    below = [Measure(f"{one.key}-denominator", columns.cleaned_data["denominator"]) for one in measures]
    others = below if columns.cleaned_data.get("denominator") and columns.reader == "tidy" else list(measures)
    return [
        FigureForm(
            data,
            prefix=f"figure-{place}",
            measure=measure,
            others=[below[place]] if others is below else others,
            initial=_initial(columns, measure, below[place].key if others is below else "", len(measures)),
        )
        for place, measure in enumerate(measures)
    ]


def _initial(columns: ColumnsForm, measure: Measure, denominator: str, count: int) -> dict[str, Any]:
    given = columns.cleaned_data
    per_cent = "%" in measure.name or "percent" in measure.name.lower() or bool(denominator)
    by_people = bool(given["adds"] or given["counts_events"]) and not denominator
    monthly = by_people and given["period_kind"] == PeriodKind.MONTH
    unit = _("per 1,000 people a year") if monthly else _("per 1,000 people") if by_people else "%" if per_cent else ""
    return {
        "include": count <= AT_ONCE,
        "name": measure.name.replace("_", " ").strip()[:200],
        "unit": unit,
        "denominator": denominator or ("population" if by_people else ""),
        "window": 12 if monthly else 1,
        "polarity": Polarity.NONE.value,
        "demand": Demand.NEITHER.value,
    }


def entry_of(
    columns: ColumnsForm, measures: Sequence[Measure], dataset: DatasetForm, figures: Sequence[FigureForm]
) -> DatasetEntry:
    """The whole entry; raises BadFile with what does not fit together. All forms must be valid."""
    given = dataset.cleaned_data
    described = sources.entry_from(
        {
            **{name: given[name] for name in ("key", "name", "publisher", "licence", "address", "refreshed")},
            "layout": columns.reader,
            "period_kind": columns.cleaned_data["period_kind"],
            "vintage": int(given["vintage"]),
            "period": columns.single_period,
            "options": columns.options(measures),
            "suppress_below": given["suppress_below"],
            "is_official": given["nature"] == OFFICIAL,
            "indicator": [one.entry(given["key"]) for one in figures if one.cleaned_data["include"]],
        }
    )
    return keeping_chosen(described)


def keeping_chosen(entry: DatasetEntry) -> DatasetEntry:
    """The entry with the list of measures that its figures need: nobody agreed that others are kept and published."""
    keep = sorted({measure for one in entry.indicators for measure in _measures_of(one)})
    options = {**entry.options, "keep": keep}
    if columns := options.get("columns"):
        options["columns"] = {header: measure for header, measure in columns.items() if measure in keep}
    return replace(entry, options=options)


def _measures_of(figure: IndicatorEntry) -> set[str]:
    below = set() if figure.denominator in ("", *OF_AREA) else {figure.denominator}
    return {*figure.numerator} | below
