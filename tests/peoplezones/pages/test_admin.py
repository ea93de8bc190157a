"""Every page of Wagtail's admin opens for an editor and asks no other web site for anything."""

import re
from urllib.parse import urlsplit

import pytest

from .admin_addresses import admin_addresses, one_of_each
from .factories import DocumentFactory, ImageFactory, RedirectFactory
from .reading import read
from .test_editors import form_of

# Plain links that Wagtail writes in places of their own; a browser follows them when somebody asks it to.
LINKS_OUT = {"guide.wagtail.org", "www.enable-javascript.com"}
LEADS_ON = re.compile(r"^/cms/pages/(\d+/add_subpage/)?$")


@pytest.fixture
def addresses(editor):
    ImageFactory()
    DocumentFactory()
    RedirectFactory()
    return admin_addresses(one_of_each())


def policy_of(answer):
    parts = [part.strip() for part in answer["Content-Security-Policy"].split(";")]
    return dict(part.split(" ", 1) for part in parts)


def preview_of(page):
    return f"/cms/pages/{page.pk}/view_draft/"


def is_outside(address):
    return bool(urlsplit(address).netloc)


def test_every_page_opens_and_loads_nothing_from_elsewhere(addresses, client):
    assert len(addresses) == len(set(addresses)) > 50
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == (302 if LEADS_ON.match(address) else 200), address
        if answer["Content-Type"].startswith("text/html"):
            page = read(answer)
            assert [load for load in page.loads if is_outside(load)] == [], address
            outside = {urlsplit(href).netloc for _words, href in page.links if is_outside(href)}
            assert outside <= LINKS_OUT | {"ico.org.uk"}, address


def test_inline_script_is_allowed_there_and_eval_is_not(editor, client):
    policy = policy_of(client.get("/cms/"))
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert "unsafe-eval" not in str(policy)


def test_the_dashboard_has_no_way_out(editor, client):
    answer = client.get("/cms/")
    html = answer.content.decode()
    assert "My settings" in html
    assert "guide.wagtail.org" not in html
    assert '"name": "help"' not in html


def test_the_preview_checks_accessibility_and_the_public_page_holds_none_of_it(editor, laid, client):
    assert "wagtail-userbar" not in client.get("/privacy/").content.decode()
    assert "wagtail-userbar" in client.get(preview_of(laid["privacy"])).content.decode()


def test_a_preview_may_stand_in_a_frame_of_ours_and_the_public_page_in_none(editor, laid, client):
    preview, page = client.get(preview_of(laid["people-zones"])), client.get("/")
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert policy_of(preview)["frame-ancestors"] == "'self'"
    assert policy_of(preview)["script-src"] == "'self' 'unsafe-inline'"
    assert page["X-Frame-Options"] == "DENY"
    assert policy_of(page)["frame-ancestors"] == "'none'"
    assert policy_of(page)["script-src"] == "'self'"


def test_what_is_typed_is_previewed_before_it_is_saved(editor, laid, client):
    page = laid["privacy"]
    address = f"/cms/pages/{page.pk}/edit/preview/"
    assert client.post(address, form_of(page, lede="Only typed so far.")).json()["is_valid"]
    assert "Only typed so far." in client.get(address, {"in_preview_panel": "true"}).content.decode()
    assert "Only typed so far." not in client.get("/privacy/").content.decode()
