"""Checks how a zone is moved on, and where it is said to have come from."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.forms import day_field

from ..models import Relation


class MoveForm(forms.Form):
    move = forms.ChoiceField(
        label=_("What happens now"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what happens now"),
            "invalid_choice": _("That is not possible at present. Choose one of these."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody can read it. You can leave it out when only the phase changes."),
        error_messages={"max_length": _("A reason has at most 1,000 letters")},
    )

    def __init__(self, *args: Any, moves: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = moves  # type: ignore[attr-defined]


class CameFromForm(forms.Form):
    earlier = forms.ChoiceField(
        label=_("The earlier zone"),
        error_messages={"required": _("Choose the earlier zone"), "invalid_choice": _("Choose a zone from the list")},
    )
    kind = forms.ChoiceField(
        label=_("How it came from it"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it came from it"), "invalid_choice": _("Choose one of the two")},
    )
    on = day_field(_("When"), required=_("Say when that was"))

    def __init__(self, *args: Any, zones: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *((zone.slug, zone.name) for zone in zones),
        ]
