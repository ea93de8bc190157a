"""Each first page stands at its address, in our design, and can be told from every other."""

from itertools import pairwise

import pytest

from .reading import read

ADDRESSES = {
    "/": "Home",
    "/about/": "About",
    "/about/what-is-a-people-zone/": "What is a People Zone?",
    "/about/what-happens-in-one/": "What happens in one?",
    "/about/how-do-i-set-one-up/": "How do I set one up?",
    "/accessibility/": "Accessibility",
    "/privacy/": "Privacy",
}


@pytest.fixture
def answers(laid, client):
    return {address: client.get(address) for address in ADDRESSES}


@pytest.fixture
def pages(answers):
    """Every first page as a visitor meets it, by its address."""
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(ADDRESSES, 200)
    return {address: read(answer) for address, answer in answers.items()}


def test_each_has_its_title_before_the_name_of_the_site(pages):
    titles = {address: page.title for address, page in pages.items()}
    assert titles == {address: f"{title} – People Zones" for address, title in ADDRESSES.items()}


def test_each_has_one_heading_of_the_first_level_and_skips_none(pages):
    for address, page in pages.items():
        levels = [level for level, _words in page.headings]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def test_no_heading_of_a_page_is_said_twice_or_empty(pages):
    for address, page in pages.items():
        words = [words.strip() for _level, words in page.headings]
        assert len(words) == len(set(words)), address
        assert all(words), address


def test_links_that_read_alike_lead_to_one_place(pages):
    for address, page in pages.items():
        leads: dict[str, set[str]] = {}
        for words, where in page.links:
            leads.setdefault(words.strip().lower(), set()).add(where)
        assert "" not in leads, address
        assert {words: where for words, where in leads.items() if len(where) > 1} == {}, address


def test_every_link_inside_the_site_opens(pages, client):
    inside = {href for page in pages.values() for _words, href in page.links if href.startswith("/")}
    assert inside >= ADDRESSES.keys()
    assert {href: client.get(href).status_code for href in inside} == dict.fromkeys(inside, 200)


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_styled_inline(pages):
    for address, page in pages.items():
        assert page.loads, address
        assert [load for load in page.loads if not load.startswith("/")] == [], address
        assert not page.styled_inline, address


def test_each_describes_itself_to_search_engines(answers):
    for address, answer in answers.items():
        assert '<meta name="description" content="' in answer.content.decode(), address


def test_whoever_only_reads_gets_no_cookie(answers):
    """The page on privacy promises it."""
    assert {address: list(answer.cookies) for address, answer in answers.items()} == {a: [] for a in ADDRESSES}


def test_about_lists_the_pages_below_it(laid, client):
    links = [href for _words, href in read(client.get("/about/")).links]
    for below in ("what-is-a-people-zone", "what-happens-in-one", "how-do-i-set-one-up"):
        assert f"/about/{below}/" in links


def test_about_is_marked_as_the_present_part_of_the_site(answers):
    marked = '<a href="/about/" aria-current="true">About</a>'
    assert marked in answers["/about/what-happens-in-one/"].content.decode()
    assert marked not in answers["/"].content.decode()
    assert '<a href="/about/">About</a>' in answers["/"].content.decode()


def test_breadcrumbs_lead_up(answers):
    html = answers["/about/what-happens-in-one/"].content.decode()
    crumbs = html[html.index("govuk-breadcrumbs") : html.index("</nav>", html.index("govuk-breadcrumbs"))]
    assert crumbs.index('href="/"') < crumbs.index('href="/about/"') < crumbs.index("What happens in one?")


def test_a_page_of_text_says_when_it_was_last_changed(laid, client):
    page = laid["privacy"]
    assert f"Last changed on {page.last_published_at:%-d %B %Y}" in client.get("/privacy/").content.decode()


def test_a_title_for_search_engines_wins(laid, client):
    page = laid["privacy"]
    page.seo_title, page.search_description = "How we treat what you tell us", "Little is kept."
    page.save()
    html = client.get("/privacy/").content.decode()
    assert "<title>How we treat what you tell us – People Zones</title>" in html
    assert '<meta name="description" content="Little is kept.">' in html
