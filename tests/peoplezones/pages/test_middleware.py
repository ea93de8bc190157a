import pytest
from django.core.cache import cache, caches
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from peoplezones.config.settings import base
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


def test_names_of_hosts_push_nothing_out_of_the_cache_that_holds_the_limits(client, settings):
    settings.CACHES = {alias: {**settings.CACHES["default"], "LOCATION": alias} for alias in base.CACHES}
    settings.CACHES["sites"]["OPTIONS"] = base.CACHES["sites"]["OPTIONS"]
    for port in range(8000, 8150):
        client.get("/about/", headers={"host": f"testserver:{port}"})
    assert 0 < len(caches["sites"]._cache) <= 100
    assert not any("site:" in key for key in caches["default"]._cache)


def test_another_host_is_told_apart(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.get("/about/")
    Site.objects.create(hostname="other.example", root_page=Site.objects.get().root_page.get_children()[0])
    assert client.get("/about/", headers={"host": "other.example"}).status_code == 404
    assert client.get("/about/").status_code == 200
