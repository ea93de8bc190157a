import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peoplezones.accounts import roles
from peoplezones.zones import queries
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.accounts.walks import sign_in_fully
from tests.peoplezones.places.factories import AreaFactory, square
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
PAGE = "/workspace/zones/mill-lane/boundary/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def areas():
    return [AreaFactory(position=place, local_name=f"Mill {place}") for place in range(3)]


@pytest.fixture
def zone(client, areas):
    sign_in_fully(client, PersonFactory(holding=[roles.PROGRAMME_TEAM]))
    return ZoneFactory(name="Mill Lane", slug="mill-lane", areas=areas[:1])


def test_the_page_shows_the_line_and_every_line_so_far(client, zone, areas):
    given = {"areas": [areas[1].code], "since": "2026-02-01", "save": "yes"}
    assert client.post(f"{PAGE}areas/", given).status_code == 302
    text = text_of(client.get(PAGE))
    assert "1 February 2026" in text
    assert "5 January 2026" in text
    assert "Mill 1" in text
    assert len(client.get(f"{PAGE}outline.geojson").json()["features"]) == 1


def test_neighbourhoods_are_looked_for_and_what_is_ticked_stays_ticked(client, zone, areas):
    answer = client.post(f"{PAGE}areas/", {"look": "yes", "name": "mill 2", "areas": [areas[1].code]})
    assert answer.status_code == 200
    text = text_of(answer)
    assert f'value="{areas[1].code}" id="id_areas_0" checked' in text
    assert f'value="{areas[2].code}" id="id_areas_1">' in text
    assert "No neighbourhood fits" in text_of(client.post(f"{PAGE}areas/", {"look": "yes", "name": "nowhere"}))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"since": "2026-02-01"}, "at least one area"),
        ({"since": "soon", "areas": []}, "Type the day as"),
        ({"since": "2026-02-01", "areas": ["E99999999"]}, "do not know one of these"),
    ],
)
def test_no_or_unknown_neighbourhoods_and_days_are_refused(client, zone, given, says):
    answer = client.post(f"{PAGE}areas/", given | {"save": "yes"})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert zone.boundary_versions.count() == 1


def test_a_line_is_drawn_by_its_corners(client, zone, areas):
    corners = "-1.2, 52.6\n-1.18, 52.6\n-1.18, 52.61\n-1.2, 52.61"
    assert client.post(f"{PAGE}drawn/", {"corners": corners, "since": "2026-02-01"}).status_code == 302
    assert queries.boundary(zone).how == "drawn"
    assert set(queries.shares_of(zone)) == {areas[0].code, areas[1].code}
    answer = client.post(f"{PAGE}drawn/", {"corners": "-1.2, 52.6", "since": "2026-02-01"})
    assert answer.status_code == 422
    assert "at least three corners" in text_of(answer)
    assert "-1.2, 52.6" in text_of(answer)


def upload(client, name, content):
    given = {"file": SimpleUploadedFile(name, content), "since": "2026-02-01"}
    return client.post(f"{PAGE}file/", given)


def geojson(*geometries):
    features = [{"type": "Feature", "properties": {}, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_line_comes_from_a_file_of_one_or_several_shapes(client, zone, areas, settings, tmp_path):
    settings.UPLOADS = tmp_path
    assert upload(client, "zone.geojson", geojson(square(0), square(1))).status_code == 302
    line = queries.boundary(zone)
    assert (line.how, line.source) == ("imported", "zone.geojson")
    assert set(queries.shares_of(zone)) == {areas[0].code, areas[1].code}
    assert list(tmp_path.iterdir()) == []


def zipped(name):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "hello")
    return content.getvalue()


POINT = {"type": "Point", "coordinates": [-1.2, 52.6]}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("zone.geojson", geojson(square(0), POINT, None), "shape 3"),
        ("zone.geojson", geojson(POINT), "an outline that holds ground"),
        ("zone.geojson", b"{", "not a whole GeoJSON file"),
        ("zone.gpkg", b"nothing of the kind", "not what its name says"),
        ("zone.zip", zipped("notes.txt"), "holds no boundaries"),
        ("zone.zip", zipped("zone.shp"), "Missing: zone.shx, zone.dbf"),
        ("zone.txt", b"hello", "Give GeoJSON"),
        ("zone.geojson", geojson(square(400)), "Nothing of our map"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_changes_nothing(client, zone, settings, tmp_path, name, content, says):
    settings.UPLOADS = tmp_path
    answer = upload(client, name, content)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert zone.boundary_versions.count() == 1
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_takes_in_far_too_many_people_is_asked_for_twice(client, zone):
    crowd = AreaFactory(position=9, local_name="Crowd", population=90_000)
    given = {"areas": [crowd.code], "since": "2026-02-01", "save": "yes"}
    first = client.post(f"{PAGE}areas/", given)
    assert first.status_code == 422
    assert "about 90,000 people" in text_of(first)
    assert "I have looked again: this is the line" in text_of(first)
    assert "Crowd" not in text_of(client.get(PAGE))
    assert client.post(f"{PAGE}areas/", {**given, "sure": "on"}).status_code == 302
    assert "Crowd" in text_of(client.get(PAGE))


def test_a_line_that_meets_another_zone_is_asked_for_twice(client, zone, areas):
    ZoneFactory(name="Canal Side", slug="canal-side", areas=[areas[2]], state="active", phase="deliver")
    given = {"areas": [areas[2].code], "since": "2026-02-01", "save": "yes"}
    assert "It meets another zone: Canal Side." in text_of(client.post(f"{PAGE}areas/", given))
    assert "looked again" not in text_of(client.get(f"{PAGE}areas/"))
