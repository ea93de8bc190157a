import mapbox_vector_tile
import pytest
from django.core.cache import cache

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
    assert client.get("/areas/%27/").status_code == 404


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


@pytest.mark.parametrize(
    "address", ["/tiles/unknown/8/127/83.mvt", "/tiles/DIGEST/3/1/1.mvt", "/tiles/DIGEST/8/999/83.mvt"]
)
def test_a_tile_that_does_not_exist_is_not_found(client, address):
    digest = AreaFactory().boundary_set.digest
    assert client.get(address.replace("DIGEST", digest)).status_code == 404
