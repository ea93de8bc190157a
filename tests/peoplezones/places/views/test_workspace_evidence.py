"""Documents of evidence are added and taken away by those who load data."""

import datetime as dt

import pytest

from peoplezones.foundation.models import AuditEntry
from peoplezones.places.models import Evidence
from tests.peoplezones.places.factories import EvidenceFactory
from tests.peoplezones.places.handing_in import analyst, signed_in, small_map

pytestmark = pytest.mark.django_db
PAGE = "/workspace/data/evidence/"
DOCUMENT = {
    "title": "What people in the north end said",
    "kind": "survey",
    "publisher": "Testshire Council",
    "published_on": "27/03/2026",
    "summary": "They want more light on the path.",
    "address": "example.org/survey",
    "outcome": "safe",
    "districts": ["E06000099"],
    "is_official": "on",
}


@pytest.fixture
def client():
    small_map()
    return signed_in(analyst())


def test_a_document_is_added_with_who_added_it(client):
    page = client.post(PAGE, DOCUMENT, follow=True).content.decode()
    assert "was added" in page
    made = Evidence.objects.get()
    assert (made.title, made.published_on, made.outcome) == (DOCUMENT["title"], dt.date(2026, 3, 27), "safe")
    assert made.address == "https://example.org/survey"
    assert [district.name for district in made.districts.all()] == ["Testshire"]
    assert AuditEntry.objects.filter(action="places.add_evidence").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the title of the document"),
        ({"published_on": "soon"}, "Type the day as 27/03/2026"),
        ({"summary": ""}, "Say in a few sentences what it says"),
        ({"districts": ["E06000001"]}, "hoose"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(client, wrong, sentence):
    page = client.post(PAGE, DOCUMENT | wrong)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert DOCUMENT["publisher"] in page.content.decode()
    assert not Evidence.objects.exists()


def test_people_are_told_to_write_no_names(client):
    assert "write no names of people" in client.get(PAGE).content.decode()


def test_a_document_is_taken_away_only_after_a_second_look(client):
    document = EvidenceFactory()
    assert document.title in client.get(f"{PAGE}{document.pk}/remove/").content.decode()
    assert Evidence.objects.exists()
    assert "was taken away" in client.post(f"{PAGE}{document.pk}/remove/", follow=True).content.decode()
    assert not Evidence.objects.exists()
    assert client.post(f"{PAGE}{document.pk}/remove/").status_code == 404


def test_the_list_asks_the_data_base_as_often_for_many_as_for_few(client, count_queries):
    EvidenceFactory.create_batch(2)
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    EvidenceFactory.create_batch(20)
    with count_queries() as many:
        client.get(PAGE)
    assert many.total == few.total < 15
