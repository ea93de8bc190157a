"""What robots, finders of flaws and browsers get beside the pages."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from peoplezones.foundation import clock

from .factories import ContentPageFactory, DocumentFactory, ImageFactory
from .test_front_page import make_zones


def test_browsers_find_the_icon_where_they_look_for_it(client):
    assert client.get("/favicon.ico").url == "/static/ui/img/mark.svg"


def test_robots_are_kept_from_the_workspace_and_shown_the_way(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /cms/" in lines
    assert "Disallow: /workspace/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_robots_are_kept_from_a_demo_altogether(client, settings):
    settings.PEOPLEZONES_DEMO = True
    assert client.get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


def test_the_site_map_lists_open_pages_and_zones(laid, client):
    make_zones(1)
    ContentPageFactory(parent=laid["about"], slug="draft", live=False)
    closed = ContentPageFactory(parent=laid["about"], slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    xml = answer.content.decode()
    for path in ("/", "/about/what-is-a-people-zone/", "/privacy/", "/zones/", "/zones/zone-000/", "/map/"):
        assert f"<loc>http://testserver{path}</loc>" in xml
    assert "draft" not in xml
    assert "closed" not in xml


def test_whom_to_tell_of_a_flaw_holds_for_less_than_a_year(client, settings):
    settings.CONTACT_EMAIL = "zones@example.org"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == "mailto:zones@example.org"
    left = dt.datetime.fromisoformat(lines["Expires"]) - clock.now()
    assert dt.timedelta(days=30) < left < dt.timedelta(days=365)


def test_a_picture_is_shown_and_kept(db, client):
    answer = client.get(ImageFactory().file.url)
    assert answer["Content-Type"] == "image/png"
    assert "max-age" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_a_document_comes_through_the_view_that_asks_who_may_read_it(db, client):
    document = DocumentFactory()
    assert b"".join(client.get(document.url).streaming_content) == b"A plan on one page."
    assert client.get(document.file.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["images/../documents/plan.txt", "images/../../settings.py", "images/nothing.png", "images/"]
)
def test_nothing_else_of_the_disk_is_shown(db, client, path):
    DocumentFactory()
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/favicon.ico", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/media/images/x"]
)
def test_nothing_can_be_sent_there(db, client, address):
    assert client.post(address).status_code == 405
