import mapbox_vector_tile
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from peoplezones.ui import tiles

LEICESTER = shapely.box(-1.20, 52.60, -1.10, 52.66)


def decoded(content):
    layer = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    return layer.get(tiles.LAYER, {"features": []})["features"]


def test_the_whole_world_is_one_tile():
    west, south, east, north = tiles.tile_box(0, 0, 0)
    assert (west, east) == (-180, 180)
    assert north == pytest.approx(85.0511, abs=1e-4)
    assert south == pytest.approx(-85.0511, abs=1e-4)


@pytest.mark.parametrize(("z", "x", "y"), [(-1, 0, 0), (3, 8, 0), (3, 0, 8), (23, 0, 0), (2, -1, 0)])
def test_a_tile_outside_the_scheme_is_refused(z, x, y):
    with pytest.raises(ValueError, match="no tile"):
        tiles.tile_box(z, x, y)


@given(st.integers(0, 14), st.data())
def test_neighbouring_tiles_share_their_edge(z, data):
    last = 2**z - 1
    x, y = data.draw(st.integers(0, last)), data.draw(st.integers(0, last))
    west, south, east, north = tiles.tile_box(z, x, y)
    assert west < east
    assert south < north
    if x < last:
        assert tiles.tile_box(z, x + 1, y)[0] == east
    if y < last:
        assert tiles.tile_box(z, x, y + 1)[3] == south


def test_a_shape_lands_where_web_mercator_puts_it():
    # Worked by hand at zoom 8: x = (-1.2 + 180) / 360 · 256 = 127.1467; from the tile's left edge .1467 · 4096 = 601.
    [feature] = decoded(tiles.encode(8, 127, 83, [tiles.TileFeature(7, LEICESTER, {"code": "E1"})]))
    [ring] = feature["geometry"]["coordinates"]
    assert feature["id"] == 7
    assert feature["properties"] == {"code": "E1"}
    assert min(x for x, _ in ring) == 601
    assert max(x for x, _ in ring) == 892  # (-1.1 + 180) / 360 · 256 = 127.21778


def test_shapes_elsewhere_are_left_out_and_an_empty_tile_is_a_tile():
    assert decoded(tiles.encode(8, 10, 10, [tiles.TileFeature(0, LEICESTER, {})])) == []


def test_what_crosses_the_edge_is_cut_a_little_beyond_it():
    wide = shapely.box(-10, 50, 10, 55)
    [feature] = decoded(tiles.encode(8, 127, 83, [tiles.TileFeature(0, wide, {})]))
    [ring] = feature["geometry"]["coordinates"]
    assert {x for x, _ in ring} == {-64, 4160}


def test_far_out_there_are_fewer_corners_and_no_gap_between_neighbours():
    wiggly = [(-1.15 + 0.0005 * (row % 2), 52.60 + row * 0.001) for row in range(61)]
    left = shapely.Polygon([(-1.2, 52.6), *wiggly, (-1.2, 52.66)])
    right = shapely.Polygon([(-1.1, 52.6), *wiggly, (-1.1, 52.66)])
    features = [tiles.TileFeature(0, left, {}), tiles.TileFeature(1, right, {})]
    far = decoded(tiles.encode(6, 31, 20, features))
    edges = [set(map(tuple, feature["geometry"]["coordinates"][0])) for feature in far]
    assert len(edges[0]) < 10
    assert len(edges[0] & edges[1]) >= 2
    near = decoded(tiles.encode(11, 1017, 670, features))
    assert sum(len(feature["geometry"]["coordinates"][0]) for feature in near) > 30


def test_lines_and_points_beside_an_area_are_left_out():
    odd = shapely.GeometryCollection([LEICESTER, shapely.Point(-1.1, 52.6), shapely.LineString([(0, 0), (1, 1)])])
    whole = decoded(tiles.encode(8, 127, 83, [tiles.TileFeature(0, LEICESTER, {})]))
    assert decoded(tiles.encode(8, 127, 83, [tiles.TileFeature(0, odd, {})])) == whole
