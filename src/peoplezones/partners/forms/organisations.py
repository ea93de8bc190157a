"""Checks what is typed about an organisation: its words, its zones, its people, the numbers it is known by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.models import Partnership
from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field
from peoplezones.zones.models import Zone

from ..identifiers import LISTS, NotThatForm, normalised
from ..models import Kind, Organisation
from .fields import OrganisationWords, ZonesField

KINDS = [("", gettext_lazy("Choose a kind")), *Kind.choices]


class NewForm(OrganisationWords):
    """An organisation that comes in; where there is one partnership, it is not asked for."""

    zones = ZonesField(label=gettext_lazy("Zones that it works in"), required=False)
    since = day_field(gettext_lazy("Takes part since"), required=gettext_lazy("Say since when it takes part"))

    def __init__(self, *args: Any, partnerships: Sequence[Partnership], zones: Sequence[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(zone.pk): zone for zone in zones}
        self.partnerships = {str(one.pk): one for one in partnerships}
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]
        many = len(self.partnerships) > 1
        self.fields["zones"].choices = [  # type: ignore[attr-defined]
            (number, f"{zone.name} ({self.partnerships[str(zone.partnership_id)]})" if many else zone.name)
            for number, zone in self.by_number.items()
        ]
        if many:
            choose = forms.ChoiceField(
                label=_("Partnership"),
                choices=[("", _("Choose a partnership")), *((key, str(one)) for key, one in self.partnerships.items())],
                error_messages={"required": _("Choose the partnership that it takes part in")},
            )
            self.fields = {"partnership": choose, **self.fields}

    def words(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        only = next(iter(self.partnerships))
        given["partnership"] = self.partnerships[given.get("partnership", only)]
        given["zones"] = [self.by_number[number] for number in given["zones"]]
        return given


class EditForm(VersionedForm, OrganisationWords):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]


def initial_of_organisation(organisation: Organisation) -> dict[str, Any]:
    names = ("name", "kind", "summary", "website", "version")
    return {name: getattr(organisation, name) for name in names}


class LeaveForm(forms.Form):
    on = day_field(gettext_lazy("Day on which it left"), required=gettext_lazy("Say when it left"))


class PresenceForm(forms.Form):
    """A zone in which it starts to work."""

    zone = forms.ChoiceField(
        label=gettext_lazy("Zone"), error_messages={"required": gettext_lazy("Choose the zone that it works in")}
    )
    since = day_field(gettext_lazy("Works there since"), required=gettext_lazy("Say since when it works there"))

    def __init__(self, *args: Any, zones: Sequence[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {str(zone.pk): zone for zone in zones}
        self.fields["zone"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a zone")),
            *((number, zone.name) for number, zone in self.by_number.items()),
        ]

    def clean_zone(self) -> Zone:
        return self.by_number[self.cleaned_data["zone"]]


class ColleagueForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The one that they sign in with."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Type the e-mail address that they sign in with"),
            "invalid": gettext_lazy("Type a whole e-mail address, such as name@example.org"),
        },
    )
    position = forms.CharField(
        label=gettext_lazy("Position"),
        max_length=120,
        help_text=gettext_lazy("Such as neighbourhood manager, trustee, volunteer."),
        error_messages={"required": gettext_lazy("Say what they do there")},
    )
    may_sign = forms.BooleanField(label=gettext_lazy("May sign agreements for it"), required=False)


class IdentifierForm(forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("List"),
        choices=[("", gettext_lazy("Choose a list")), *((one.code, one.name) for one in LISTS.values())],
        error_messages={"required": gettext_lazy("Choose the list that the number is on")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": 20}),
        error_messages={"required": gettext_lazy("Type the number")},
    )

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if "code" in given and "number" in given:
            try:
                normalised(given["code"], given["number"])  # the action keeps it so
            except NotThatForm as refusal:
                self.add_error("number", str(refusal))
        return given
