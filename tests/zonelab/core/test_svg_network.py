import re

import pytest

from zonelab.core.figures import Caption, Link, network

CAPTION = Caption("Who meets", "The school and the club meet.", "meet-title", "meet-text")
NAMES = ["School", "Club", "Church <1>"]
LINKS = (Link(0, 1), Link(1, 2, 3), Link(0, 2, 2, loose=True))


def drawn(names=NAMES, links=LINKS):
    return network(names, links, caption=CAPTION, fill="#ffffff")


def test_each_name_is_a_numbered_dot_and_stands_in_the_list_below():
    drawing = drawn()
    assert drawing.count("<circle") == 3
    assert re.findall(r">(\d)</text>", drawing) == ["1", "2", "3"]
    assert "1. School" in drawing
    assert "3. Church &lt;1&gt;" in drawing


def test_stronger_links_are_thicker_and_loose_ones_dashed_and_drawn_first():
    lines = re.findall(r"<line[^>]+>", drawn())
    assert [float(re.search(r'stroke-width="([\d.]+)"', line)[1]) for line in lines] == [3.5, 1, 6]
    assert ["dasharray" in line for line in lines] == [True, False, False]


def test_the_same_names_give_the_same_drawing_and_the_first_stands_at_the_top():
    assert drawn() == drawn()
    [first, *_rest] = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn())
    assert first == ("180", "20")


@pytest.mark.parametrize("many", [2, 24, 60])
def test_dots_never_touch_however_many_there_are(many):
    drawing = drawn([f"N{n}" for n in range(many)], [])
    dots = [tuple(map(float, dot)) for dot in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawing)]
    nearest = min(((x - v) ** 2 + (y - w) ** 2) ** 0.5 for n, (x, y) in enumerate(dots) for v, w in dots[n + 1 :])
    assert nearest > 30


@pytest.mark.parametrize("links", [[Link(0, 3)], [Link(-1, 0)]])
def test_a_link_that_leads_nowhere_is_refused(links):
    with pytest.raises(ValueError, match="not among the 3"):
        drawn(links=links)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="at least two names"):
        drawn(["School"], [])
    with pytest.raises(ValueError, match="to itself"):
        Link(1, 1)
    with pytest.raises(ValueError, match="strength"):
        Link(0, 1, 0)
