import pytest
from django.db import transaction

from peoplezones.foundation import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(settings, tmp_path):
    (tmp_path / "hello_subject.txt").write_text("Hello\n{{ name }}")
    (tmp_path / "hello_message.txt").write_text("Come in, {{ name }}.\n\n{{ site_name }}\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


def test_a_letter_goes_to_each_apart_once_the_deed_is_committed(
    words, mailoutbox, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        letters.send("hello", ["a@example.org", "b@example.org", "a@example.org"], {"name": "Resident 1"})
        assert mailoutbox == []
    assert [letter.to for letter in mailoutbox] == [["a@example.org"], ["b@example.org"]]
    assert mailoutbox[0].subject == f"Hello Resident 1 – {settings.SITE_NAME}"
    assert mailoutbox[0].body == f"Come in, Resident 1.\n\n{settings.SITE_NAME}\n"
