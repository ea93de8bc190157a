"""Fields that several forms of partners share; checks nothing by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

BOXES = "places/workspace/checkboxes.html"


class OrganisationWords(forms.Form):
    """What is said of an organisation."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people here call it."),
        error_messages={"required": _("Give the name of the organisation")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("A group of neighbours without a constitution is as welcome as a council."),
        error_messages={"required": _("Choose what kind of organisation it is")},
    )
    summary = forms.CharField(
        label=_("What it does"),
        max_length=300,
        required=False,
        help_text=_("In one or two sentences. Everybody reads this on the page of a zone: write no names of people."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Say it in 300 letters or fewer")},
    )
    website = forms.URLField(
        label=_("Website"),
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Type the whole address, such as https://example.org")},
    )


class ZonesField(forms.MultipleChoiceField):
    """Boxes of zones, by their numbers; `zones_of(form)` gives back those that were ticked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, template_name=BOXES, **options)
