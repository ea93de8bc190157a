import pytest

pytestmark = pytest.mark.django_db


def test_the_place_where_one_is_is_marked(client):
    text = client.get("/zones/").content.decode()
    assert '<a href="/zones/" aria-current="true">Zones</a>' in text
    assert '<a href="/map/">Map</a>' in text
