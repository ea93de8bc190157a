"""The front page asks for a postcode, shows a few zones, and costs the same with many."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peoplezones.foundation import clock
from peoplezones.zones.models import Zone
from peoplezones.zones.states import Phase, ZoneState
from tests.peoplezones.accounts.factories import PartnershipFactory

from .reading import read


def make_zones(number):
    partnership = PartnershipFactory()
    Zone.objects.bulk_create(
        Zone(
            partnership=partnership,
            slug=f"zone-{n:03}",
            name=f"Zone {n:03}",
            summary=f"What zone {n:03} wants.",
            state=ZoneState.ACTIVE,
            phase=Phase.DELIVER,
            active_at=clock.now(),
            since=dt.date(2026, 1, 1),
        )
        for n in range(number)
    )


def queries_of(client, address="/"):
    client.get(address)  # the first fills Wagtail's cache of site roots
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_costs_the_same_with_3_zones_and_with_300(laid, client):
    make_zones(3)
    few = queries_of(client)
    Zone.objects.all().delete()
    make_zones(300)
    assert queries_of(client) == few
    assert few < 15


@pytest.mark.parametrize("address", ["/about/", "/about/what-is-a-people-zone/", "/privacy/"])
def test_pages_of_text_cost_little(laid, client, address):
    assert queries_of(client, address) < 15


def test_shows_six_zones_and_the_way_to_all(laid, client):
    make_zones(8)
    page = read(client.get("/"))
    shown = [href for _words, href in page.links if href.startswith("/zones/zone-")]
    assert shown == [f"/zones/zone-{n:03}/" for n in range(6)]
    assert ("See all zones", "/zones/") in page.links


def test_says_what_a_zone_wants_and_how_far_it_is(laid, client):
    make_zones(1)
    html = client.get("/").content.decode()
    assert "What zone 000 wants." in html
    assert '<strong class="govuk-tag">Under way</strong>' in html


def test_says_so_when_there_is_no_zone(laid, client):
    html = client.get("/").content.decode()
    assert "There is no zone yet" in html
    assert "See all zones" not in html


def test_the_postcode_box_asks_the_look_up_by_get(laid, client):
    html = client.get("/").content.decode()
    form = html[html.index("<form") : html.index("</form>")]
    assert 'method="get" action="/postcode/"' in form
    assert 'name="q"' in form
    assert 'for="postcode-box"' in form
    assert html.count('class="govuk-button"') == 1
    assert client.get("/postcode/", {"q": "nonsense"}).status_code == 200
