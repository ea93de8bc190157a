"""The page of a boundary drawn by hand: what was typed comes back, and no line is too large for one page."""

import pytest

from peoplezones.places.analysis import drawing
from tests.peoplezones.places.factories import AreaFactory, IndicatorFactory, give

pytestmark = pytest.mark.django_db

AROUND_TWO = "-1.201,52.599 -1.18,52.599 -1.18,52.611 -1.201,52.611"


@pytest.fixture
def squares():
    areas = [AreaFactory(position=place, population=1000) for place in range(3)]
    give(IndicatorFactory(name="Reports"), dict(zip(areas, (10.0, 20.0, 90.0), strict=True)))
    return areas


def test_a_posted_line_becomes_an_address_that_gives_the_same_profile_to_everybody(client, squares):
    answer = client.post("/draw/", {"corners": AROUND_TWO.replace(" ", "\n")})
    assert answer.status_code == 302
    text = client.get(answer.url).content.decode()
    assert "About 2,000 people live here" in text
    assert "15.0 per 1,000 people" in text
    assert all(area.code in text for area in squares[:2])
    assert f"/areas/{squares[2].code}/" not in text


def test_a_line_over_too_many_areas_is_refused_and_kept(client, squares, monkeypatch):
    monkeypatch.setattr(drawing, "MOST_AREAS", 1)
    answer = client.get("/draw/", {"corners": AROUND_TWO})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "reaches over more than 1 neighbourhoods" in text
    assert "-1.201,52.599" in text


def test_before_there_are_boundaries_there_is_nothing_to_draw_on(client):
    assert client.get("/draw/").status_code == 404
