"""Checks the words of an invitation, of a role that is given, and of somebody's leaving; saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts import roles
from peoplezones.accounts.forms import email_field
from peoplezones.accounts.models import Person
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from . import queries, rules
from .actions import Asked

ROLE_CHOICES = [(role.key, role.label) for role in roles.ALL]


class InvitationForm(forms.Form):
    """Whom, as what and where; what the person may not choose is not offered, and the action asks again."""

    email = email_field(label=_("Their e-mail address"), hint=_("We send the invitation to it, and nothing else."))
    name = forms.CharField(
        label=_("Their name"), max_length=120, error_messages={"required": _("Type the name of whom you invite")}
    )
    partnership = forms.ModelChoiceField(
        label=_("Partnership"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose a partnership"),
            "invalid_choice": _("Choose one of the partnerships in the list"),
        },
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose a role")), *ROLE_CHOICES],
        error_messages={
            "required": _("Choose a role"),
            "invalid_choice": _("Choose one of the roles in the list"),
        },
    )
    zone = forms.ModelChoiceField(
        label=_("Zone"),
        queryset=None,
        required=False,
        empty_label=_("No zone in particular"),
        error_messages={"invalid_choice": _("Choose one of the zones in the list")},
    )
    is_steward = forms.BooleanField(label=_("Steward there: checks what residents send in"), required=False)
    is_clerk = forms.BooleanField(label=_("Clerk there: writes on behalf of others"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=None,
        required=False,
        empty_label=_("None"),
        help_text=_("For partners: whom they work for. What they may see follows from its agreements."),
        error_messages={"invalid_choice": _("Choose one of the organisations in the list")},
    )
    position = forms.CharField(label=_("Position there"), max_length=120, required=False)
    may_sign = forms.BooleanField(label=_("May sign agreements for it"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = queries.partnerships_to_invite_to(person)  # type: ignore[attr-defined]
        offered = [(role.key, role.label) for role in rules.roles_offered(person)]
        self.fields["role"].choices = [("", _("Choose a role")), *offered]  # type: ignore[attr-defined]
        self.fields["zone"].queryset = queries.zones_to_invite_to(person)  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = queries.organisations_to_invite_to(  # type: ignore[attr-defined]
            person
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        organisation: Organisation | None = cleaned.get("organisation")
        zone: Zone | None = cleaned.get("zone")
        if cleaned.get("role") == roles.PARTNER.key and organisation is None and "organisation" not in self.errors:
            self.add_error("organisation", _("Choose the organisation that the partner works for"))
        if organisation is None and (cleaned.get("position") or cleaned.get("may_sign")):
            self.add_error("organisation", _("Choose the organisation in which they have this position"))
        if zone is None and (cleaned.get("is_steward") or cleaned.get("is_clerk")):
            self.add_error("zone", _("Choose the zone in which they are steward or clerk"))
        if organisation is not None and not cleaned.get("position"):
            self.add_error("position", _("Type their position, such as “Neighbourhood manager”"))
        return cleaned

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            role=roles.BY_KEY[given["role"]],
            **{
                name: given[name] for name in ("zone", "is_steward", "is_clerk", "organisation", "position", "may_sign")
            },
        )


class RoleForm(forms.Form):
    """A role in one of the partnerships that the giver runs."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose a role")), *ROLE_CHOICES],
        error_messages={
            "required": _("Choose a role"),
            "invalid_choice": _("Choose one of the roles in the list"),
        },
    )
    partnership = forms.ModelChoiceField(
        label=_("Partnership"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose a partnership"),
            "invalid_choice": _("Choose one of the partnerships in the list"),
        },
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = queries.partnerships_run_by(person)  # type: ignore[attr-defined]


class LeavingForm(forms.Form):
    """Why somebody leaves, and which partnership."""

    partnership = RoleForm.base_fields["partnership"]
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Kept in the audit. Say no more than is needed: “changed jobs”, “asked to leave”."),
        error_messages={"required": _("Say in a few words why")},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = queries.partnerships_run_by(person)  # type: ignore[attr-defined]
