import pytest
from django.core.cache import cache
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from peoplezones.foundation import clock
from peoplezones.pages.actions import lay_foundation_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_laid():
    cache.clear()
    lay_foundation_pages(by=None, now=clock.now())
    yield
    cache.clear()


def test_the_site_of_a_host_is_asked_for_once_a_minute(client):
    from django.db import connection

    client.get("/about/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/about/").status_code == 200
    assert not any("wagtailcore_site" in query["sql"] for query in queries)


def test_another_host_is_told_apart(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.get("/about/")
    Site.objects.create(hostname="other.example", root_page=Site.objects.get().root_page.get_children()[0])
    assert client.get("/about/", headers={"host": "other.example"}).status_code == 404
    assert client.get("/about/").status_code == 200
