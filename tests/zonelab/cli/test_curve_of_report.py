"""The curve of the report: points in their order, each with its number, and one that is pointed at."""

import re

import pytest

from zonelab.cli.report.drawn_curve import Stop, drawn_curve
from zonelab.core.svg import Caption

CAPTION = Caption("A curve", "Three sets.", "curve-title", "curve-text")
STOPS = (Stop(1.0, 90.0, "1", False), Stop(2.0, 88.0, "2", True), Stop(3.0, 80.0, "3", False))


def drawn() -> dict[str, tuple[float, float, str]]:
    """Where each mark stands and the fill of its dot."""
    text = drawn_curve(STOPS, "Contrast", "Need", CAPTION)
    dots = re.findall(r'dot" cx="([^"]*)" cy="([^"]*)" r="12" fill="([^"]*)"[^>]*/><text[^>]*>(\d)<', text)
    return {mark: (float(x), float(y), fill) for x, y, fill, mark in dots}


def test_more_contrast_is_further_right_and_more_need_further_up() -> None:
    places = drawn()
    assert places["1"][0] < places["2"][0] < places["3"][0]
    assert places["1"][1] < places["2"][1] < places["3"][1]
    # Need falls by 2, then by 8.
    first, second = places["2"][1] - places["1"][1], places["3"][1] - places["2"][1]
    assert second == pytest.approx(4 * first, abs=0.05)


def test_the_chosen_one_is_dark_and_lies_on_top() -> None:
    places = drawn()
    assert [places[mark][2] for mark in "123"] == ["#ffffff", "#1d1233", "#ffffff"]
    assert list(places)[-1] == "2"


def test_the_axes_say_what_they_are() -> None:
    text = drawn_curve(STOPS, "Contrast <b>", "Need", CAPTION)
    assert "→ Contrast &lt;b&gt;" in text
    assert "↑ Need" in text
