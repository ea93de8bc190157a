import pytest
from django import forms
from django.test import RequestFactory

from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


class StoryForm(conflicts.VersionedForm):
    name = forms.CharField(label="Name", max_length=80)
    story = forms.CharField(label="Story", widget=forms.Textarea)
    phase = forms.ChoiceField(label="Phase", choices=[("concept", "Getting ready"), ("team", "Building the team")])


def initial(zone):
    return {"version": zone.version, "name": zone.name, "story": zone.story, "phase": zone.phase}


def conflict_page(**typed):
    zone = ZoneFactory(
        name="Mill Lane", story="Theirs.", phase="team", version=5, edited_by_label="Zone lead 2", edited_at=None
    )
    words = {"version": "4", "name": "Mill Lane", "story": "Mine.\r\nTwo lines.", "phase": "team", **typed}
    form = StoryForm(words)
    assert form.is_valid()
    request = RequestFactory().post("/")
    return conflicts.page(request, form, EditedMeanwhile(zone), initial, title="Mill Lane", back="/zones/mill-lane/")


def test_both_versions_are_shown_and_only_where_they_differ():
    answer = conflict_page(phase="concept")
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Mine.<br>Two lines.", "Theirs.", "Getting ready", "Building the team", "Zone lead 2"):
        assert words in page
    assert '<th class="govuk-table__header" scope="row">Name</th>' not in page


def test_the_form_keeps_what_was_typed_and_can_be_saved_over_the_newer_version():
    page = conflict_page().content.decode()
    assert "Mine.\nTwo lines.</textarea>" in page.replace("\r\n", "\n")
    assert '<input type="hidden" name="version" value="5"' in page


def test_two_who_wrote_the_same_are_told_so():
    assert "You both wrote the same." in conflict_page(story="Theirs.").content.decode()
