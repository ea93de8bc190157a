"""One user: a browser without a screen, with cookies and connections of their own; does not know what they want.

Each asks for the next page as soon as the last one has come: fifty of them ask for more than fifty people who read.
"""

import html
import random
import re
from collections.abc import Collection, Mapping
from time import perf_counter
from typing import Any, NoReturn
from urllib.parse import urlsplit

import requests
from _load_measures import Answer, Outcome, Tally, mark
from bs4 import BeautifulSoup, Tag

SECONDS_TO_WAIT = 180  # what hangs is a failure; what is slow on a busy machine is none
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
# Editing pages is Wagtail's own; settings of an account and sign-out would end the visit.
NOT_FOLLOWED = ("/account/", "/cms/", "/demo/", "/documents/", "/media/", "/sign-", "/static/")
SAYS_NOT_NOW = (409, 422, 429)  # a page that says why, and what to do next
CONFLICT = 409


class NotAnswered(Exception):
    """What the user wanted cannot go on; the tally has it already."""


class User:
    """`role` is the label of the role that they sign in with, "" for a visitor; each of `links` signs it in once."""

    def __init__(self, number: int, address: str, tally: Tally, *, role: str = "", links: list[str] | None = None):
        self.number = number
        self.address = address
        self.tally = tally
        self.role = role
        self.links = links if links is not None else []
        self.random = random.Random(number)
        self.asked = self.written = self.marks = 0
        self.links_seen: list[str] = []
        self.session = requests.Session()
        self.session.trust_env = False  # a proxy for the outside world is not asked
        # Limits on attempts count visitors by where they come from, as the proxy before the server says.
        self.session.headers["X-Forwarded-For"] = f"10.0.{number // 250}.{number % 250 + 1}"

    def get(self, step: str, path: str, *, fine: Collection[int] = (200,)) -> requests.Response:
        """Reads a page, and remembers where its links lead."""
        answer = self._ask("GET", step, path, fine=fine, refusals=(429,))
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found = [html.unescape(link) for link in LINK.findall(answer.text)]
            self.links_seen = [link for link in found if not link.startswith(NOT_FOLLOWED)]
        return answer

    def post(self, step: str, path: str, fields: Mapping[str, object]) -> requests.Response:
        """Sends a form that led to the next page, or was refused with a page that says why."""
        self.session.close()  # who fills in a form takes longer than a server keeps a connection
        self.written += 1
        return self._ask("POST", step, path, fine=(302,), refusals=SAYS_NOT_NOW, data=fields, allow_redirects=False)

    def _ask(
        self, method: str, step: str, path: str, *, fine: Collection[int], refusals: Collection[int], **how
    ) -> requests.Response:
        self.asked += 1
        begun = perf_counter()
        try:
            answer = self.session.request(method, self.address + path, timeout=SECONDS_TO_WAIT, **how)
        except requests.RequestException as failure:
            self._note(method, step, path, Outcome.FAILED, perf_counter() - begun, type(failure).__name__)
            raise NotAnswered from failure
        taken = perf_counter() - begun
        outcome = outcome_of(answer.status_code, fine, refusals)
        self._note(method, step, path, outcome, taken, str(answer.status_code))
        if outcome is Outcome.FAILED:
            raise NotAnswered
        return answer

    def _note(self, method: str, step: str, path: str, outcome: Outcome, seconds: float, said: str) -> None:
        self.tally.note(Answer(step, method == "POST", outcome, seconds), f"{said} for {method} {path}")

    def fails(self, step: str, why: str) -> NoReturn:
        """The answer came, and is not what it should be."""
        self.tally.fail(step, why)
        raise NotAnswered

    def new_mark(self) -> str:
        self.marks += 1
        return mark(self.number, self.marks)

    def signs_in(self) -> None:
        path = urlsplit(self.links.pop()).path  # a list's pop is one step: no two users get the same link
        page = self.get("Open a sign-in link", path)
        self.post("Sign in", path, self.form(page, "csrfmiddlewaretoken", "Sign in"))
        self.get("Own page", "/workspace/")

    def form(self, page: requests.Response, field: str, step: str) -> dict[str, Any]:
        """The fields of the form that holds `field`, as a browser would send them back."""
        for form in BeautifulSoup(page.text, "html.parser").find_all("form", method="post"):
            fields = fields_of(form)
            if field in fields:
                return fields
        return self.fails(step, f"There is no form with “{field}” at {page.url}")


def outcome_of(status: int, fine: Collection[int], refusals: Collection[int]) -> Outcome:
    """A server's error is a failure, and so is any answer that nobody expects: a page that is gone, a closed door."""
    if status in fine:
        return Outcome.FINE
    if status not in refusals or status >= 500:
        return Outcome.FAILED
    return Outcome.CONFLICT if status == CONFLICT else Outcome.REFUSED


def fields_of(form: Tag) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(box["name"]), str(box.get("type", ""))
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and not box.has_attr("checked")):
            continue
        if box.name == "textarea":
            found[name] = box.get_text().removeprefix("\n")
        elif box.name == "select":
            chosen = box.select("option[selected]") or ([] if box.has_attr("multiple") else box.select("option")[:1])
            found[name] = [option.get("value", "") for option in chosen]
        elif kind == "checkbox":
            found[name] = [*found.get(name, []), box.get("value", "on")]
        else:
            found[name] = box.get("value", "")
    return found
