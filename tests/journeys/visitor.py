"""A person in front of the platform: opens, types, presses, reads; each page that they reach is checked."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Response, expect

from .page_checks import Seen, problems_of

HEIGHTS = {390: 844, 1280: 900}
PHONE, DESK = HEIGHTS
MILLISECONDS_TO_WAIT = 15_000
MAP = "[data-pz-map]"
TELL_REFUSALS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the content security policy: ${event.violatedDirective} ${event.blockedURI}`))"""
AT_REST = "() => new Promise((rest) => requestIdleCallback(() => rest(), {timeout: 2000}))"
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
MOST_STOPS = 60  # of the tab key, before we say that a thing cannot be reached


class Visitor:
    """One browser of their own. Console errors, outside requests and failed answers are kept as `troubles`."""

    def __init__(
        self, browser: Browser, address: str, seen: Seen, *, width: int = DESK, javascript: bool = True
    ) -> None:
        self.address = address
        self.seen = seen
        self.width = width
        self.javascript = javascript
        self.troubles: list[str] = []
        self.expected_status = 200
        size = {"width": width, "height": HEIGHTS[width]}
        self.context = browser.new_context(viewport=size, java_script_enabled=javascript, base_url=address)
        self.context.set_default_timeout(MILLISECONDS_TO_WAIT)
        self.context.add_init_script(TELL_REFUSALS)
        self.context.on("request", self.note_request)
        self.context.on("response", self.note_answer)
        self.context.on("console", self.note_console)
        self.context.on("weberror", lambda error: self.troubles.append(f"script failed: {error.error}"))
        self.page = self.context.new_page()
        # Where scripts are off nothing can be measured in the page: a twin holds the same, and runs ours alone.
        self.twin = self.page if javascript else browser.new_context(viewport=size).new_page()
        self.devtools = self.twin.context.new_cdp_session(self.twin)

    def leaves(self) -> None:
        self.context.close()
        if not self.javascript:
            self.twin.context.close()

    # --- what goes wrong out of sight ---------------------------------------------------------------

    def note_request(self, request: Request) -> None:
        inside = request.url.startswith((f"{self.address}/", "data:", "blob:"))
        if not inside:
            self.troubles.append(f"asked another host: {request.url}")

    def note_answer(self, answer: Response) -> None:
        if answer.status >= 400 and answer.status != self.expected_status:
            self.troubles.append(f"{answer.status} for {answer.request.method} {answer.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        # The browser itself reports the page that we asked for because it is missing.
        expected = f"status of {self.expected_status}" in message.text and self.expected_status >= 400
        if message.type == "error" and not expected:
            self.troubles.append(f"console: {message.text}")

    def has_no_troubles(self) -> None:
        assert not self.troubles, "\n".join([f"At {self.page.url}:", *self.troubles])

    # --- going --------------------------------------------------------------------------------------

    def opens(self, path: str, *, status: int = 200) -> None:
        self.expected_status = status
        answer = self.page.goto(urljoin(self.address, path))
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status} {answer.status_text}"
        self.arrives()

    def looks_into(self, path: str) -> None:
        """A page that others made: it must run under our policy without trouble; its looks are theirs."""
        self.expected_status = 200
        self.page.goto(urljoin(self.address, path))
        self.page.evaluate(AT_REST)
        self.has_no_troubles()

    def goes_by(self, act: Callable[[], object], *, status: int = 200) -> None:
        """Does what leads to another page, and looks at that page."""
        self.expected_status = status
        with self.page.expect_navigation(wait_until="load"):
            act()
        self.arrives()

    def follows(self, link: str, *, within: str = "body") -> None:
        self.goes_by(self.link(link, within=within).click)

    def presses(self, button: str, *, within: str = "body", status: int = 200) -> None:
        self.goes_by(self.button(button, within=within).click, status=status)

    def arrives(self) -> None:
        self.page.wait_for_load_state()
        if self.javascript and self.page.locator(MAP).count():
            self.page.locator(f"{MAP}[data-ready]").wait_for()
        self.checks_the_page()

    def checks_the_page(self) -> None:
        found = []
        if self.expected_status < 400:  # pages that refuse may share a title
            found += self.seen.problems_of_title(self.page.title(), self.page.url)
        content = (self.page.content(), self.width, self.javascript)
        if content not in self.seen.judged:
            if not self.javascript:
                self.shows_twin(content[0])
            found += problems_of(self.twin, self.devtools)
        assert not found, "\n".join([f"{self.page.url} at {self.width} pixels:", *found])
        self.seen.judged.add(content)
        self.has_no_troubles()

    def shows_twin(self, content: str) -> None:
        body = SCRIPTS.sub("", content)
        whole = self.page.url.partition("#")[0]
        self.twin.unroute_all()
        self.twin.route(whole, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        self.twin.goto(whole)

    # --- doing --------------------------------------------------------------------------------------

    def link(self, name: str, *, within: str = "body") -> Locator:
        return self.page.locator(within).get_by_role("link", name=name, exact=True).first

    def button(self, name: str, *, within: str = "body") -> Locator:
        return self.page.locator(within).get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def types(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def tabs_to(self, thing: Locator, *, backwards: bool = False) -> None:
        """By the tab key alone; what holds the focus must be seen."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            if self.is_focused(thing):
                expect(thing).to_be_in_viewport()
                return
        raise AssertionError(f"{thing} is not reached by {MOST_STOPS} stops of the tab key")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def is_focused(self, thing: Locator) -> bool:
        return bool(thing.evaluate("(element) => element === document.activeElement"))

    # --- seeing -------------------------------------------------------------------------------------

    def sees_heading(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def sees(self, text: str | re.Pattern[str], *, within: str = "body") -> None:
        expect(self.page.locator(within).get_by_text(text).filter(visible=True).first).to_be_visible()

    def is_at(self, path: str) -> None:
        assert urlsplit(self.page.url).path == path

    def is_told(self, problem: str) -> None:
        """The summary on top says what to do and leads to the field; the field says the same."""
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_visible()
        link = summary.get_by_role("link", name=problem)
        expect(link).to_be_visible()
        target = self.page.locator(str(link.get_attribute("href")))
        described_by = str(target.get_attribute("aria-describedby")).split()
        said = " ".join(self.page.locator(f"#{name}").text_content() or "" for name in described_by)
        assert problem in " ".join(said.split())
