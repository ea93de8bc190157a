"""Checks what is typed about an offer: what, how much, when, where."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import DesignBoundField, day_field
from peoplezones.zones.models import Zone

from .. import rows
from ..models import Offer, OfferKind, Unit
from .fields import ZonesField

PARTS = [gettext_lazy("morning"), gettext_lazy("afternoon"), gettext_lazy("evening")]


class WeekOfBoxes(DesignBoundField):
    """The boxes day by day, for the grid."""

    def week(self) -> list[tuple[str, list[Any]]]:
        boxes = list(self)
        return [(str(WEEKDAYS[day]), boxes[day * rows.PARTS : (day + 1) * rows.PARTS]) for day in range(rows.DAYS)]


class TimesField(forms.MultipleChoiceField):
    """A week as a small grid of boxes; each box is a place of `rows`, named by its day and its part."""

    bound_field_class = WeekOfBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, template_name="partners/week.html", **options)
        self.choices = [
            (str(day * rows.PARTS + part), _in_words(day, part))
            for day in range(rows.DAYS)
            for part in range(rows.PARTS)
        ]
        self.parts = PARTS


def _in_words(day: int, part: int) -> str:
    return f"{WEEKDAYS[day]} {PARTS[part]}"


def number_of(places: Iterable[str]) -> int:
    return rows.together(divmod(int(place), rows.PARTS) for place in places)


class OfferForm(VersionedForm):
    """An offer, new or as it stands; a new one is of version 1."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What you offer"),
        choices=[("", gettext_lazy("Choose what it is")), *OfferKind.choices],
        error_messages={"required": gettext_lazy("Choose what it is that you offer")},
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("In a few words, such as “Hall with a kitchen”."),
        error_messages={"required": gettext_lazy("Give the offer a title")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("What it is good for, what it needs. Write no names of people."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    amount = forms.IntegerField(
        label=gettext_lazy("How much"),
        required=False,
        min_value=1,
        max_value=99_999_999,
        help_text=gettext_lazy("A whole number, if there is one."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 10}),
        error_messages={
            "invalid": gettext_lazy("Type a whole number, such as 4"),
            "min_value": gettext_lazy("Type a number of 1 or more, or leave it empty"),
            "max_value": gettext_lazy("Type a smaller number"),
        },
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Of what"), required=False, choices=[("", gettext_lazy("Nothing to count")), *Unit.choices]
    )
    times = TimesField(
        label=gettext_lazy("When in the week"),
        required=False,
        help_text=gettext_lazy("Tick none if it is not tied to times."),
    )
    times_note = forms.CharField(
        label=gettext_lazy("About the times"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “not in school holidays”."),
    )
    from_day = day_field(
        gettext_lazy("From"), help_text=gettext_lazy("Leave it empty if it can be had now."), required=False
    )
    until_day = day_field(
        gettext_lazy("Until"), help_text=gettext_lazy("Leave it empty if there is no end."), required=False
    )
    zones = ZonesField(
        label=gettext_lazy("In which zones"),
        required=False,
        help_text=gettext_lazy("Tick none if you offer it in every zone."),
    )
    review_on = day_field(
        gettext_lazy("Look at it again on"),
        required=gettext_lazy("Say when we should ask you whether it still holds"),
        help_text=gettext_lazy("We show you the offer again on that day, so that no old offer stays here."),
    )

    def __init__(self, *args: Any, zones: Sequence[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"zones": zones}
        self.by_number = {str(zone.pk): zone for zone in zones}
        self.fields["zones"].choices = [  # type: ignore[attr-defined]
            (number, zone.name) for number, zone in self.by_number.items()
        ]

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if given.get("amount") and not given.get("unit"):
            self.add_error("unit", _("Say what the amount counts: hours, pounds, people"))
        first, last = given.get("from_day"), given.get("until_day")
        if first and last and last < first:
            self.add_error("until_day", _("The last day comes before the first"))
        return given

    def words_and_zones(self) -> tuple[dict[str, Any], list[Zone]]:
        """The words of `actions.OfferWords`, and the zones that were ticked."""
        given = self.words()
        zones = [self.by_number[number] for number in given.pop("zones")]
        given["times"] = number_of(given["times"])
        if given["amount"] is None:
            given["unit"] = ""
        return given, zones


def initial_of_offer(offer: Offer) -> dict[str, Any]:
    plain = ("kind", "title", "words", "amount", "unit", "times_note", "from_day", "until_day", "review_on", "version")
    return {
        **{name: getattr(offer, name) for name in plain},
        "times": [str(day * rows.PARTS + part) for day, part in rows.apart(offer.times)],
        "zones": [str(number) for number in offer.zones.order_by("name").values_list("pk", flat=True)],
    }


class MoveForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What for (you may leave this empty)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “for the Thursday club”. Write no names of people."),
    )
