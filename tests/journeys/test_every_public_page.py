"""The main public pages, narrow and wide, with and without JavaScript; each is checked as a visitor arrives."""

import pytest

from .visitor import DESK, MAP, PHONE

PAGES = {
    "/": "main h1",
    "/zones/": "main .pz-cards a[href='/zones/new-parks/']",
    "/zones/new-parks/": "main .pz-phases__step--now",
    "/zones/bell-foundry/": "main .pz-phases__step--now",
    "/zones/new-parks/history/": "main .pz-timeline li:nth-child(5)",
    "/zones/coalville/": "main .govuk-inset-text",
    "/map/": "main tbody tr:nth-child(50)",
    "/areas/E01013721/": "main .pz-profile .pz-spark svg",
    "/wards/E05010458/": "main .pz-profile tbody tr",
    "/districts/E06000016/": "main .pz-profile tbody tr",
    "/zones/new-parks/figures/": "main .pz-headline",
    "/demand/?district=E07000134": "main .pz-headline",
    "/draw/": "main form textarea",
    "/draw/?corners=-1.18%2C52.65+-1.15%2C52.65+-1.15%2C52.63+-1.18%2C52.63": "main .pz-profile tbody tr",
    "/data/": "main a[href='/data/made-up-demand/']",
    "/data/made-up-demand/": "main h1",
    "/data/made-up-circumstances/": "main a[href$='.parquet']",
    "/data/api/": "main h1",
    "/choosing/": ".pz-ranking tbody tr:nth-child(50)",
    "/choosing/?page=13": ".pz-ranking tbody tr:nth-child(11)",
    "/choosing/sure/?safe=40&well=30&skills=20&resources=10": ".pz-chart svg",
    "/choosing/sure/?k=many": ".govuk-error-summary",
    "/choosing/sure/?safe=100": "main h1",
    "/choosing/zones/?safe=40&well=30&skills=20&resources=10": "#proposals .pz-card:nth-of-type(5)",
    "/choosing/zones/?low=9000&high=10&many=none": ".govuk-error-summary",
    "/choosing/why/E01013721/?safe=25&well=25&skills=25&resources=25": "main tbody tr",
    "/postcode/": "main form",
    "/about/": "main h1",
    "/accessibility/": "main h1",
    "/privacy/": "main h1",
    "/sign-in/": "main form",
    "/sign-up/": "main form",
}


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_every_public_page_is_whole(new_visitor, width, javascript):
    visitor = new_visitor(width=width, javascript=javascript)
    for path, holds in PAGES.items():
        visitor.opens(path)
        assert visitor.page.locator(holds).count(), f"{path} has no {holds}"
        if javascript and visitor.page.locator(MAP).count():
            assert visitor.page.locator(MAP).get_attribute("data-ready") == "yes"


def test_every_page_that_the_main_pages_lead_to_answers(new_visitor):
    """None of the links to our own pages is dead."""
    visitor = new_visitor(width=DESK, javascript=False)
    found = set()
    for path in PAGES:
        visitor.page.goto(path)
        links = visitor.page.locator("a[href^='/']:not([download])")
        found |= set(links.evaluate_all("(links) => links.map((link) => link.href.split('#')[0].split('?')[0])"))
    for address in sorted(found):
        answer = visitor.context.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
    assert len(found) > 100


def test_a_zone_on_paper_has_no_menu(new_visitor):
    visitor = new_visitor(width=DESK)
    visitor.opens("/zones/new-parks/")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator("header nav").is_visible()
    assert not visitor.link("Sign in", within="header").is_visible()
    assert not visitor.page.locator(f"{MAP}").is_visible()
    visitor.sees_heading("New Parks")
    visitor.sees("Our story")
    visitor.sees("How far we are")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_that_is_not_there_says_so_and_leads_home(new_visitor, width, javascript):
    visitor = new_visitor(width=width, javascript=javascript)
    for path in ("/no-such-page/", "/zones/atlantis/", "/areas/E99999999/", "/choosing/why/E99999999/"):
        visitor.opens(path, status=404)
    visitor.follows("Go to the home page")
    visitor.is_at("/")


def test_a_page_of_another_role_says_whom_to_ask(sign_in_as):
    resident = sign_in_as("Resident", width=PHONE)
    resident.opens("/cms/", status=403)
    resident.sees("ask the programme team")
    resident.follows("Go to the home page")
    resident.is_at("/")
