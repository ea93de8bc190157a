"""Figures are well-formed, safe under a strict policy, and show what they are given."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.figures import Bar, Caption, Marker, Part, histogram, horizontal_bars, stacked_bar
from zonelab.core.svg import lines_of, width_of

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</text><script>alert(1)</script>\" onload='x' & \x00\x0b]]>"
CAPTION = Caption("Need", "Safe is 62 of 100.", "need-title", "need-text")


def bars(words: str) -> str:
    caption = Caption(words, words, "a-title", "a-text")
    return horizontal_bars([Bar(words, 5, words, "#1f5fa8", 4, 6)], caption=caption)


def stacked(words: str) -> str:
    return stacked_bar([Part(words, 5, words, "#1f5fa8")], caption=Caption(words, words, "a-title", "a-text"))


def counts(words: str) -> str:
    caption = Caption(words, words, "a-title", "a-text")
    return histogram([1, 2, 3], Marker(2, words), caption=caption, low_text=words, high_text=words)


every_figure = pytest.mark.parametrize("draw", [bars, stacked, counts])


def of_class(figure: str, name: str) -> list[dict[str, str]]:
    return [node.attrib for node in ElementTree.fromstring(figure).iter() if node.get("class") == name]


@every_figure
def test_nothing_in_a_figure_can_break_a_strict_policy(draw: Callable[[str], str]) -> None:
    allowed_tags = {SVG + name for name in ("svg", "title", "desc", "rect", "line", "text")}
    for node in ElementTree.fromstring(draw(NASTY)).iter():
        assert node.tag in allowed_tags
        assert not [name for name in node.attrib if name == "style" or name.startswith("on") or "href" in name]


@every_figure
def test_a_figure_says_its_title_and_description(draw: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(draw("62 < 70 & rising"))
    title, description = root.find(SVG + "title"), root.find(SVG + "desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (
        title.get("id"),
        description.get("id"),
    )
    assert title.text == description.text == "62 < 70 & rising"


@every_figure
def test_text_is_16_px_on_a_phone_and_stays_inside(draw: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(draw("Recorded crime, and anti-social behaviour, per 1,000 people who live here"))
    assert (root.get("width"), root.get("viewBox", "").split()[2]) == ("360", "360")
    height = float(root.get("height", "0"))
    for node in root.iter(SVG + "text"):
        x, wide = float(node.get("x", "")), width_of(node.text or "")
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.get("text-anchor", "")]
        assert node.get("font-size") == "16"
        assert start >= -0.01
        assert start + wide <= 360.01
        assert 0 < float(node.get("y", "")) <= height


@given(st.text(max_size=60))
def test_any_text_gives_well_formed_xml(words: str) -> None:
    for draw in (bars, stacked, counts):
        ElementTree.fromstring(draw(words))


def test_bars_are_as_long_as_their_values() -> None:
    figure = horizontal_bars([Bar("A", 50, "50"), Bar("B", 25, "25")], caption=CAPTION, upto=100)
    assert [bar["width"] for bar in of_class(figure, "figure-bar")] == ["180", "90"]


def test_a_negative_bar_ends_at_zero() -> None:
    figure = horizontal_bars([Bar("A", 1, "1"), Bar("B", -1, "-1")], caption=CAPTION)
    up, down = of_class(figure, "figure-bar")
    zero = of_class(figure, "figure-zero")[0]
    assert float(down["x"]) + float(down["width"]) == float(up["x"]) == float(zero["x1"]) == 180


def test_a_range_runs_from_low_to_high() -> None:
    figure = horizontal_bars([Bar("A", 50, "50", "#123456", 25, 75)], caption=CAPTION, upto=100)
    across = of_class(figure, "figure-range")[0]
    assert (across["x1"], across["x2"]) == ("91", "269")


def test_bars_that_are_all_zero_are_drawn() -> None:
    figure = horizontal_bars([Bar("A", 0, "0")], caption=CAPTION)
    assert of_class(figure, "figure-bar")[0]["width"] == "0"


def test_parts_lie_side_by_side_and_leave_the_rest_empty() -> None:
    parts = [Part("Safe", 50, "50", "#1f5fa8"), Part("Well", 25, "25", "#1c7a53")]
    safe, well = of_class(stacked_bar(parts, caption=CAPTION, whole=100), "figure-part")
    assert (safe["x"], safe["width"], well["x"], well["width"]) == ("0", "178", "180", "88")


def test_parts_of_nothing_are_drawn() -> None:
    assert of_class(stacked_bar([Part("A", 0, "0", "red")], caption=CAPTION), "figure-part")[0]["width"] == "0"


def test_a_histogram_counts_each_value_once() -> None:
    figure = histogram([0, 1, 1, 1, 9, 10, np.nan], caption=CAPTION, low_text="low", high_text="high", bins=2)
    assert [bar["height"] for bar in of_class(figure, "figure-bin")] == ["100", "50"]


@pytest.mark.parametrize(("value", "x"), [(0, "0"), (5, "178"), (10, "356"), (20, "356")])
def test_the_marker_stands_where_its_value_is(value: float, x: str) -> None:
    figure = histogram([0, 10], Marker(value, "here"), caption=CAPTION, low_text="low", high_text="high")
    assert of_class(figure, "figure-marker")[0]["x"] == x


def test_a_single_value_is_one_bar_under_its_marker() -> None:
    figure = histogram([3.0], Marker(3.0, "here"), caption=CAPTION, low_text="low", high_text="high", bins=3)
    assert [bar["x"] for bar in of_class(figure, "figure-bin")] == ["120"]
    assert of_class(figure, "figure-marker")[0]["x"] == "178"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30))
def test_a_histogram_draws_any_finite_values(values: list[float]) -> None:
    marker = Marker(values[0], "here")
    figure = histogram(values, marker, caption=CAPTION, low_text="low", high_text="high")
    assert max(float(bar["height"]) for bar in of_class(figure, "figure-bin")) == 100


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: horizontal_bars([], caption=CAPTION),
        lambda: Bar("A", float("nan"), "?"),
        lambda: Bar("A", 1, "1", low=0),
        lambda: Bar("A", 1, "1", low=2, high=1),
        lambda: horizontal_bars([Bar("A", 1, "1", "url(https://example.org/a)")], caption=CAPTION),
        lambda: horizontal_bars([Bar("A", 1, "1", 'red" onload="x')], caption=CAPTION),
        lambda: horizontal_bars([Bar("A", 1, "1")], caption=Caption("a", "b", "same", "same")),
        lambda: horizontal_bars([Bar("A", 1, "1")], caption=Caption("a", "b", 'x" y="', "b")),
        lambda: horizontal_bars([Bar("A", 1, "1")], caption=CAPTION, width=0),
        lambda: stacked_bar([], caption=CAPTION),
        lambda: Part("A", -1, "-1", "red"),
        lambda: stacked_bar([Part("A", 2, "2", "red")], caption=CAPTION, whole=1),
        lambda: histogram([], caption=CAPTION, low_text="", high_text=""),
        lambda: histogram([np.inf], caption=CAPTION, low_text="", high_text=""),
        lambda: histogram([1], caption=CAPTION, low_text="", high_text="", bins=0),
        lambda: Marker(float("nan"), "?"),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^(A|Bar|Part|An|The|Title) "):
        wrong()


def test_lines_keep_every_word() -> None:
    words = "Recorded crime and anti-social behaviour"
    assert " ".join(lines_of(words, 120)) == words
    assert "".join(lines_of("x" * 50, 100)) == "x" * 50
