"""What the journeys look out for is seen when it happens."""

import pytest

from .page_checks import problems_of
from .visitor import PHONE

FAULTY = """<!doctype html><html lang="en"><title>Faulty</title><meta name="viewport" content="width=device-width">
<main><h1>One</h1><h1>Two</h1><p><a href="/a/">More</a> <a href="/b/">More</a></p>
<button style="width: 10px; height: 10px; padding: 0" aria-label="Small"></button>
<input id="unnamed"><div style="width: 900px">Wide</div></main></html>"""
NAMED = [
    "does not end with the name of the site",
    "there are 2 main headings",
    "scrolls sideways",
    'aria-label="Small"',
    "the link “More” leads to",
    "label: Form elements must have labels",
]


@pytest.fixture
def visitor(new_visitor):
    visitor = new_visitor(width=PHONE)
    yield visitor
    visitor.troubles.clear()


def test_the_faults_of_a_page_are_named(visitor):
    visitor.page.route("**/faulty/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    visitor.page.goto("/faulty/")
    found = "\n".join(problems_of(visitor.page, visitor.devtools))
    assert [fault for fault in NAMED if fault not in found] == []


def test_what_the_policy_refuses_is_seen(visitor):
    visitor.opens("/")
    picture = "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.invalid/'}))"
    with visitor.page.expect_console_message(lambda message: message.text.startswith("refused")):
        visitor.page.evaluate(picture)
    with pytest.raises(AssertionError, match="refused by the content security policy: img-src"):
        visitor.has_no_troubles()


def test_a_request_to_another_host_is_seen(visitor):
    visitor.page.goto("data:text/html,<img src='http://elsewhere.invalid/picture'>")
    with pytest.raises(AssertionError, match=r"asked another host: http://elsewhere\.invalid"):
        visitor.has_no_troubles()


def test_a_failed_script_is_seen(visitor):
    visitor.page.goto("data:text/html,<script>undefinedFunction()</script>")
    with pytest.raises(AssertionError, match="undefinedFunction"):
        visitor.has_no_troubles()
