from itertools import product

import mapbox_vector_tile
import pytest
from django.core.cache import cache, caches

from peoplezones.config.settings import base
from peoplezones.places import queries
from peoplezones.places.views import tiles as view
from peoplezones.ui import tiles
from tests.peoplezones.places.factories import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tiles_kept():
    cache.clear()


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
    key = view._kept_tile(*address[:1], address[1:], tiles.tile_box(*address[1:]))
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
    assert {answer.content for answer in answers} == {view.NOTHING}
    inside = client.get(f"/tiles/{digest}/11/1017/669.mvt")  # inside the box of the set, where no area lies
    assert inside.content == view.NOTHING
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

    monkeypatch.setattr(view, "sleep", nap)
    assert client.get(f"/tiles/{area.boundary_set.digest}/8/127/83.mvt").content == b"cut by the other"
    assert len(naps) == 3


def test_a_visitor_who_has_waited_long_enough_cuts_the_tile(client, monkeypatch):
    area = AreaFactory(position=0)
    caches["tiles"].set(f"tile:{area.boundary_set.digest}:(8,127,83):cutting", True)
    naps = []
    monkeypatch.setattr(view, "sleep", naps.append)
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
