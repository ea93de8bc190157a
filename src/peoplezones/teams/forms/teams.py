"""Checks what is typed about a team, a seat, and who sits in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field

from ..models import Rhythm, SeatKind, TeamKind
from .fields import Choices, Number, text


class TeamWords(forms.Form):
    """What a team is, how often it meets, and which neighbourhoods it covers."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("For example “People Team, North End”"),
        error_messages={"required": gettext_lazy("Give the team a name")},
    )
    purpose = text(gettext_lazy("What it is for"), most=1000, help_text=gettext_lazy("In one or two sentences."))
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often it meets"),
        choices=Rhythm.choices,
        help_text=gettext_lazy("A new team should meet often, so that people get to know each other."),
    )
    meets = forms.CharField(
        label=gettext_lazy("When and where it meets (optional)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example “Tuesdays at 10, by video call”"),
    )
    covers = text(
        gettext_lazy("Neighbourhoods that it covers (optional)"),
        most=2000,
        required=False,
        help_text=gettext_lazy("One a line. A steering group gets a seat for the local policing team of each of them."),
    )
    since = day_field(gettext_lazy("Since when it meets"))


class StartTeamForm(TeamWords):
    field_order = ["kind", "where"]
    kind = forms.ChoiceField(label=gettext_lazy("What kind of team it is"), choices=TeamKind.choices)
    where = forms.ChoiceField(
        label=gettext_lazy("For which zone it works"),
        error_messages={"required": gettext_lazy("Choose the zone, or all zones")},
    )

    def __init__(self, *args: Any, where: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = where  # type: ignore[attr-defined]


class TeamForm(VersionedForm, TeamWords):
    ended_on = day_field(
        gettext_lazy("When it ended (optional)"),
        required=False,
        help_text=gettext_lazy("Whoever sits in it then sits there until that day. Leave empty while it goes on."),
    )


class SeatWords(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What the seat is called"),
        max_length=120,
        help_text=gettext_lazy("For example “Development lead”"),
        error_messages={"required": gettext_lazy("Give the seat a name")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is there for"), choices=SeatKind.choices)
    is_required = forms.BooleanField(label=gettext_lazy("The team needs this seat filled"), required=False)
    organisation = Number(label=gettext_lazy("Organisation that is expected in it (optional)"), required=False)
    area = forms.CharField(
        label=gettext_lazy("Neighbourhood (for a local policing team)"), max_length=120, required=False
    )

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"organisations": organisations}
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]


class SeatForm(SeatWords, VersionedForm):
    ended_on = day_field(
        gettext_lazy("From when on it is not needed (optional)"),
        required=False,
        help_text=gettext_lazy("Whoever sits in it then sits there until that day."),
    )


class FillSeatForm(forms.Form):
    """A person, or the organisation that promised somebody."""

    person = Number(label=gettext_lazy("Who sits in it"), required=False)
    promised_by = Number(
        label=gettext_lazy("Or: which organisation promised somebody"),
        required=False,
        help_text=gettext_lazy("While you do not know yet who comes. The seat counts as empty until then."),
    )
    deputy = Number(label=gettext_lazy("Deputy (optional)"), required=False)
    since = day_field(gettext_lazy("From"))
    until = day_field(gettext_lazy("Last day (optional)"), required=False)

    def __init__(self, *args: Any, people: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["deputy"].choices = people  # type: ignore[attr-defined]
        self.fields["promised_by"].choices = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        # The fields may be refused by themselves; then there is nothing to compare.
        if not self.errors and (given.get("person") is None) == (given.get("promised_by") is None):
            self.add_error("person", _("Choose a person, or the organisation that promised somebody, and not both."))
        return given


class SittingForm(VersionedForm):
    deputy = Number(label=gettext_lazy("Deputy (optional)"), required=False)
    since = day_field(gettext_lazy("From"))
    until = day_field(
        gettext_lazy("Last day (optional)"),
        required=False,
        help_text=gettext_lazy("When they leave the seat, say which day is the last. Then somebody else can follow."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"people": people}
        self.fields["deputy"].choices = people  # type: ignore[attr-defined]
