import json
from re import findall

import pytest

from peoplezones.places.models import BoundarySet
from tests.peoplezones.places.api.described import faults
from tests.peoplezones.places.factories import AreaFactory, DistrictFactory, IndicatorFactory, WardFactory, give

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "/api/v1/areas": "/api/v1/areas?per_page=2",
    "/api/v1/areas/{code}": "/api/v1/areas/E00000001",
    "/api/v1/areas/{code}/boundary": "/api/v1/areas/E00000001/boundary",
    "/api/v1/indicators": "/api/v1/indicators",
    "/api/v1/indicators/{key}": "/api/v1/indicators/reports",
    "/api/v1/indicators/{key}/values": "/api/v1/indicators/reports/values",
    "/api/v1/datasets": "/api/v1/datasets",
}


@pytest.fixture(autouse=True)
def loaded():
    areas = [AreaFactory(position=place, code=f"E{place:08d}", population=1000) for place in range(5)]
    areas[1].ward = WardFactory()
    areas[1].save()
    areas[4].district = DistrictFactory(code="E07000098", name="Oldshire")
    areas[4].save()
    give(IndicatorFactory(key="reports", denominator="population", per=1000), dict.fromkeys(areas[:4], 10.0))
    give(IndicatorFactory(key="score", outcome="", polarity="none"), {areas[0]: 1.25})


def got(client, address: str, status: int = 200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return answer.json()


def described(client):
    return got(client, "/api/v1/openapi.json")


def test_every_address_is_described_with_summary_licence_and_kinds_of_answers(client):
    paths = described(client)["paths"]
    assert set(paths) == set(ADDRESSES)
    for path, methods in paths.items():
        assert set(methods) == {"get"}, path
        told = methods["get"]
        assert told["operationId"].isalpha()
        assert told["summary"]
        assert "icen" in told["description"], path
        assert "200" in told["responses"]
        for parameter in told.get("parameters", []):
            assert parameter["schema"]["description"], (path, parameter["name"])
            assert parameter["schema"]["examples"], (path, parameter["name"])


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_is_as_described(client, path):
    whole = described(client)
    answer = client.get(ADDRESSES[path])
    content = whole["paths"][path]["get"]["responses"]["200"]["content"]
    media = answer["Content-Type"].partition(";")[0]
    assert faults(json.loads(answer.content), content[media]["schema"], whole) == []


@pytest.mark.parametrize("address", ["/api/v1/areas/E99999999", "/api/v1/indicators/x", "/api/v1/areas?per_page=0"])
def test_an_error_is_one_sentence_as_described(client, address):
    whole = described(client)
    answer = client.get(address)
    assert faults(answer.json(), whole["components"]["schemas"]["Problem"], whole) == []
    assert answer.json()["detail"].endswith(".")


def test_the_page_for_people_tells_of_every_address(client):
    text = client.get("/data/api/").content.decode()
    for path in described(client)["paths"]:
        assert f"<code>{path}</code>" in text


def test_every_example_of_the_page_answers(client):
    examples = findall(r'href="(/api/v1/[^"]+)"', client.get("/data/api/").content.decode())
    assert len(examples) == len(ADDRESSES) + 1
    for address in examples:
        got(client, address.replace("&amp;", "&"))


def test_areas_come_in_pages_in_map_order(client):
    codes = []
    address = "/api/v1/areas?per_page=2"
    while address:
        page = got(client, address)
        assert (page["count"], page["per_page"]) == (5, 2)
        codes += [one["code"] for one in page["items"]]
        address = page["next"]
    assert codes == [f"E{place:08d}" for place in range(5)]
    assert got(client, "/api/v1/areas?page=99")["items"] == []


def test_areas_of_one_district(client):
    page = got(client, "/api/v1/areas?district=E07000098")
    assert [one["code"] for one in page["items"]] == ["E00000004"]
    assert page["items"][0]["district"] == {"code": "E07000098", "name": "Oldshire"}


def test_an_area_has_its_ward_and_every_indicator_also_those_not_known(client):
    one = got(client, "/api/v1/areas/E00000001")
    assert one["ward"] == {"code": "E05000099", "name": "Mill End"}
    figures = {figure["indicator"]: figure for figure in one["figures"]}
    assert (figures["reports"]["value"], figures["reports"]["count"]) == (10, 10)
    assert figures["score"]["value"] is None
    assert figures["score"]["note"] == "illustrative; not known"


def test_a_boundary_is_geojson(client):
    answer = client.get("/api/v1/areas/E00000001/boundary")
    assert answer["Content-Type"] == "application/geo+json"
    assert answer.json()["geometry"]["type"] == "Polygon"
    assert answer.json()["properties"]["licence"] == "None"


def test_values_of_a_district_are_those_of_its_areas(client):
    whole = got(client, "/api/v1/indicators/reports/values")
    assert [one["value"] for one in whole["items"]] == [10, 10, 10, 10, None]
    assert whole["illustrative"] is True
    assert whole["window"] == ["2026", "2026"]
    page = got(client, "/api/v1/indicators/reports/values?district=E06000099&page=2&per_page=3")
    assert (page["count"], [one["code"] for one in page["items"]]) == (4, ["E00000003"])


def test_before_boundaries_are_loaded_there_are_no_values(client):
    BoundarySet.objects.update(is_current=False)
    assert got(client, "/api/v1/areas")["items"] == []
    assert "No boundaries" in got(client, "/api/v1/indicators/reports/values", 404)["detail"]


@pytest.mark.parametrize("code", ["%00", "E0000000%00", "e00000001", "E000000011", "'"])
def test_what_is_no_code_is_not_found(client, code):
    got(client, f"/api/v1/areas/{code}", 404)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_asks_as_often_with_many_rows(client, count_queries, path):
    def asked():
        client.get(ADDRESSES[path])
        with count_queries() as counted:
            got(client, ADDRESSES[path])
        return counted.total

    few = asked()
    for number in range(40):
        AreaFactory(position=10 + number, code=f"E{10 + number:08d}")
        IndicatorFactory(key=f"more-{number}", dataset=IndicatorFactory._meta.model.objects.get(key="reports").dataset)
    assert asked() == few
    assert few <= 6
