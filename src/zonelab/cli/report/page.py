"""Knows the order of the report and what surrounds it; each section knows its own words."""

from importlib.resources import files

from zonelab.cli.choice import Choice
from zonelab.cli.report import adding, answer, data, doubt, gathering, map, method, pairing, zones
from zonelab.cli.report.writing import Html, element, paragraph, section, together
from zonelab.core.version import version

# No request leaves the page, and nothing in it can run, whatever a file held.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def report(choice: Choice, title: str = "Where next?") -> str:
    """The whole page as text. The same choice gives the same page: it holds no date and no time."""
    parts: list[tuple[str, str, list[Html]]] = [
        ("answer", "The answer", answer.told(choice)),
        ("map", "The map", map.told(choice)),
        ("zones", "The zones", zones.told(choice)),
        ("sure", "How sure we are", doubt.told(choice)),
        ("gathers", "Where need gathers", gathering.told(choice)),
        ("adds", "What each indicator adds", adding.told(choice)),
        ("contrast", "Need against contrast", pairing.told(choice)),
        ("data", "The data: gaps and treatment", data.told(choice)),
        ("method", "How it was worked out", method.told(choice)),
        ("made-from", "What it was made from", method.made_from(choice)),
    ]
    kept = [(identifier, heading, content) for identifier, heading, content in parts if content]
    links = [element("li", element("a", heading, href=f"#{identifier}")) for identifier, heading, _ in kept]
    body = together(
        element("a", "Skip to the answer", href="#answer", class_="skip"),
        element(
            "header",
            element("h1", title),
            paragraph(answer.asked(choice), class_="lede"),
            element("nav", element("ul", *links), aria_label="In this report"),
        ),
        element("main", *(section(identifier, heading, *content) for identifier, heading, content in kept)),
        element("footer", paragraph(f"Made by zonelab {version()}, off line, from the files named above.")),
    )
    head = together(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Html(_style())),
    )
    return f"<!DOCTYPE html>\n{element('html', element('head', head), element('body', body), lang='en-GB')}\n"


def _style() -> str:
    return files("zonelab.cli.report").joinpath("report.css").read_text(encoding="utf-8")
