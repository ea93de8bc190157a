"""Checks the weights that somebody tries, how many places they look for, and where."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.places.forms import district_choices
from peoplezones.places.models import Outcome

EQUAL = 25
MOST = 100
TOP = 10  # how many places the top holds, if the reader does not say
MOST_TOP = 100


class WeightsForm(forms.Form):
    """One whole number an outcome; only their proportion counts. Names in the address are the outcomes' own."""

    district = forms.ChoiceField(
        label=_("Show"),
        required=False,
        error_messages={"invalid_choice": _("We do not know that district, so you see all of them")},
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
        return bool(set(self.errors) - {"district", "k"})

    @staticmethod
    def equal() -> dict[str, int]:
        return {outcome.value: EQUAL for outcome in Outcome}

    @property
    def top(self) -> int:
        """How many places the top holds: ten, if nothing else that makes sense is given."""
        return self.cleaned_data.get("k") or TOP

    @property
    def in_district(self) -> str:
        return "" if "district" in self.errors else self.cleaned_data.get("district", "")
