"""Drawing a boundary by mouse, by keyboard and by typing; what is wrong is said, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from .visitor import DESK, MAP, PHONE

CORNERS = "Corners of the boundary"
TYPED = "-1.18, 52.65\n-1.15, 52.65\n-1.15, 52.63\n-1.18, 52.63"


@pytest.fixture
def drawer(new_visitor):
    visitor = new_visitor(width=DESK)
    visitor.opens("/map/")
    visitor.follows("draw a boundary of your own")
    return visitor


def corners(visitor):
    return [line for line in visitor.field(CORNERS).input_value().splitlines() if line]


def test_by_mouse(drawer):
    canvas = drawer.page.locator(f"{MAP} canvas")
    for x, y in ((150, 120), (300, 120), (300, 300), (150, 300), (40, 40)):
        canvas.click(position={"x": x, "y": y})
    assert len(corners(drawer)) == 5
    drawer.button("Take the last corner away").click()
    drawer.sees("Corner taken away. There are 4.")
    drawer.presses("Show the profile")
    drawer.sees("What lies inside")
    drawer.sees(re.compile("About [0-9,]+ people live here"))
    assert len(corners(drawer)) == 4
    assert drawer.page.locator(".pz-profile tbody tr").count() > 5


def test_by_keyboard(drawer):
    canvas = drawer.page.locator(f"{MAP} canvas")
    drawer.tabs_to(canvas)
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        drawer.keys("Enter", key)
        drawer.page.wait_for_timeout(600)  # the map glides for a third of a second
    assert len(set(corners(drawer))) == 3
    drawer.tabs_to(drawer.button("Show the profile"))
    drawer.goes_by(lambda: drawer.keys("Enter"))
    drawer.sees("What lies inside")


def test_the_address_gives_the_same_profile_to_somebody_else(drawer, new_visitor):
    drawer.types(CORNERS, TYPED)
    drawer.presses("Show the profile")
    people = drawer.page.get_by_text("people live here").inner_text()
    other = new_visitor(width=PHONE, javascript=False)
    other.opens(drawer.page.url)
    assert other.page.get_by_text("people live here").inner_text() == people


def test_without_javascript_what_is_wrong_is_said_and_kept(new_visitor):
    visitor = new_visitor(width=PHONE, javascript=False)
    visitor.opens("/draw/")
    visitor.types(CORNERS, "-1.18, 52.65\nsomewhere else")
    visitor.presses("Show the profile", status=422)
    visitor.is_told("Line 2, “somewhere else”, is not a corner. Write longitude, latitude, such as -1.165, 52.645.")
    expect(visitor.field(CORNERS)).to_have_value("-1.18, 52.65\nsomewhere else")
    visitor.types(CORNERS, TYPED)
    visitor.presses("Show the profile")
    visitor.sees("What lies inside")


def test_a_place_that_is_not_on_the_map_is_told(new_visitor):
    visitor = new_visitor(width=PHONE)
    visitor.opens("/draw/")
    visitor.types(CORNERS, "2.3, 48.8\n2.4, 48.8\n2.4, 48.9")
    visitor.presses("Show the profile")
    visitor.sees("Nothing of our map lies inside this line.")
