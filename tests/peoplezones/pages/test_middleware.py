import pytest
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from peoplezones.foundation import clock
from peoplezones.pages.actions import lay_foundation_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_laid():
    lay_foundation_pages(by=None, now=clock.now())


def asked_for_sites(client, address):
    from django.db import connection

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries if "wagtailcore_site" in query["sql"]]


def test_the_only_site_is_found_by_one_plain_query(client):
    client.get("/about/")  # Wagtail keeps the addresses of its roots from here on
    [sql] = asked_for_sites(client, "/about/")
    assert "CASE" not in sql


def test_another_host_is_told_apart_as_soon_as_it_has_a_site(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert client.get("/about/", headers={"host": "other.example"}).status_code == 200
    Site.objects.create(hostname="other.example", root_page=Site.objects.get().root_page.get_children()[0])
    assert client.get("/about/", headers={"host": "other.example"}).status_code == 404
    assert client.get("/about/").status_code == 200
