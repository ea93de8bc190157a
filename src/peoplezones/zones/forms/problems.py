"""Checks the words of a problem that a zone was chosen for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.conflicts import VersionedForm
from peoplezones.ui.forms import day_field


class ProblemWords(forms.Form):
    title = forms.CharField(
        label=_("The problem in a few words"),
        max_length=120,
        error_messages={"required": _("Name the problem"), "max_length": _("At most 120 letters")},
    )
    words = forms.CharField(
        label=_("What it means for people here"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody can read it. Name nobody, and no single home."),
        error_messages={"required": _("Say what it means for people here"), "max_length": _("At most 2,000 letters")},
    )
    evidence = forms.CharField(
        label=_("What was known of it"),
        max_length=300,
        help_text=_("The figure in words, such as “71 reports for each 1,000 people, twice the county's”."),
        error_messages={"required": _("Say what was known of it"), "max_length": _("At most 300 letters")},
    )
    as_of = day_field(_("As it was on"), required=_("Say of which day that is"))
    source = forms.CharField(
        label=_("Who says so"),
        max_length=200,
        help_text=_("The publisher, the survey, or the meeting."),
        error_messages={"required": _("Say where that comes from"), "max_length": _("At most 200 letters")},
    )


class NewProblemForm(ProblemWords):
    """A problem that is added."""


class ProblemForm(VersionedForm, ProblemWords):
    """A problem that is changed."""
