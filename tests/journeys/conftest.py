"""One demo and one browser for all journeys; a visitor is asked for by width and with or without JavaScript.

Both end with the last journey: the browser's event loop would keep tests that follow from the data base.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.browser import FLAGS, HOW_TO_GET_IT, browser

from .demo_server import Demo, running_demo
from .page_checks import Seen
from .visitor import Visitor

# The map needs WebGL, which no machine without a graphics card has but in software.
WITH_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = browser()
    if program is None:
        reason = f"The journeys need a browser, and this machine has none.\n{HOW_TO_GET_IT}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(program), args=[*FLAGS, *WITH_WEBGL])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def demo(chromium: Browser) -> Iterator[Demo]:
    """Asks for the browser first: without one nothing is started."""
    with running_demo() as demo:
        yield demo


@pytest.fixture(scope="package")
def seen() -> Seen:
    return Seen()


@pytest.fixture
def new_visitor(chromium: Browser, demo: Demo, seen: Seen) -> Iterator[NewVisitor]:
    visitors: list[Visitor] = []
    before = demo.log.stat().st_size

    def come(**how: object) -> Visitor:
        visitors.append(Visitor(chromium, demo.address, seen, **how))
        return visitors[-1]

    yield come
    print(demo.log.read_text(errors="replace")[before:])  # the reader of a failure wants to know what the server said
    for visitor in visitors:
        visitor.leaves()
    for visitor in visitors:
        visitor.has_no_troubles()


@pytest.fixture
def sign_in_as(demo: Demo, new_visitor: NewVisitor) -> NewVisitor:
    """A visitor who came by the demo's link for a role, and pressed its button."""

    def come(role: str, **how: object) -> Visitor:
        visitor = new_visitor(**how)
        visitor.opens(demo.link_for(role))
        visitor.goes_by(visitor.page.locator("main").get_by_role("button").click)
        visitor.is_at("/workspace/")
        return visitor

    return come
