from itertools import product

import mapbox_vector_tile
import pytest
from django.core.cache import cache, caches
from django.urls import NoReverseMatch, reverse

from peoplezones.config.settings import base
from peoplezones.places import queries, views
from peoplezones.ui import tiles
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, IndicatorValueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tiles_kept():
    cache.clear()


def test_the_page_of_an_area_shows_its_figures_with_source_and_what_is_made_up(client):
    area = AreaFactory()
    IndicatorValueFactory(area=area, indicator=IndicatorFactory(name="Reports", outcome="safe"), value=12.0)
    text = client.get(f"/areas/{area.code}/").content.decode()
    assert str(area) in text
    assert "12.0 per 1,000 people" in text
    assert "Made for the test, 2026" in text
    assert "illustrative" in text


def test_official_figures_carry_no_word_of_being_made_up(client):
    area = AreaFactory()
    IndicatorValueFactory(area=area, indicator=IndicatorFactory(is_official=True))
    assert "illustrative" not in client.get(f"/areas/{area.code}/").content.decode()


def test_an_area_without_figures_says_so(client):
    text = client.get(f"/areas/{AreaFactory().code}/").content.decode()
    assert "No figures have been loaded" in text


def test_an_unknown_code_is_not_found(client):
    assert client.get("/areas/E99999999/").status_code == 404


@pytest.mark.parametrize("code", ["%27", "E0000000%00", "E00000000%0A", "e00000000", "E000000001", "E٠٠٠٠٠٠٠٠"])
@pytest.mark.parametrize("address", ["/areas/{}/", "/choosing/why/{}/"])
def test_what_is_no_code_is_not_found_and_never_looked_up(client, code, address, count_queries):
    IndicatorValueFactory()
    with count_queries() as counted:
        assert client.get(address.format(code)).status_code == 404
    assert "places/queries.py:area" not in counted.by_function


def test_addresses_are_made_for_codes_and_digests_alone():
    assert reverse("places:area", args=["E00000000"]) == "/areas/E00000000/"
    assert reverse("places:tile", args=["0" * 32, 4, 0, 0]) == f"/tiles/{'0' * 32}/4/0/0.mvt"
    with pytest.raises(NoReverseMatch):
        reverse("places:tile", args=["0" * 31, 4, 0, 0])


def test_a_tile_is_kept_for_ever_since_its_address_names_its_content(client):
    area = AreaFactory(position=0)
    answer = client.get(f"/tiles/{area.boundary_set.digest}/8/127/83.mvt")
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert "immutable" in answer["Cache-Control"]
    [feature] = mapbox_vector_tile.decode(answer.content)["areas"]["features"]
    assert feature["properties"]["code"] == area.code


def test_a_tile_is_made_once(client, django_assert_num_queries):
    area = AreaFactory(position=0)
    address = f"/tiles/{area.boundary_set.digest}/8/127/83.mvt"
    first = client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).content == first.content


def test_tiles_can_push_nothing_out_of_the_cache_that_holds_the_limits(settings):
    # Names of their own: what other tests left in the shared store is no concern of this one.
    separate = {alias: {**settings.CACHES["default"], "LOCATION": f"apart-{alias}"} for alias in base.CACHES}
    settings.CACHES = separate
    digest = AreaFactory(position=0).boundary_set.digest
    address = (digest, 8, 127, 83)
    key = views._kept_tile(*address[:1], address[1:], tiles.tile_box(*address[1:]))
    assert key
    assert len(caches["tiles"]._cache) == 1
    assert not caches["default"]._cache
    places = [cache["LOCATION"] for cache in base.CACHES.values()]
    assert len(set(places)) == len(places) == 2


def test_an_empty_tile_is_answered_and_not_kept(client, django_assert_num_queries):
    area = AreaFactory(position=0)
    digest = area.boundary_set.digest
    queries.bounds_by_digest(digest)
    with django_assert_num_queries(0):
        answers = [client.get(f"/tiles/{digest}/8/{x}/{y}.mvt") for x, y in product(range(3), range(3))]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {views.NOTHING}
    inside = client.get(f"/tiles/{digest}/11/1017/669.mvt")  # inside the box of the set, where no area lies
    assert inside.content == views.NOTHING
    assert not caches["tiles"]._cache


def test_a_tile_of_a_set_that_was_replaced_meanwhile_is_not_found(client):
    boundary_set = AreaFactory(position=0).boundary_set
    address = f"/tiles/{boundary_set.digest}/8/127/83.mvt"
    queries.bounds_by_digest(boundary_set.digest)
    boundary_set.digest = "0" * 32
    boundary_set.save()
    assert client.get(address).status_code == 404


def test_a_visitor_waits_for_a_tile_that_another_is_cutting(client, monkeypatch):
    area = AreaFactory(position=0)
    key = f"tile:{area.boundary_set.digest}:(8,127,83)"
    caches["tiles"].set(f"{key}:cutting", True)
    naps = []

    def nap(seconds):
        naps.append(seconds)
        if len(naps) == 3:
            caches["tiles"].set(key, b"cut by the other")

    monkeypatch.setattr(views, "sleep", nap)
    assert client.get(f"/tiles/{area.boundary_set.digest}/8/127/83.mvt").content == b"cut by the other"
    assert len(naps) == 3


def test_a_visitor_who_has_waited_long_enough_cuts_the_tile(client, monkeypatch):
    area = AreaFactory(position=0)
    caches["tiles"].set(f"tile:{area.boundary_set.digest}:(8,127,83):cutting", True)
    naps = []
    monkeypatch.setattr(views, "sleep", naps.append)
    content = client.get(f"/tiles/{area.boundary_set.digest}/8/127/83.mvt").content
    assert mapbox_vector_tile.decode(content)["areas"]["features"]
    assert sum(naps) == pytest.approx(2)


@pytest.mark.parametrize(
    "address",
    [
        "/tiles/unknown/8/127/83.mvt",
        "/tiles/DIGEST/3/1/1.mvt",
        "/tiles/DIGEST/8/999/83.mvt",
        "/tiles/DIGEST/" + 99 * "9" + "/1/1.mvt",
    ],
)
def test_a_tile_that_does_not_exist_is_not_found(client, address):
    digest = AreaFactory().boundary_set.digest
    assert client.get(address.replace("DIGEST", digest)).status_code == 404
