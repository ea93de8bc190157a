import pytest
from django.urls import NoReverseMatch, reverse

from tests.peoplezones.places.factories import (
    AreaFactory,
    DatasetFactory,
    DistrictFactory,
    EvidenceFactory,
    IndicatorFactory,
    WardFactory,
    give,
)

pytestmark = pytest.mark.django_db


def figures(area, **more):
    return give(IndicatorFactory(name="Reports", outcome="safe", **more), {area: 12.0})


def test_the_page_of_an_area_shows_its_figures_with_source_and_what_is_made_up(client):
    area = AreaFactory()
    figures(area, dataset=DatasetFactory(name="Made for the test"))
    text = client.get(f"/areas/{area.code}/").content.decode()
    assert str(area) in text
    assert "12.0 per 1,000 people" in text
    assert "Made for the test" in text
    assert "illustrative" in text


def test_official_figures_carry_no_word_of_being_made_up(client):
    area = AreaFactory()
    figures(area, dataset=DatasetFactory(is_official=True))
    assert "illustrative" not in client.get(f"/areas/{area.code}/").content.decode()


def test_an_area_without_figures_says_so(client):
    text = client.get(f"/areas/{AreaFactory().code}/").content.decode()
    assert "No figures have been loaded" in text


@pytest.mark.parametrize("address", ["/areas/E99999999/", "/wards/E05999999/", "/districts/E06999999/"])
def test_an_unknown_code_is_not_found(client, address):
    AreaFactory()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("code", ["%27", "E0000000%00", "E00000000%0A", "e00000000", "E000000001", "E٠٠٠٠٠٠٠٠"])
@pytest.mark.parametrize("address", ["/areas/{}/", "/choosing/why/{}/"])
def test_what_is_no_code_is_not_found_and_never_looked_up(client, code, address, count_queries):
    figures(AreaFactory())
    with count_queries() as counted:
        assert client.get(address.format(code)).status_code == 404
    assert "places/queries.py:area" not in counted.by_function


def test_addresses_are_made_for_codes_and_digests_alone():
    assert reverse("places:area", args=["E00000000"]) == "/areas/E00000000/"
    assert reverse("places:tile", args=["0" * 32, 4, 0, 0]) == f"/tiles/{'0' * 32}/4/0/0.mvt"
    with pytest.raises(NoReverseMatch):
        reverse("places:tile", args=["0" * 31, 4, 0, 0])


@pytest.fixture
def town():
    """Two neighbourhoods of a ward, and one of the same district outside it."""
    ward = WardFactory()
    inside = [AreaFactory(ward=ward, population=1000), AreaFactory(ward=ward, population=3000)]
    outside = AreaFactory()
    indicator = figures(inside[0])
    give(indicator, {inside[1]: 20.0, outside: 40.0})
    return ward, inside, outside


def test_a_ward_shows_its_own_neighbourhoods_and_its_figures_weighed_by_people(client, town):
    ward, inside, outside = town
    text = client.get(f"/wards/{ward.code}/").content.decode()
    assert all(str(area) in text for area in inside)
    assert str(outside) not in text
    assert "18.0 per 1,000 people" in text  # (12 × 1,000 + 20 × 3,000) ÷ 4,000
    assert "About 4,000 people" in text


def test_a_district_shows_all_its_neighbourhoods_and_links_to_its_wards(client, town):
    ward, inside, outside = town
    text = client.get(f"/districts/{outside.district.code}/").content.decode()
    assert all(str(area) in text for area in [*inside, outside])
    assert f"/wards/{ward.code}/" in text


def test_documents_about_the_place_stand_beside_its_figures_and_others_do_not(client, town):
    _ward, inside, outside = town
    EvidenceFactory(title="Of everywhere")
    EvidenceFactory(title="Of here").areas.add(inside[0])
    EvidenceFactory(title="Of the district").districts.add(inside[0].district)
    EvidenceFactory(title="Of next door").areas.add(outside)
    EvidenceFactory(title="Of elsewhere").districts.add(DistrictFactory(code="E06000001"))
    text = client.get(f"/areas/{inside[0].code}/").content.decode()
    assert [title for title in ("Of everywhere", "Of here", "Of the district") if title not in text] == []
    assert "Of next door" not in text
    assert "Of elsewhere" not in text


def test_the_page_says_what_lies_furthest_from_the_rest_and_who_can_act_on_it(client):
    here, there = AreaFactory(population=1000), AreaFactory(population=1000)
    indicator = IndicatorFactory(name="Reports", denominator="population", per=1000, acted_on_by="Police, schools")
    give(indicator, {here: 90.0, there: 10.0})
    text = client.get(f"/areas/{here.code}/").content.decode()
    assert "Reports is furthest from it: 1.8 times as much. Who can act: Police, schools." in text
    assert "furthest" not in client.get(f"/areas/{there.code}/").content.decode()
