"""Knows how to show what each indicator and each outcome adds to the scores of the first areas."""

import numpy as np

from zonelab.cli.choice import Choice
from zonelab.cli.report import words
from zonelab.cli.report.colours import colour_of
from zonelab.cli.report.writing import Column, Html, element, figure, paragraph, table
from zonelab.core.figures import Caption, Part, stacked_bar
from zonelab.indicators.composite import within_groups

_BARS, _COLUMNS = 3, 3


def told(choice: Choice) -> list[Html]:
    score = choice.score
    spec = score.specification
    first = [area.code for area in choice.ranked]
    parts = score.parts.to_numpy()
    place = {code: at for at, code in enumerate(score.codes)}
    weights = spec.group_shares()
    within = within_groups(spec).tolist()
    columns = [
        Column("Indicator"),
        Column("Outcome"),
        Column("More need when"),
        Column("Weight", True),
        *(Column(choice.inputs.name_of(code), True) for code in first[:_COLUMNS]),
    ]
    rows: list[list[Html | str]] = [
        [
            each.key,
            each.group,
            "high" if each.higher_is_more_need else "low",
            f"{weights[each.group] * within[at]:.1%}",
            *(words.score(float(parts[place[code], at])) for code in first[:_COLUMNS]),
        ]
        for at, each in enumerate(spec.indicators)
    ]
    rows.append(
        [
            "Together",
            "",
            "",
            "100%",
            *(words.score(float(score.score[place[code]])) for code in first[:_COLUMNS]),
        ]
    )
    said = [
        paragraph("The parts of an area sum to its score. Where a value is missing, its weight goes to the others."),
        table(f"What each indicator adds to the first {min(_COLUMNS, len(first))} areas", columns, rows),
    ]
    bars = _bars(choice, first[:_BARS])
    return [element("div", *bars, class_="three"), *said] if bars else said


def _bars(choice: Choice, codes: list[str]) -> list[Html]:
    """One bar an area, cut by outcome; none where parts can be below zero."""
    groups = list(choice.score.specification.top_groups)
    parts = choice.score.group_parts.loc[codes, groups].to_numpy(dtype=np.float64)
    if len(groups) < 2 or not (parts >= 0).all():
        return []
    whole = float(parts.sum(axis=1).max())
    drawn = []
    for place, code in enumerate(codes):
        name = choice.inputs.name_of(code)
        here = [
            Part(group, value, words.score(value), colour_of(group, at))
            for at, (group, value) in enumerate(zip(groups, parts[place].tolist(), strict=True))
        ]
        told = ", ".join(f"{part.label} {part.text}" for part in here)
        caption = Caption(
            f"The score of {name}", f"It is made of {told}.", f"parts-title-{place}", f"parts-text-{place}"
        )
        drawn.append(figure(stacked_bar(here, caption=caption, whole=whole), f"{name}{words.code_after(name, code)}"))
    return drawn
