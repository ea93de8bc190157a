"""Looking for a neighbourhood: in the list, by name, by district, and on the map."""

import re

import pytest
from playwright.sync_api import expect

from .visitor import DESK, MAP, PHONE

CHOSEN = "[data-pz-map-chosen]"
OPEN = "Open the page of this neighbourhood"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(request, new_visitor):
    return new_visitor(width=DESK, javascript=request.param)


@pytest.fixture
def at_the_map(new_visitor):
    visitor = new_visitor(width=DESK)
    visitor.opens("/map/")
    assert visitor.page.locator(MAP).get_attribute("data-ready") == "yes"
    return visitor


def listed(visitor):
    return visitor.page.locator("#neighbourhoods tbody tr")


def when_searching(visitor, name="", district="All districts"):
    visitor.types("Name or code", name)
    visitor.field("District").select_option(label=district)
    visitor.presses("Show these")


def test_the_list_holds_all_of_them_page_by_page(visitor):
    visitor.opens("/map/")
    visitor.sees("1 to 50 of 611")
    assert listed(visitor).count() == 50
    visitor.follows("Page 13")
    visitor.sees("601 to 611 of 611")
    assert listed(visitor).count() == 11


def test_by_name(visitor):
    visitor.opens("/map/")
    when_searching(visitor, name="Beaumont")
    assert 0 < listed(visitor).count() < 50
    assert all("Beaumont" in text for text in listed(visitor).all_inner_texts())
    assert visitor.field("Name or code").input_value() == "Beaumont"


def test_by_code(visitor):
    visitor.opens("/map/")
    when_searching(visitor, name="E01013721")
    visitor.follows("Beaumont Leys (Leicester 012A)", within="#neighbourhoods")
    visitor.is_at("/areas/E01013721/")


def test_by_district(visitor):
    visitor.opens("/map/")
    when_searching(visitor, district="Melton")
    assert 0 < listed(visitor).count() <= 50
    assert all("Melton" in text for text in listed(visitor).all_inner_texts())


def test_nothing_found_says_what_to_do(visitor):
    visitor.opens("/map/")
    when_searching(visitor, name="Atlantis")
    visitor.sees("No neighbourhood has that name here.")
    assert listed(visitor).count() == 0


def test_a_click_names_the_neighbourhood_and_opens_it(at_the_map):
    at_the_map.page.locator(f"{MAP} canvas").click()
    link = at_the_map.link(OPEN, within=CHOSEN)
    expect(link).to_be_visible()
    at_the_map.checks_the_page()
    # What was chosen stays while the pointer goes to the link.
    at_the_map.page.mouse.move(5, 5)
    name = at_the_map.page.locator(CHOSEN).inner_text().split(". ")[0]
    at_the_map.goes_by(link.click)
    at_the_map.sees_heading(name)


def test_by_keyboard_the_name_at_the_cross_is_told(at_the_map):
    canvas, readout = at_the_map.page.locator(f"{MAP} canvas"), at_the_map.page.locator(CHOSEN)
    at_the_map.tabs_to(canvas)
    said = [readout.text_content() or ""]
    for key in ("+", "+", "ArrowRight", "ArrowDown"):
        at_the_map.keys(key)
        if key != "+":
            expect(readout).not_to_have_text(said[-1])
            said.append(readout.inner_text())
        at_the_map.page.wait_for_timeout(600)  # the map glides for a third of a second
    assert len(set(said)) == 3
    at_the_map.tabs_to(at_the_map.link(OPEN, within=CHOSEN))
    at_the_map.goes_by(lambda: at_the_map.keys("Enter"))
    assert "/areas/" in at_the_map.page.url


@pytest.mark.parametrize("path", ["/map/", "/choosing/", "/zones/new-parks/", "/areas/E01013721/", "/draw/"])
def test_the_map_can_be_skipped(new_visitor, path):
    visitor = new_visitor(width=PHONE)
    visitor.opens(path)
    skip = visitor.page.get_by_role("link", name=re.compile("^Skip the map: "))
    visitor.tabs_to(skip)
    target = visitor.page.locator(str(skip.get_attribute("href")))
    visitor.keys("Enter")
    expect(target).to_be_in_viewport()
    visitor.keys("Tab")
    assert not visitor.page.locator(MAP).evaluate("(map) => map.contains(document.activeElement)")


def test_a_browser_that_cannot_draw_says_so(new_visitor):
    visitor = new_visitor(width=PHONE)
    visitor.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    visitor.opens("/map/")
    visitor.sees("This browser cannot draw the map. The list holds the same.")
