"""What every page must hold, whoever looks at it: accessibility, titles, links, sizes; knows no page."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page

from tools.whereabouts import NODE_MODULES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TITLE = re.compile(r"\S.* – People Zones")
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 criterion 2.5.8
# Links inside sentences are as high as their line: the criterion leaves them out.
CONTROLS = "button, input:not([type=hidden]), select, textarea, summary, nav a, .govuk-button"
# A small box is no fault where the place to touch is larger: its label, or a cover that the style lays over it.
SMALL_CONTROLS = """([controls, smallest]) => {
  const touched = (control, x, y) => {
    const found = document.elementFromPoint(x, y);
    return control.contains(found) || [...(control.labels ?? [])].some((label) => label.contains(found));
  };
  const isLargeEnough = (control) => {
    let box = control.getBoundingClientRect();
    if (Math.min(box.width, box.height) >= smallest) return true;
    control.scrollIntoView({block: "center", behavior: "instant"});
    box = control.getBoundingClientRect();
    const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, smallest / 2 - 0.5];
    return [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].every(([dx, dy]) => touched(control, x + dx, y + dy));
  };
  const place = window.scrollY;
  const small = [...document.querySelectorAll(controls)]
    .filter((control) => control.checkVisibility() && !isLargeEnough(control))
    .map((control) => [control.outerHTML.slice(0, 120), control.getBoundingClientRect()]);
  window.scrollTo({top: place, behavior: "instant"});
  return small.map(([text, box]) => `${text} is ${box.width.toFixed(1)} by ${box.height.toFixed(1)} pixels`);
}"""
HEADINGS = """() => [...document.querySelectorAll("h1")]
  .filter((heading) => heading.checkVisibility()).map((heading) => heading.textContent.trim())"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Evaluated by the debugger, not added to the page: our own policy would refuse an added script.
RUN_AXE = """async (tags) => {
  const {violations} = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return violations.map(({id, help, nodes}) => `${id}: ${help}: `
    + nodes.map((node) => `${node.html.slice(0, 200)} (${node.failureSummary})`).join("; "));
}"""


@cache
def axe() -> str:
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class Seen:
    """What all journeys saw: which address had which title, since two pages may not share one, and which
    pages were judged already: the same page at the same size is not judged twice."""

    titles: dict[str, str] = field(default_factory=dict)
    judged: set[tuple[str, int, bool]] = field(default_factory=set)

    def problems_of_title(self, title: str, address: str) -> list[str]:
        path = urlsplit(address).path
        # The token of a sign-in link is no page of its own.
        shape = re.sub(r"^/demo/sign-in/.*", "/demo/sign-in/", path)
        other = self.titles.setdefault(title.removeprefix("Error: "), shape)
        return [] if other == shape else [f"{other} has the same title, “{title}”"]


def problems_of(page: Page, devtools: CDPSession) -> list[str]:
    """Sentences on all that is wrong with the page that a browser shows."""
    problems = []
    if not TITLE.fullmatch(page.title()):
        problems.append(f"the title “{page.title()}” does not end with the name of the site")
    headings = page.evaluate(HEADINGS)
    if len(headings) != 1:
        problems.append(f"there are {len(headings)} main headings: {headings}")
    if page.evaluate(SIDEWAYS) > 0:
        problems.append(f"the page scrolls sideways by {page.evaluate(SIDEWAYS)} pixels")
    problems += page.evaluate(SMALL_CONTROLS, [CONTROLS, SMALLEST_TARGET])
    problems += links_that_read_the_same(devtools)
    page.evaluate(axe())
    return problems + page.evaluate(RUN_AXE, TAGS)


def links_that_read_the_same(devtools: CDPSession) -> list[str]:
    """Links with one accessible name and several destinations, as the browser tells a screen reader."""
    destinations: dict[str, set[str]] = defaultdict(set)
    for node in devtools.send("Accessibility.getFullAXTree")["nodes"]:
        if value(node.get("role")) == "link" and not node["ignored"]:
            name = " ".join(value(node.get("name")).split())
            destinations[name].add(property_of(node, "url"))
    found = [f"the link “{name}” leads to {sorted(to)}" for name, to in destinations.items() if len(to) > 1]
    return [*found, *(["a link has no name"] if "" in destinations else [])]


def value(node: dict[str, Any] | None) -> str:
    return str(node.get("value", "")) if node else ""


def property_of(node: dict[str, Any], name: str) -> str:
    return next((value(one["value"]) for one in node.get("properties", []) if one["name"] == name), "")
