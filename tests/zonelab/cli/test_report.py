"""report.html stands alone, is well formed, escapes what files hold, and says the answer before the evidence."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from zonelab.cli.report import colours, words
from zonelab.cli.report.writing import Column, Html, element, table

VOID = {"meta", "br", "hr", "col"}
PAPER = "#ffffff"


class Page(HTMLParser):
    """Tags, ids, links and headings of a page; fails where tags do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.outside += [given[name] for name in ("src", "srcset", "action", "xlink:href") if name in given]
        assert "style" not in given
        assert not [name for name in given if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()


@pytest.fixture
def text(files: Any, run: Any) -> str:
    files.change(files.indicators, "Place 00", "<script>alert(1)</script>")
    files.change(files.indicators, "Place 01", '\\"><img src=x onerror=alert(1)>')
    files.change(files.indicators, ",West,", ",<b>West</b> & more,")
    ran = run(files.arguments("choose", "--title", "Where </title><script>next</script>?"))
    assert ran.exit_code == 0, ran.err
    path: Path = files.out / "report.html"
    return path.read_text(encoding="utf-8")


def test_it_stands_alone_and_runs_nothing(text: str) -> None:
    page = Page(text)
    assert page.outside == []
    assert not {"script", "link", "iframe", "img", "object", "form", "base"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text.replace("&#x27;", "'")
    assert len(text.encode()) < 200_000


def test_what_files_hold_is_text_and_never_markup(text: str) -> None:
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<b>West</b>" not in text


def test_headings_links_and_tables_are_in_order(text: str) -> None:
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n<html")
    assert '<html lang="en-GB">' in text
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.tags.count("table") == page.tags.count("caption") > 3
    assert page.tags.count("figure") == text.count("<svg xmlns") > 0


def test_the_answer_comes_first_and_in_plain_words(text: str) -> None:
    places = [text.index(f'id="{name}"') for name in ("answer", "zones", "sure", "adds", "data", "method", "made-from")]
    assert places == sorted(places)
    for said in (
        "36 areas, three indicators of two outcomes.",
        "We looked for three zones of 3,000 to 4,000 people",
        "in the top 4",
        "Three zones were found",
        "people, mean need",
        "Proven best",
        "Would other weights give another zone?",
        "What would change the answer",
        "No cell is empty.",
        "everybody gets the same answer",
    ):
        assert said in text, said


def test_gaps_are_told(files: Any, run: Any) -> None:
    lines = files.indicators.read_text(encoding="utf-8").splitlines()
    lines[5] = ",".join([*lines[5].split(",")[:5], "", "", ""])
    lines[6] = ",".join([*lines[6].split(",")[:6], "", lines[6].split(",")[7]])
    files.indicators.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(files.arguments("choose")).exit_code == 0
    text = (files.out / "report.html").read_text(encoding="utf-8")
    Page(text)
    assert "4 of 108 cells are empty." in text
    assert "Without a score: Place 04." in text
    areas = (files.out / "areas.csv").read_text(encoding="utf-8").splitlines()
    assert areas[-1] == "N04,,,,,,"


def test_one_outcome_and_one_indicator_are_told_too(files: Any, run: Any) -> None:
    spec = files.spec.read_text(encoding="utf-8")
    one = '[group_weights]\nneed = 1\n[[indicators]]\nkey = "theft"\ngroup = "need"\n'
    start, end = spec.index("[group_weights]"), spec.index("[zones]")
    files.spec.write_text(spec[:start] + one + spec[end:], encoding="utf-8")
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 0, ran.err
    text = (files.out / "report.html").read_text(encoding="utf-8")
    Page(text)
    assert "the ranks hang on no weight between outcomes" in text


def test_scores_by_standard_deviations_can_be_below_zero(files: Any, run: Any) -> None:
    files.change(files.spec, 'normalisation = "min_max"', 'normalisation = "z"')
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 0, ran.err
    Page((files.out / "report.html").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("#1d1233", PAPER),
        ("#5c5468", PAPER),
        ("#5a2a82", PAPER),
        ("#1d1233", "#f7f1e6"),
        ("#0f5a3a", "#e3f3ea"),
        ("#743d04", "#fdeedd"),
        *((colour, PAPER) for colour in (*colours.OUTCOMES.values(), *colours.OTHERS)),
    ],
)
def test_colours_can_be_read(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5


def test_text_is_escaped_wherever_it_is_put() -> None:
    assert element("p", "<i>", title='"') == '<p title="&quot;">&lt;i&gt;</p>'
    made = table(Html("Of <em>all</em> &amp; more"), [Column("A<b")], [["<td>"]])
    assert 'aria-label="Of all &amp; more"' in made
    assert "A&lt;b" in made
    assert "&lt;td&gt;" in made


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.count(0, "zone", "zones"), "no zones"),
        (words.people(12_344), "12,340"),
        (words.gap(0.01, False), "At most 1.0% below the best possible"),
        (words.enumerated(["A", "B"]), "A and B"),
        (words.chance(float("nan")), "–"),
        (words.ranks(float("nan"), float("nan")), "–"),
    ],
)
def test_numbers_in_words(said: str, expected: str) -> None:
    assert said == expected
