"""Draws Django forms in the patterns of govuk-frontend, and asks for a day in one way; knows no form."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms import widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import days

from .plain_words import name_no_field

DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]  # the first is how a day is shown
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "govuk-textarea"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (widgets.Input, "govuk-input"),
]


class DesignBoundField(BoundField):
    """Adds the class of the pattern to the widget, and the error class when it was refused."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        drawn = widget or self.field.widget
        for kind, name in CLASSES:
            if isinstance(drawn, kind):
                refused = f" {name}--error" if self.errors else ""
                attrs["class"] = f"{drawn.attrs.get('class', '')} {name}{refused}".strip()
                break
        return attrs

    @property
    def in_summary(self) -> list[str]:
        """The errors of this field as the summary on top of the page says them: each names what it is about."""
        told = []
        for error in self.form.errors.as_data().get(self.name, []):
            for sentence in error:
                nameless = any(error.message is words for words in name_no_field())
                told.append(f"{self.label}: {sentence[:1].lower()}{sentence[1:]}" if nameless else str(sentence))
        return told


def day_field(
    label: str | Promise,
    *,
    required: str | Promise | bool = True,
    help_text: str | Promise = "",
    validators: Sequence[Callable[[Any], None]] = days.VALIDATORS,
) -> forms.DateField:
    """A day as people here write it. `required` may be the sentence that asks for it; false: it may be left out."""
    sentence = _("Type the day, for example 27/03/2026") if required is True else required
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        required=bool(required),
        validators=validators,
        help_text=help_text or _("For example 27/03/2026"),  # type: ignore[arg-type]
        input_formats=DAYS,
        widget=forms.DateInput(format=DAYS[0], attrs={"size": 12, "autocomplete": "off"}),
        error_messages={"required": sentence or "", "invalid": _("Type the day as 27/03/2026")},
    )


class DesignRenderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = DesignBoundField
