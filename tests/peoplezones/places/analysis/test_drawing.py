import json

import pytest
import shapely
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peoplezones.places.analysis import parts_within
from tests.peoplezones.places.analysis.made_up_figures import code, squares
from tests.peoplezones.places.factories import PostcodeFactory

pytestmark = pytest.mark.django_db

WEST, SOUTH, SIDE = -1.2, 52.6, 0.01  # of the squares


def box(from_column, to_column, from_row=0.0, to_row=1.0):
    """A rectangle in numbers of squares: the first square goes from 0 to 1."""
    return shapely.box(
        WEST + from_column * SIDE, SOUTH + from_row * SIDE, WEST + to_column * SIDE, SOUTH + to_row * SIDE
    )


def within(areas, shape):
    return {part.code: (round(part.share, 3), part.basis) for part in parts_within(areas[0].boundary_set, shape)}


def postcodes(area, *inside):
    """Points at these parts of the way through the square from west to east."""
    for number, way in enumerate(inside):
        PostcodeFactory(
            postcode=f"ZZ{area.position}{number}AA",
            area=area,
            longitude=area.west + way * SIDE,
            latitude=area.south + SIDE / 2,
        )


def test_areas_that_lie_inside_are_whole_and_come_in_map_order():
    areas = squares(1000, 1000, 1000)
    assert within(areas, box(-0.5, 2.0, -1, 2)) == {code(1): (1, "whole"), code(2): (1, "whole")}
    assert [part.code for part in parts_within(areas[0].boundary_set, box(-1, 4, -1, 2))] == [code(1), code(2), code(3)]


def test_a_share_at_the_edge_is_that_of_the_postcodes_inside():
    areas = squares(1000, 1000)
    postcodes(areas[1], 0.1, 0.2, 0.3, 0.9)
    [whole, part] = parts_within(areas[0].boundary_set, box(0, 1.5))
    assert (whole.share, whole.postcodes) == (1, 0)
    assert (part.code, part.share, part.basis, part.postcodes) == (code(2), 0.75, "postcodes", 4)
    assert part.name == str(areas[1])


def test_without_postcodes_a_share_is_that_of_the_land():
    areas = squares(1000, 1000)
    assert within(areas, box(0, 1.25)) == {code(1): (1, "whole"), code(2): (0.25, "land")}


def test_an_edge_where_nobody_lives_is_left_out_and_one_where_all_live_is_whole():
    areas = squares(1000, 1000)
    postcodes(areas[1], 0.8, 0.9)
    assert within(areas, box(0, 1.5)) == {code(1): (1, "whole")}
    assert within(areas, box(1.7, 2.0)) == {code(2): (1, "postcodes")}


def test_a_slip_of_the_hand_over_the_edge_is_nothing_and_almost_all_is_whole():
    areas = squares(1000, 1000)
    assert within(areas, box(0.002, 1.004)) == {code(1): (1, "whole")}


def test_what_lies_off_the_map_holds_nothing():
    areas = squares(1000)
    assert within(areas, box(40, 41)) == {}
    assert within(areas, box(1, 2)) == {}  # touches
    assert within(areas, shapely.Polygon()) == {}


def test_a_hole_is_not_inside():
    areas = squares(1000, 1000, 1000)
    assert within(areas, box(0, 3).difference(box(1, 2))) == {code(1): (1, "whole"), code(3): (1, "whole")}
    ring = box(0, 1).difference(box(0.25, 0.75, 0.25, 0.75))
    assert within(areas, ring) == {code(1): (0.75, "land")}
    postcodes(areas[0], 0.1, 0.5)  # the second lies in the hole
    assert within(areas, ring) == {code(1): (0.5, "postcodes")}


def test_a_boundary_in_two_pieces_is_one_boundary():
    areas = squares(1000, 1000, 1000)
    assert within(areas, box(0, 1).union(box(2, 2.5))) == {code(1): (1, "whole"), code(3): (0.5, "land")}


def test_a_line_that_crosses_itself_is_taken_for_what_it_surrounds():
    areas = squares(1000)
    bow = shapely.Polygon([(WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (WEST + SIDE, SOUTH), (WEST, SOUTH + SIDE)])
    assert not bow.is_valid
    assert within(areas, bow) == {code(1): (0.5, "land")}


def test_postcodes_on_a_boundary_of_an_area_that_is_hardly_touched_do_not_bring_it_in():
    areas = squares(1000, 1000)
    postcodes(areas[1], 0.0, 0.001)
    assert within(areas, box(0, 1.003)) == {code(1): (1, "whole")}


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.lists(st.tuples(st.floats(-0.5, 3.5), st.floats(-0.5, 1.5)), min_size=3, max_size=7))
def test_shares_lie_between_nothing_and_all_for_whatever_is_drawn(points, three):
    ring = [(WEST + x * SIDE, SOUTH + y * SIDE) for x, y in points]
    found = parts_within(three[0].boundary_set, shapely.Polygon(ring))
    assert all(0 < part.share <= 1 for part in found)
    assert len({part.code for part in found}) == len(found)


@pytest.fixture
def three():
    areas = squares(1000, 1000, 1000)
    postcodes(areas[1], 0.2, 0.5, 0.8)
    return areas


def test_a_boundary_and_what_it_leaves_out_share_all_areas_between_them(three):
    inside, outside = box(0, 1.4), box(1.4, 3)
    shares = [within(three, shape) for shape in (inside, outside)]
    for area in three:
        assert json.loads(area.boundary)["type"] == "Polygon"
        assert sum(part.get(area.code, (0, ""))[0] for part in shares) == pytest.approx(1, abs=0.001)
