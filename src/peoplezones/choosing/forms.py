"""Checks the weights that somebody tries, how many places they look for, and where."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.places.forms import district_choices
from peoplezones.places.models import Outcome

EQUAL = 25
MOST = 100
TOP = 10  # how many places the top holds, if the reader does not say
MOST_TOP = 100
PEOPLE = (8_000, 12_000)  # in a zone, if the reader does not say
FEWEST_PEOPLE, MOST_PEOPLE = 1_000, 20_000  # beyond, a search takes too long for a page
ZONES, MOST_ZONES = 5, 10


class WeightsForm(forms.Form):
    """One whole number an outcome; only their proportion counts. Names in the address are the outcomes' own."""

    other_matters = frozenset({"district", "k", "q"})  # fields whose errors leave the weights alone

    district = forms.ChoiceField(
        label=_("Show"),
        required=False,
        error_messages={"invalid_choice": _("We do not know that district, so you see all of them")},
    )
    q = forms.CharField(
        label=_("Name or code"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Type at most 60 letters of the name")},
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for outcome in Outcome:
            self.fields[outcome.value] = forms.IntegerField(
                label=outcome.label,
                min_value=0,
                max_value=MOST,
                required=False,
                error_messages={
                    "invalid": _("Enter a whole number from 0 to 100 for “%(outcome)s”") % {"outcome": outcome.label},
                    "min_value": _("The weight for “%(outcome)s” must be 0 or more") % {"outcome": outcome.label},
                    "max_value": _("The weight for “%(outcome)s” must be 100 or less") % {"outcome": outcome.label},
                },
            )
        self.fields["k"] = forms.IntegerField(
            label=_("How many places count as the top"),
            min_value=1,
            max_value=MOST_TOP,
            required=False,
            error_messages={
                "invalid": _("Enter a whole number from 1 to 100 for how many places count as the top"),
                "min_value": _("The top must hold 1 place or more"),
                "max_value": _("The top must hold 100 places or fewer"),
            },
        )
        self.fields["district"].choices = district_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        given = [cleaned.get(outcome.value) for outcome in Outcome if outcome.value in self.data]
        if given and not self.weights_refused and not any(given):
            raise forms.ValidationError(_("Give at least one of the four a weight above 0"))
        return cleaned

    def weights(self) -> dict[str, int]:
        """The weights to use: those given if they make sense, else equal ones. Left out means 0 once one is given."""
        given = {
            outcome.value: self.cleaned_data.get(outcome.value) or 0
            for outcome in Outcome
            if outcome.value in self.data
        }
        if self.weights_refused or not any(given.values()):
            return self.equal()
        return {outcome.value: given.get(outcome.value, 0) for outcome in Outcome}

    @property
    def weights_refused(self) -> bool:
        """Whether something about the weights themselves is wrong; the district and the top are another matter."""
        return bool(set(self.errors) - self.other_matters)

    @staticmethod
    def equal() -> dict[str, int]:
        return {outcome.value: EQUAL for outcome in Outcome}

    @property
    def top(self) -> int:
        """How many places the top holds: ten, if nothing else that makes sense is given."""
        return self.cleaned_data.get("k") or TOP

    @property
    def top_as_typed(self) -> object:
        """For the field: what was typed, even if it makes no sense."""
        return self["k"].value() if "k" in self.data else self.top

    @property
    def searched(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def in_district(self) -> str:
        return "" if "district" in self.errors else self.cleaned_data.get("district", "")


def _people_field(label: object, invalid: object) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=FEWEST_PEOPLE,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={
            "invalid": invalid,
            "min_value": _("A zone must hold 1,000 people or more"),
            "max_value": _("A zone must hold 20,000 people or fewer"),
        },
    )


class ZonesForm(WeightsForm):
    """Which zones are looked for under the weights: how many people each, how many zones, and among which areas."""

    other_matters = WeightsForm.other_matters | {"low", "high", "many"}

    low = _people_field(
        _("Fewest people in a zone"), _("Enter the smallest number of people as a whole number, such as 8000")
    )
    high = _people_field(
        _("Most people in a zone"), _("Enter the largest number of people as a whole number, such as 12000")
    )
    many = forms.IntegerField(
        label=_("How many zones"),
        min_value=1,
        max_value=MOST_ZONES,
        required=False,
        error_messages={
            "invalid": _("Enter a whole number from 1 to 10 for how many zones"),
            "min_value": _("Ask for 1 zone or more"),
            "max_value": _("Ask for 10 zones or fewer"),
        },
    )
    new = forms.BooleanField(label=_("Leave out neighbourhoods that are in a People Zone"), required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        low, high = cleaned.get("low") or PEOPLE[0], cleaned.get("high") or PEOPLE[1]
        if not {"low", "high"} & set(self.errors) and isinstance(low, int) and isinstance(high, int) and low > high:
            self.add_error("high", _("The largest number of people must not be below the smallest"))
        return cleaned

    @property
    def people(self) -> tuple[int, int]:
        """From how many people to how many; both as they come if either makes no sense."""
        if {"low", "high"} & set(self.errors):
            return PEOPLE
        return self.cleaned_data.get("low") or PEOPLE[0], self.cleaned_data.get("high") or PEOPLE[1]

    @property
    def how_many(self) -> int:
        return self.cleaned_data.get("many") or ZONES

    @property
    def only_new(self) -> bool:
        return bool(self.cleaned_data.get("new"))

    @property
    def sizes(self) -> list[dict[str, object]]:
        """The fields for numbers, with what was typed or is used."""
        used = {"low": self.people[0], "high": self.people[1], "many": self.how_many}
        return [
            {"field": self[name], "typed": self[name].value() if name in self.data else number}
            for name, number in used.items()
        ]
