"""Sparklines, trend lines and interval rows: safe, readable on a phone, honest about gaps and doubt."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.figures import Caption, IntervalRow, Point, interval_bars, sparkline, trend_line
from zonelab.core.figures.sizes import round_ticks, tick_words
from zonelab.core.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</text><script>alert(1)</script>\" onload='x' & \x00\x0b]]>"
CAPTION = Caption("Burglary", "Burglary fell from 12 to 8.", "burglary-title", "burglary-text")
finite = st.floats(-1e9, 1e9, allow_nan=False)


def spark(words: str) -> str:
    return sparkline([1, None, 3], caption=Caption(words, words, "a", "b"), periods=[words] * 3, text=words, width=360)


def trend(words: str) -> str:
    points = [
        Point(words, 5, words, 4, 6),
        Point(words, None),
        Point(words, 6, words, 5, 7),
        Point(words, 7, words, 5, 9),
    ]
    caption = Caption(words, words, "a", "b")
    say = {"name": words + ".", "band_text": words + "!", "benchmark_text": words + "?", "gap_text": words + ";"}
    return trend_line(points, caption=caption, benchmark=[1, None, 2, 3], **say)  # type: ignore[arg-type]


def rows(words: str) -> str:
    both = [IntervalRow(words, 5, words, 4, 6), IntervalRow(words, None, words)]
    return interval_bars(both, caption=Caption(words, words, "a", "b"), benchmark=3, benchmark_text=words + ".")


every_figure = pytest.mark.parametrize("draw", [spark, trend, rows])


def of_class(figure: str, name: str) -> list[dict[str, str]]:
    return [node.attrib for node in ElementTree.fromstring(figure).iter() if node.get("class") == name]


def texts(figure: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(figure).iter(SVG + "text")]


def places(node: dict[str, str]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in node["points"].split())]


@every_figure
def test_nothing_in_a_figure_can_break_a_strict_policy(draw: Callable[[str], str]) -> None:
    allowed = {SVG + name for name in ["svg", "title", "desc", "rect", "line", "text", "polyline", "polygon", "circle"]}
    for node in ElementTree.fromstring(draw(NASTY)).iter():
        assert node.tag in allowed
        assert not [name for name in node.attrib if name == "style" or name.startswith("on") or "href" in name]


@every_figure
def test_text_is_16_px_on_a_phone_and_stays_inside(draw: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(draw("Recorded crime, and anti-social behaviour, per 1,000 people who live here"))
    assert (root.get("width"), root.get("role")) == ("360", "img")
    height = float(root.get("height", "0"))
    for node in root.iter(SVG + "text"):
        x, wide = float(node.get("x", "")), width_of(node.text or "")
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.get("text-anchor", "")]
        assert node.get("font-size") == "16"
        assert start >= -0.01
        assert start + wide <= 360.01
        assert 0 < float(node.get("y", "")) <= height


@given(st.text(min_size=1, max_size=60))
def test_any_text_gives_well_formed_xml(words: str) -> None:
    for draw in (spark, trend, rows):
        ElementTree.fromstring(draw(words))


def test_no_line_is_drawn_across_a_gap() -> None:
    values = [1, 2, None, 3, float("nan"), 4, 5, 6]
    lines = of_class(sparkline(values, caption=CAPTION), "figure-line")
    assert [len(places(line)) for line in lines] == [2, 3]
    points = [Point(str(year), value if value == value else None) for year, value in enumerate(values)]
    lines = of_class(trend_line(points, caption=CAPTION, name="Here"), "figure-line")
    assert [len(places(line)) for line in lines] == [2, 3]


def test_the_last_known_value_is_marked_and_a_lonely_one_is_a_dot() -> None:
    figure = sparkline([3, None, 1, None, 2, None], caption=CAPTION)
    assert len(of_class(figure, "figure-point")) == 2
    assert [float(dot["cx"]) for dot in of_class(figure, "figure-last")] == [5 + 4 / 5 * 150]


def test_a_sparkline_runs_from_the_smallest_to_the_largest_and_says_its_periods() -> None:
    figure = sparkline([2, 4, 3], caption=CAPTION, periods=["2022", "2023", "2024"], text="3")
    heights = [y for _, y in places(of_class(figure, "figure-line")[0])]
    assert heights == [23, 5, 14]
    assert texts(figure) == ["3", "2022–2024"]


def test_a_trend_line_stands_at_its_numbers() -> None:
    points = [Point("2023", 10, "", 5, 15), Point("2024", 20, "20 per 1,000", 15, 25)]
    say = {"name": "New Parks", "band_text": "95% interval", "benchmark_text": "England"}
    figure = trend_line(points, caption=CAPTION, benchmark=10, **say)  # type: ignore[arg-type]
    (x1, y1), (x2, y2) = places(of_class(figure, "figure-line")[0])
    low1, low2, high2, high1 = places(of_class(figure, "figure-band")[0])
    assert (low1[0], high2[0]) == (x1, x2)
    assert y1 - y2 == pytest.approx(160 * 10 / 30, abs=0.02)
    assert low1[1] - high1[1] == pytest.approx(160 * 10 / 30, abs=0.02)
    assert {y for _, y in places(of_class(figure, "figure-benchmark")[0])} == {y1}
    said = texts(figure)
    assert [word for word in said if word in ("0", "10", "20", "30")] == ["0", "10", "20", "30"]
    for words in ("2024: 20 per 1,000", "2023", "2024", "New Parks", "95% interval", "England"):
        assert words in said
    assert of_class(figure, "figure-benchmark")[0]["stroke-dasharray"]
    assert low2[1] > high2[1]


def test_words_for_gaps_stand_only_where_there_is_one() -> None:
    whole, gap = [Point("1", 1), Point("2", 2)], [Point("1", 1), Point("2", None)]
    assert "None for 2" not in texts(trend_line(whole, caption=CAPTION, name="Here", gap_text="None for 2"))
    assert "None for 2" in texts(trend_line(gap, caption=CAPTION, name="Here", gap_text="None for 2"))


def test_many_periods_are_named_without_overlap_and_the_last_one_always() -> None:
    figure = trend_line([Point(f"2025-{month:02}", month) for month in range(1, 57)], caption=CAPTION, name="Here")
    ElementTree.fromstring(figure)
    names = [
        node for node in ElementTree.fromstring(figure).iter(SVG + "text") if (node.text or "").startswith("2025-")
    ]
    edges = sorted((float(node.get("x", "")), width_of(node.text or "")) for node in names)
    assert any(node.text == "2025-56" for node in names)
    for (left, one), (right, other) in pairwise(edges):
        assert left + one / 2 <= right - other / 2


def test_a_row_stands_at_its_number_and_a_missing_one_is_words_alone() -> None:
    figure = interval_bars(
        [IntervalRow("A", 50, "50", 25, 75), IntervalRow("B", None, "no figure")],
        caption=CAPTION,
        benchmark=100,
        benchmark_text="England",
    )
    across = of_class(figure, "figure-range")[0]
    assert (across["x1"], across["x2"]) == ("93.5", "266.5")
    assert [dot["cx"] for dot in of_class(figure, "figure-dot")] == ["180"]
    assert [line["x1"] for line in of_class(figure, "figure-benchmark")] == ["353"]
    assert texts(figure) == ["A", "50", "B", "no figure", "0", "100", "England"]


@given(finite, finite)
def test_ticks_are_few_and_hold_the_numbers(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    ticks = round_ticks(low, high)
    room = 1e-6 * (ticks[-1] - ticks[0])
    assert ticks[0] <= low + room
    assert ticks[-1] >= high - room
    assert 2 <= len(ticks) <= 7
    assert len(set(tick_words(ticks))) == len(ticks) or high - low < 1e-5


@pytest.mark.parametrize("value", [0.0, 5e-324, -1e-12, 7.0, -7.0, 1e9])
def test_one_value_alone_has_an_axis(value: float) -> None:
    ticks = round_ticks(value, value)
    assert ticks[0] - 1e-9 <= value <= ticks[-1]
    assert len(ticks) > 1


@given(st.lists(st.one_of(st.none(), finite), min_size=1, max_size=20))
def test_any_finite_values_are_drawn(values: list[float | None]) -> None:
    if all(value is None for value in values):
        values = [*values, 0.0]
    ElementTree.fromstring(sparkline(values, caption=CAPTION))
    points = [Point(str(place), value) for place, value in enumerate(values)]
    ElementTree.fromstring(trend_line(points, caption=CAPTION, name="Here", from_zero=False))
    ElementTree.fromstring(interval_bars([IntervalRow("A", value, "?") for value in values], caption=CAPTION))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: sparkline([], caption=CAPTION),
        lambda: sparkline([None], caption=CAPTION),
        lambda: sparkline([float("inf")], caption=CAPTION),
        lambda: sparkline([1, 2], caption=CAPTION, periods=["2024"]),
        lambda: sparkline([1], caption=CAPTION, fill="url(#a)"),
        lambda: trend_line([], caption=CAPTION, name="Here"),
        lambda: trend_line([Point("1", None)], caption=CAPTION, name="Here"),
        lambda: trend_line([Point("1", 2, "", 1, 3)], caption=CAPTION, name="Here"),
        lambda: trend_line([Point("1", 2)], caption=CAPTION, name="Here", benchmark=1),
        lambda: trend_line([Point("1", 2)], caption=CAPTION, name="Here", benchmark=[1, 2], benchmark_text="England"),
        lambda: trend_line([Point("1", 2)], caption=CAPTION, name="Here", benchmark=float("nan"), benchmark_text="x"),
        lambda: Point("1", float("nan")),
        lambda: Point("1", 2, "", 3, 1),
        lambda: Point("1", None, "", 1, 3),
        lambda: IntervalRow("A", 2, "", 1),
        lambda: IntervalRow("A", 2, "", 3, 1),
        lambda: IntervalRow("A", float("inf"), ""),
        lambda: interval_bars([], caption=CAPTION),
        lambda: interval_bars([IntervalRow("A", 1, "1")], caption=CAPTION, benchmark=1),
        lambda: interval_bars([IntervalRow("A", 1, "1", fill="url(#a)")], caption=CAPTION),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"^(A|Point|Row) "):
        wrong()
