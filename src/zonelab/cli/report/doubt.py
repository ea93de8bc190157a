"""Knows how to show how sure the ranks are and what they hang on; draws nothing at random itself."""

from collections import Counter

from zonelab.cli.choice import Choice, RankedArea
from zonelab.cli.report import words
from zonelab.cli.report.writing import Column, Html, element, figure, listed, paragraph, table, together
from zonelab.core.figures import Caption, IntervalRow, interval_bars

_MOST = 20


def told(choice: Choice) -> list[Html]:
    sure = choice.sure
    shown = choice.ranked[: min(_MOST, max(sure.k, 10))]
    count = Counter(area.label for area in choice.ranked)
    rows = [
        [
            _named(area),
            f"{area.rank}",
            words.ranks(area.low, area.high),
            words.chance(area.chance),
            _tag(area.label),
        ]
        for area in shown
    ]
    columns = [
        Column("Area"),
        Column("Rank", True),
        Column("Range", True),
        Column(f"In the top {sure.k}", True),
        Column("How sure"),
    ]
    bars = [
        IntervalRow(
            area.name,
            area.rank,
            f"{area.rank} ({words.ranks(area.low, area.high)})",
            min(area.low, area.rank),
            max(area.high, area.rank),
        )
        for area in shown
    ]
    drawing = interval_bars(
        bars,
        caption=Caption(
            "How far each rank can be trusted",
            f"The rank of each of the first {len(shown)} areas with the range it has in nine of ten draws; the table "
            "beside it holds the same numbers.",
            "ranks-title",
            "ranks-text",
        ),
    )
    return [
        paragraph(
            f"Nobody knows the right weights. So we drew others {sure.draws:,} times and ranked the areas again. The "
            f"range holds nine draws in ten. Robust: in the top {sure.k} in at least 95% of the draws. It depends: in "
            f"5% to 95% of them. Of all areas, {count['robust']:,} are robust, for {count['depends']:,} it depends, "
            f"and {count['not']:,} are not in the top."
        ),
        element(
            "div",
            figure(
                drawing, "Dot: rank at the weights that were asked for. Line: the range. Further left is more need."
            ),
            table(f"The first {len(shown)} areas and how sure their rank is", columns, rows),
            class_="beside",
        ),
        *_turning(choice),
        *_sensitive(choice),
    ]


def _named(area: RankedArea) -> Html | str:
    return area.code if area.name == area.code else together(area.name, " ", element("small", area.code))


def _tag(label: str) -> Html:
    return element("span", words.LABELS[label], class_=f"tag {label or 'none'}")


def _turning(choice: Choice) -> list[Html]:
    points = [point for point in choice.sure.turning_points if point.change is not None]
    if not points:
        return []
    k = choice.sure.k
    said = [
        f"{point.group}: at {point.share + (point.change or 0):.1%} of all weight instead of {point.share:.1%}, "
        f"{choice.inputs.name_of(point.enters)} takes the place of {choice.inputs.name_of(point.leaves)}."
        for point in points
    ]
    return [
        element("h3", "What would change the answer"),
        paragraph(f"The smallest change of one weight that alters the top {k}, the nearest first:"),
        listed(said),
    ]


def _sensitive(choice: Choice) -> list[Html]:
    found = choice.sensitivity
    if found is None or found.total.isna().all(axis=None):
        return []
    first, total = found.first.mean(), found.total.mean()
    order = sorted(found.choices, key=lambda each: (-round(float(total[each]), 9), each))
    rows = [[each, f"{max(0.0, float(first[each])):.0%}", f"{max(0.0, float(total[each])):.0%}"] for each in order]
    return [
        element("h3", "What the ranks hang on"),
        paragraph(found.summary()),
        table(
            f"Share of the doubt at the edge of the top {found.k}, mean over {len(found.codes)} areas",
            [Column("Choice"), Column("Alone", True), Column("With all it does together with others", True)],
            rows,
        ),
    ]
