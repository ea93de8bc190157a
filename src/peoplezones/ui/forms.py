"""Draws Django forms in the patterns of govuk-frontend; knows no form."""

from typing import Any

from django import forms
from django.forms import widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from .plain_words import name_no_field

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


class DesignRenderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = DesignBoundField
