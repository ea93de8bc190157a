from unittest import mock

import pytest

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.api import operations
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, give

pytestmark = pytest.mark.django_db
ADDRESSES = ["/api/v1/areas", "/api/v1/openapi.json", "/api/v1/areas/E00000001/boundary", "/api/v1/areas/E00000001"]


@pytest.fixture(autouse=True)
def loaded():
    give(IndicatorFactory(key="reports"), {AreaFactory(code="E00000001"): 1.0})


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_site_may_read_and_keep_an_answer_for_a_while(client, address):
    answer = client.get(address)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_an_answer_is_not_sent_it_again(client, address):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_another_content_has_another_etag(client):
    before = client.get("/api/v1/areas")["ETag"]
    AreaFactory()
    assert client.get("/api/v1/areas", headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/nothing"])
def test_nothing_can_be_written(client, method, address):
    answer = getattr(client, method)(address)
    assert answer.status_code == 405
    assert "only reads" in answer.json()["detail"]
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_head_tells_what_get_would(client):
    answer, got = client.head("/api/v1/areas"), client.get("/api/v1/areas")
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", got["ETag"])


def test_a_browser_that_asks_first_is_told_what_it_may(client):
    answer = client.options("/api/v1/areas", headers={"origin": "https://example.org"})
    assert answer.status_code == 204
    assert "GET" in answer["Access-Control-Allow-Methods"]


def test_an_address_that_is_none_is_answered_in_one_sentence(client):
    answer = client.get("/api/v1/no/such/thing")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["detail"].startswith("There is nothing")


def test_the_root_leads_to_the_page_for_people(client):
    assert client.get("/api/v1/").url == "/data/api/"


def test_no_page_of_the_library_is_served(client):
    assert client.get("/api/v1/docs").status_code == 404


@pytest.mark.parametrize(
    ("error", "status"), [(NotPossibleNow("/secret/place is gone"), 503), (KeyError("inside"), 500)]
)
def test_a_failure_of_ours_is_told_without_what_is_inside(client, error, status):
    with mock.patch.object(operations, "figures_of", side_effect=error):
        answer = client.get("/api/v1/areas/E00000001")
    assert answer.status_code == status
    assert answer.json()["detail"].endswith("Try again later.")
    assert "secret" not in answer.content.decode()
    assert "inside" not in answer.content.decode()
