"""Checks what people type about one role, service or meeting; refuses words that name a person."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.places.models import Outcome
from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field

from .. import rules
from ..actions import given_of
from ..models import HOURS_A_WEEK, Provision
from ..rows import Audience, Given, Kind, Rhythm, Seat, Tool, slots

OTHER = ""


def unnamed(words: str) -> None:
    """A validator: no name, no address, no number of a person."""
    if sentence := rules.named_in(words):
        raise forms.ValidationError(sentence)


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


def _words(label: Any, most: int, *, required: bool = False, help_text: Any = "", missing: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        validators=[unnamed],
        error_messages={"required": missing} if missing else None,
    )


class AddForm(forms.Form):
    """One item. `employers` and `organisations` (who sits in a meeting): pairs; `own_only`: no name may be typed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("", gettext_lazy("Choose one")), *Kind.choices],
        error_messages={"required": gettext_lazy("Choose what it is")},
    )
    title = _words(
        gettext_lazy("Title"),
        120,
        required=True,
        help_text=gettext_lazy("Of the post, the service or the meeting, such as “Health visitor”. Never a name."),
        missing=gettext_lazy("Type the title"),
    )
    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("Who employs the role, runs the service or calls the meeting."),
        required=False,
    )
    organisation_name = _words(gettext_lazy("Or its name, where it is not in the list"), 120)
    summary = forms.CharField(
        label=gettext_lazy("What it does"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[unnamed],
    )
    people = forms.IntegerField(
        label=gettext_lazy("How many people do it?"), min_value=1, max_value=1000, initial=1, required=True
    )
    hours_each = forms.DecimalField(
        label=gettext_lazy("Hours a week of each"),
        help_text=gettext_lazy("Spent on this zone, such as 7.5"),
        min_value=0,
        max_value=HOURS_A_WEEK,
        decimal_places=1,
        initial=0,
    )
    tools = _several(gettext_lazy("Which of the six tools does it use?"), Tool.choices)
    outcomes = _several(gettext_lazy("What is it for?"), Outcome.choices)
    audiences = _several(gettext_lazy("Whom does it reach?"), Audience.choices)
    reach = forms.IntegerField(
        label=gettext_lazy("About how many people a month?"), min_value=0, max_value=1_000_000, required=False
    )
    place = _words(gettext_lazy("Where?"), 120)
    times = _several(gettext_lazy("When does it happen?"), slots)
    by_appointment = forms.BooleanField(label=gettext_lazy("By appointment"), required=False)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often does it meet?"),
        choices=[("", gettext_lazy("Not said")), *Rhythm.choices],
        required=False,
    )
    seats = _several(gettext_lazy("Who sits in it?"), ())
    other_seats = forms.CharField(
        label=gettext_lazy("And others who are not in the list"),
        help_text=gettext_lazy("One organisation a line."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[unnamed],
    )
    since = day_field(gettext_lazy("Since when?"), required=False)
    until = day_field(
        gettext_lazy("Its last day"), help_text=gettext_lazy("Leave it empty while it goes on."), required=False
    )
    told_by = _words(gettext_lazy("Who told us?"), 120, help_text=gettext_lazy("The title of their post."))
    told_on = day_field(gettext_lazy("When did they tell us?"), required=False)
    could_join_team = forms.BooleanField(label=gettext_lazy("Could sit in the People Team"), required=False)

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[str, str]],
        employers: Sequence[tuple[str, str]],
        own_only: bool = False,
        **kwargs: Any,
    ) -> None:
        self.made_with = {"organisations": organisations, "employers": employers, "own_only": own_only}
        super().__init__(*args, **kwargs)
        first = [] if own_only and len(employers) == 1 else [(OTHER, _("Choose one"))]
        self.fields["organisation"].choices = [*first, *employers]  # type: ignore[attr-defined]
        self.fields["seats"].choices = organisations  # type: ignore[attr-defined]
        if own_only:
            del self.fields["organisation_name"]

    def clean_times(self) -> list[str]:
        return [slot for slot, _said in slots() if slot in self.cleaned_data["times"]]

    def clean_other_seats(self) -> list[str]:
        names = [" ".join(name.split()) for name in re.split(r"[;\n]", self.cleaned_data["other_seats"])]
        if too_long := [name for name in names if len(name) > 120]:
            raise forms.ValidationError(
                _("“%(name)s…” is longer than 120 letters. Put each organisation on a line of its own"),
                params={"name": too_long[0][:40]},
            )
        return [name for name in names if name]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors.keys() & {"organisation", "organisation_name"}:
            self._check_organisation(said)
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("It cannot end before it began. Change one of the two days"))
        if said.get("kind") in (Kind.ROLE, Kind.SERVICE):
            if said.get("rhythm"):
                self.add_error("rhythm", _("Only a meeting has this. Choose “Not said”, or say above that it is one"))
            if said.get("seats") or said.get("other_seats"):
                self.add_error("seats", _("Only a meeting has this. Choose nobody, or say above that it is one"))
        return said

    def _check_organisation(self, said: dict[str, Any]) -> None:
        chosen, typed = said.get("organisation"), said.get("organisation_name")
        if not chosen and not typed:
            self.add_error("organisation", _("Choose the organisation, or type its name below"))
        if chosen and typed:
            self.add_error("organisation_name", _("Choose an organisation or type a name, not both. Empty one of them"))

    def given(self) -> Given:
        """What was typed, as an action takes it."""
        said = dict(self.cleaned_data)
        said.pop("version", None)
        seats = [Seat(organisation=int(number)) for number in said.pop("seats")]
        seats += [Seat(name=name) for name in said.pop("other_seats")]
        for name in ("tools", "outcomes", "audiences", "times"):
            said[name] = tuple(said[name])
        said["organisation"] = int(said["organisation"]) if said["organisation"] else None
        return Given(**said, seats=tuple(seats))


class EditForm(VersionedForm, AddForm):
    """The same of an item that is there."""


class EndForm(VersionedForm):
    """The last day of an item."""

    until = day_field(
        gettext_lazy("Which day was, or will be, its last one?"), required=gettext_lazy("Choose its last day")
    )


def initial_of(item: Provision) -> dict[str, Any]:
    """The form's initial values of an item."""
    given = given_of(item)
    said = {**vars(given), "version": item.version}
    said["organisation"] = str(given.organisation or OTHER)
    said["seats"] = [str(seat.organisation) for seat in given.seats if seat.organisation]
    said["other_seats"] = "\n".join(seat.name for seat in given.seats if seat.name)
    for name in ("tools", "outcomes", "audiences", "times"):
        said[name] = list(said[name])
    return said
