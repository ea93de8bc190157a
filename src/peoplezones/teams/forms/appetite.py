"""Checks how an organisation answers the statements on its appetite and capability."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.forms import day_field

from ..models import APPETITE, CAPABILITY, Level, Statement
from .fields import Choices, Number, text


class AssessForm(forms.Form):
    """One question a statement, each with a line for a comment."""

    zone = Number(label=gettext_lazy("Zone that you speak of"))
    on = day_field(gettext_lazy("Day for which this holds"))

    def __init__(self, *args: Any, zones: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones  # type: ignore[attr-defined]
        for statement in Statement:
            self.fields[f"level_{statement.value}"] = forms.TypedChoiceField(
                label=statement.label,
                choices=Level.choices,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Say how far this holds: “%(statement)s”") % {"statement": statement.label}
                },
            )
            self.fields[f"comment_{statement.value}"] = forms.CharField(
                label=_("Comment on “%(statement)s” (optional)") % {"statement": statement.label},
                max_length=300,
                required=False,
            )
        self.fields["comment"] = text(_("Anything else (optional)"), most=1000, rows=3, required=False)

    def appetite(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs(APPETITE)

    def capability(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs(CAPABILITY)

    def _pairs(self, statements: tuple[Statement, ...]) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"level_{one.value}"], self[f"comment_{one.value}"]) for one in statements]

    def levels(self) -> dict[str, int]:
        return {one.value: self.cleaned_data[f"level_{one.value}"] for one in Statement}

    def comments(self) -> dict[str, str]:
        return {one.value: self.cleaned_data[f"comment_{one.value}"] for one in Statement}
