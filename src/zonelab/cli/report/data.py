"""Knows how to tell what the data lack, how they are spread, and what was done to them."""

from zonelab.cli import likeness
from zonelab.cli.choice import Choice
from zonelab.cli.report import words
from zonelab.cli.report.writing import Column, Html, element, listed, paragraph, table

_PAIRS = 8


def told(choice: Choice) -> list[Html]:
    values = choice.inputs.values
    rows = []
    for shape in choice.shapes.shapes:
        column = values[shape.key]
        rows.append(
            [
                shape.key,
                f"{shape.missing:,}",
                *(words.value(float(each)) for each in (column.min(), column.median(), column.max())),
                "Far from the others: look twice" if shape.outside else "Even enough",
            ]
        )
    columns = [
        Column("Indicator"),
        Column("Areas without a value", True),
        Column("Least", True),
        Column("Middle", True),
        Column("Most", True),
        Column("Outliers", long=True),
    ]
    empty = int(values.isna().to_numpy().sum())
    said = [
        paragraph(
            f"{empty:,} of {values.size:,} cells are empty." if empty else "No cell is empty.",
            "" if choice.score.steps else " No value was filled in, cut off or transformed.",
        ),
        *_done(choice),
        table("The indicators as they were given", columns, rows),
        *_alike(choice),
    ]
    ranked = {area.code for area in choice.ranked}
    without = [code for code in choice.score.codes if code not in ranked]
    if without:
        names = [choice.inputs.name_of(code) for code in without[:10]]
        more = len(without) - len(names)
        said.append(
            paragraph(
                f"Without a score: {', '.join(names)}{f' and {more:,} more' if more else ''}. They are in no zone."
            )
        )
    return said


def _done(choice: Choice) -> list[Html]:
    steps = choice.score.steps
    if not steps:
        return []
    which = "Which values these are, and what each was before: see the file marked.csv."
    return [element("h3", "What was done to them"), listed(steps), paragraph(which)]


def _alike(choice: Choice) -> list[Html]:
    found = choice.alike
    if found is None:
        return []
    pairs = likeness.sentences(found, _PAIRS)
    said: list[Html] = [element("h3", "Indicators that say the same"), paragraph(found.summary().splitlines()[0])]
    if not pairs:
        return [*said, paragraph("No two of them go closely together.")]
    return [
        *said,
        paragraph("What two indicators both say counts twice. These go closely together:"),
        listed(pairs),
    ]
