"""A resident with a phone asks: which neighbourhood do I live in, and is it in a zone?"""

import pytest

from .visitor import PHONE

IN_NEW_PARKS = "LE3 9BA"
FAR_FROM_A_ZONE = "LE13 0PU"
UNKNOWN = "LE1 9ZZ"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def resident(request, new_visitor):
    return new_visitor(width=PHONE, javascript=request.param)


def given_the_home_page(resident):
    resident.opens("/")


def when_looking_up(resident, postcode):
    resident.types("Your postcode", postcode)
    resident.presses("Look it up", within="main")


def test_from_the_home_page_to_the_own_zone(resident):
    given_the_home_page(resident)
    when_looking_up(resident, IN_NEW_PARKS)
    resident.sees_heading(IN_NEW_PARKS)
    resident.sees("Yes, it is in a People Zone:")
    resident.sees("Other zones near by")
    resident.follows("New Parks", within="main .pz-card")
    resident.is_at("/zones/new-parks/")
    resident.sees_heading("New Parks")
    resident.sees("How far we are")


def test_from_a_postcode_to_the_neighbourhood(resident):
    given_the_home_page(resident)
    when_looking_up(resident, IN_NEW_PARKS.lower().replace(" ", ""))
    resident.follows("Beaumont Leys (Leicester 012A)", within="main")
    resident.is_at("/areas/E01013721/")
    resident.sees("This neighbourhood is in the People Zone")


def test_outside_all_zones_the_nearest_are_named(resident):
    given_the_home_page(resident)
    when_looking_up(resident, FAR_FROM_A_ZONE)
    resident.sees("It is not in a People Zone.")
    resident.sees("Nearest zones")
    nearest = resident.page.locator("main ul li")
    assert nearest.count() == 3
    assert "miles away" in nearest.first.inner_text()


def test_an_unknown_postcode_says_so_and_can_be_mended(resident):
    given_the_home_page(resident)
    when_looking_up(resident, UNKNOWN)
    resident.sees("We do not know this postcode.")
    assert resident.field("Your postcode").input_value() == UNKNOWN


def test_half_a_postcode_is_told_and_kept(resident):
    given_the_home_page(resident)
    when_looking_up(resident, "LE3")
    resident.is_told("“LE3” is not a full postcode. Enter one like LE1 1AA")
    assert resident.field("Your postcode").input_value() == "LE3"
    assert resident.page.title().startswith("Error: ")


def test_by_keyboard_alone(new_visitor):
    resident = new_visitor(width=PHONE)
    given_the_home_page(resident)
    resident.keys("Tab")
    assert resident.is_focused(resident.link("Skip to main content"))
    resident.keys("Enter")
    resident.tabs_to(resident.field("Your postcode"))
    resident.page.keyboard.type(IN_NEW_PARKS)
    resident.goes_by(lambda: resident.keys("Enter"))
    resident.sees_heading(IN_NEW_PARKS)
    resident.tabs_to(resident.link("New Parks", within="main .pz-card"))
    resident.goes_by(lambda: resident.keys("Enter"))
    resident.sees_heading("New Parks")


def test_the_menu_by_keyboard(new_visitor):
    resident = new_visitor(width=PHONE)
    given_the_home_page(resident)
    for label, path in [("Zones", "/zones/"), ("Map", "/map/"), ("Where next?", "/choosing/"), ("About", "/about/")]:
        entry = resident.link(label, within="header nav")
        resident.tabs_to(entry)
        resident.goes_by(lambda: resident.keys("Enter"))
        resident.is_at(path)
        assert resident.link(label, within="header nav").get_attribute("aria-current") == "true"
