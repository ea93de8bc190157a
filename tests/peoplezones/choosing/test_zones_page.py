"""Zones that are proposed: connected, inside the wished size, the best first; page, outlines and download agree."""

import csv
import io
import json
import re

import pytest
import shapely

from peoplezones.choosing import analysis
from peoplezones.choosing.analysis import zoning
from peoplezones.choosing.presenters.zones import how_good
from tests.peoplezones.places.factories import AreaFactory, DistrictFactory, IndicatorFactory, give, square
from tests.peoplezones.zones.factories import ZoneFactory
from zonelab.regions import Zone

pytestmark = pytest.mark.django_db

ZONES = "/choosing/zones/"
WISHES = {"low": 3000, "high": 3000, "many": 2}


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def row_of_areas():
    """Eight squares in a row, 1,500 people each, the fifth and sixth across the border of a district.

    By hand: need orders of eight are 6.25, 18.75, … 93.75. The best pair of neighbours is 4 and 5 (7th and 8th),
    then 1 and 2 (6th and 5th).
    """
    other = DistrictFactory(code="E06000098", name="Otherland")
    made = [
        AreaFactory(
            position=position,
            code=f"E0000020{position}",
            local_name=f"Place {position}",
            district=other if position >= 5 else DistrictFactory(),
        )
        for position in range(8)
    ]
    needs = [1.0, 6.0, 5.0, 2.0, 7.0, 8.0, 3.0, 4.0]
    give(IndicatorFactory(key="reports", outcome="safe"), dict(zip(made, needs, strict=True)))
    return made


def codes_of(answer):
    return [[row["name"].split(" (")[0] for row in one["areas"]] for one in answer.context["proposals"]]


def test_the_best_connected_zones_of_the_size_are_proposed_the_best_first(client, row_of_areas):
    answer = client.get(ZONES, WISHES)
    assert codes_of(answer) == [["Place 5", "Place 4"], ["Place 1", "Place 2"]]
    first, second = answer.context["proposals"]
    assert (first["name"], first["people"], first["need"]) == ("1. Around Place 5", "3,000", "87.5")
    assert (first["districts"], second["districts"]) == ("Otherland, Testshire", "Testshire")
    assert second["need"] == "62.5"
    text = text_of(answer)
    assert "Neighbours joined to zones of 3,000 to 3,000 people" in text
    assert "No other zone of this size has more need a person: that is proven." in text
    west, _south, east, _north = answer.context["map"].bounds
    assert west < -1.2 + 1 * 0.01 < -1.2 + 6 * 0.01 < east


def test_other_weights_propose_other_zones(client, row_of_areas):
    give(IndicatorFactory(key="income", outcome="resources"), {area: -area.position for area in row_of_areas})
    assert codes_of(client.get(ZONES, WISHES | {"resources": 100}))[0] == ["Place 0", "Place 1"]


def test_one_district_alone_or_without_the_zones_that_are_there(client, row_of_areas):
    assert codes_of(client.get(ZONES, WISHES | {"district": "E06000098", "many": 1})) == [["Place 5", "Place 6"]]
    ZoneFactory(slug="there", areas=row_of_areas[4:5])
    assert codes_of(client.get(ZONES, WISHES | {"new": "on", "many": 1})) == [["Place 1", "Place 2"]]
    assert codes_of(client.get(ZONES, WISHES | {"many": 1})) == [["Place 5", "Place 4"]]


def test_fewer_than_asked_and_none_at_all_are_said_with_what_to_do(client, row_of_areas):
    text = text_of(client.get(ZONES, {"low": 6000, "high": 7000, "many": 3}))
    assert "Only 1 zone was found: what is left is too small, or does not hang together." in text
    answer = client.get(ZONES, {"low": 19000, "high": 20000})
    assert "No zone of that size hangs together here. Widen the range of people" in text_of(answer)
    assert answer.context["proposals"] == []
    assert "Download the outlines" not in text_of(answer)


def test_areas_that_touch_by_a_corner_alone_are_no_zone(client):
    made = [AreaFactory(position=place, boundary=json.dumps(square(place, place))) for place in range(2)]
    give(IndicatorFactory(outcome="safe"), dict(zip(made, [1.0, 2.0], strict=True)))
    assert "No zone of that size hangs together" in text_of(client.get(ZONES, WISHES))


def test_an_area_without_a_score_is_in_no_zone(client, row_of_areas):
    give(IndicatorFactory(outcome="well"), {area: 1.0 for area in row_of_areas if area.position != 5})
    named = codes_of(client.get(ZONES, WISHES))
    assert all("Place 5" not in one for one in named)


@pytest.mark.parametrize(
    ("query", "told", "used"),
    [
        ({"low": "abc"}, "Enter the smallest number of people as a whole number", (8000, 12000)),
        ({"high": "1.5"}, "Enter the largest number of people as a whole number", (8000, 12000)),
        ({"low": "10"}, "A zone must hold 1,000 people or more", (8000, 12000)),
        ({"high": "60000"}, "A zone must hold 20,000 people or fewer", (8000, 12000)),
        ({"low": "9000", "high": "4000"}, "must not be below the smallest", (8000, 12000)),
        ({"low": "13000"}, "must not be below the smallest", (8000, 12000)),
        ({"many": "0"}, "Ask for 1 zone or more", (8000, 12000)),
        ({"many": "11", "low": "2000"}, "Ask for 10 zones or fewer", (2000, 12000)),
    ],
)
def test_wishes_that_make_no_sense_are_kept_and_explained(client, row_of_areas, query, told, used):
    answer = client.get(ZONES, query | {"safe": 100})
    assert told in text_of(answer)
    for value in query.values():
        assert f'value="{value}"' in answer.content.decode()
    assert answer.context["form"].people == used
    assert "Until the weights are mended" not in text_of(answer)
    assert "<title>Error:" in answer.content.decode()


def test_weights_that_make_no_sense_are_explained_and_equal_ones_used(client, row_of_areas):
    text = text_of(client.get(ZONES, {"safe": "x"}))
    assert "Enter a whole number from 0 to 100 for “Safe”" in text
    assert "Until the weights are mended, all four count the same." in text


def test_the_address_leads_from_the_list_to_the_zones_and_back(client, row_of_areas):
    listed = client.get("/choosing/", {"safe": 70, "resources": 30, "k": 3, "district": "E06000098"})
    assert f"{ZONES}?{listed.context['address']}".replace("&", "&amp;") in listed.content.decode()
    query = {"safe": 70, "low": 2000, "high": 5000, "many": 1, "new": "on", "k": 3}
    answer = client.get(ZONES, query)
    again = client.get(f"{ZONES}?{answer.context['address']}")
    assert again.context["proposals"] == answer.context["proposals"]
    assert again.context["address"] == answer.context["address"]
    assert client.get(answer.context["crumbs"][0][1]).context["form"].top == 3


def test_the_outlines_are_the_unions_of_the_areas(client, row_of_areas):
    answer = client.get("/choosing/zones.geojson", WISHES)
    assert answer["Content-Type"] == "application/geo+json"
    first, second = answer.json()["features"]
    assert first["properties"]["name"] == "1. Around Place 5"
    assert first["properties"]["areas"] == ["E00000204", "E00000205"]
    assert first["properties"]["population"] == 3000
    assert first["properties"]["better_by_at_most_percent"] == 0
    union = shapely.union_all([shapely.from_geojson(area.boundary) for area in row_of_areas[4:6]])
    assert shapely.from_geojson(json.dumps(first["geometry"])).symmetric_difference(union).area < 1e-9
    assert second["properties"]["districts"] == ["Testshire"]
    assert client.get("/choosing/zones.geojson", {"low": 19000, "high": 20000}).json()["features"] == []


def test_the_download_holds_every_neighbourhood_of_every_proposal(client, row_of_areas):
    answer = client.get("/choosing/zones.csv", WISHES)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["code"] for row in rows] == ["E00000205", "E00000204", "E00000201", "E00000202"]
    assert {row["zone_population"] for row in rows} == {"3000"}
    assert (rows[0]["score"], rows[0]["rank"], rows[0]["figures"]) == ("93.75", "1", "illustrative")
    assert len(client.get("/choosing/zones.csv", {"low": 19000, "high": 20000}).content.decode().splitlines()) == 1


def test_the_same_wishes_are_searched_once_and_answered_the_same(client, row_of_areas, monkeypatch):
    first = client.get(ZONES, WISHES).context["proposals"]
    zoning._found.clear()
    assert client.get(ZONES, WISHES).context["proposals"] == first

    def fail(*args, **kwargs):
        raise AssertionError("searched again")

    monkeypatch.setattr(zoning, "search_zones", fail)
    client.get(ZONES, WISHES)
    client.get("/choosing/zones.geojson", WISHES)
    with pytest.raises(AssertionError, match="searched again"):
        client.get(ZONES, WISHES | {"many": 1})


def test_a_search_is_given_a_few_seconds_and_no_more(client, row_of_areas, monkeypatch):
    given = {}

    def note(*args, **how):
        given.update(how)
        raise zoning.ZoneSearchError("none")

    monkeypatch.setattr(zoning, "search_zones", note)
    client.get(ZONES, {"low": 1234, "high": 5678})
    assert given["seconds"] <= 3
    assert given["way"] == "exact"
    assert (given["low"], given["high"]) == (1234, 5678)
    monkeypatch.setattr(zoning, "MOST_PROVEN", 1)
    client.get(ZONES, {"low": 1234, "high": 5679})
    assert given["way"] == "fast", "proofs of a large map would take too long"


def zone(gap, objective=50.0):
    bound = objective / (1 - gap) if gap < 1 else float("inf")
    return Zone("Zone 1", ("A",), 1.0, objective, 0.0, 0.0, objective, bound, gap)


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.0, "that is proven"),
        (0.0005, "at most 0.1% more need"),
        (0.2, "at most 25.0% more need"),
        (float("inf"), "could not be worked out in time"),
    ],
)
def test_how_far_from_the_best_a_zone_can_be_is_said(gap, words):
    assert words in how_good(zone(gap), 1)
    assert words in how_good(zone(gap), 2)


def test_a_later_zone_is_the_best_of_what_is_left_alone():
    assert how_good(zone(0.0), 2).startswith("Of the neighbourhoods left")
    assert not how_good(zone(0.0), 1).startswith("Of the neighbourhoods left")


def test_with_nothing_loaded_the_page_says_what_comes_first(client):
    for _ in range(2):
        assert "No figures have been loaded yet" in text_of(client.get(ZONES))
        assert client.get("/choosing/zones.geojson").status_code == 404
        assert client.get("/choosing/zones.csv").status_code == 404
        AreaFactory()


def test_where_no_area_has_a_score_there_is_nothing_to_propose(client):
    one, two = AreaFactory(position=0), AreaFactory(position=1)
    give(IndicatorFactory(outcome="safe"), {one: 1.0})
    give(IndicatorFactory(outcome="well"), {two: 1.0})
    assert "No neighbourhood has a score under these weights" in text_of(client.get(ZONES))


def test_neighbours_are_worked_out_once_for_the_same_boundaries(client, row_of_areas, monkeypatch):
    client.get(ZONES, WISHES)

    def fail(*args):
        raise AssertionError("laid out again")

    monkeypatch.setattr(zoning, "contiguity", fail)
    client.get(ZONES, WISHES | {"many": 1})
    scored = analysis.scored(type(row_of_areas[0].boundary_set).objects.get(), {"safe": 1})
    assert analysis.zones(scored, analysis.Wishes(3000, 3000, 1)) is not None


@pytest.mark.parametrize("address", [ZONES, "/choosing/zones.geojson", "/choosing/zones.csv"])
def test_while_others_search_a_visitor_is_asked_to_come_back_and_holds_nobody_up(
    client, row_of_areas, monkeypatch, address
):
    monkeypatch.setattr(zoning, "LONGEST_WAIT", 0.01)
    with zoning._lock:
        answer = client.get(address, WISHES)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "30"
    assert "Others are looking for zones" in text_of(answer)
    assert client.get(address, WISHES).status_code == 200
