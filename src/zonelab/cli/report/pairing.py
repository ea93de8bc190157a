"""Knows how to show which sets of zones differ most, and what that costs in need."""

from zonelab.cli.choice import Choice
from zonelab.cli.report import words
from zonelab.cli.report.drawn_curve import Stop, drawn_curve
from zonelab.cli.report.writing import Column, Html, element, figure, paragraph, table
from zonelab.core.svg import Caption
from zonelab.regions.contrast import ContrastingSets

_CONTRAST = {
    "types": "Kinds of place in the set",
    "mean_distance": "Distance between its zones (standard deviations)",
    "smallest_distance": "Distance of the two most alike (standard deviations)",
}


def told(choice: Choice) -> list[Html]:
    found = choice.sets
    if found is None:
        asked = choice.asked.contrast is not None and choice.search is not None
        return [paragraph("No set was found. ", *choice.found.lost)] if asked else []
    rows = [
        [
            f"Set {each.number}{' – chosen' if each is found.chosen else ''}",
            words.enumerated(each.zones),
            words.score(each.need),
            f"{each.contrast:.3g}",
            words.score(each.given_up),
        ]
        for each in found.points
    ]
    columns = [
        Column("Set"),
        Column("Zones"),
        Column("Mean need", True),
        Column("Contrast", True),
        Column("Need given up", True),
    ]
    shown = table(f"Sets of {words.count(found.k, 'zone', 'zones')}, from most need to most contrast", columns, rows)
    return [
        paragraph(
            "Zones that differ teach more than zones that are alike. But the most contrast is seldom where the most "
            "need is. No other set has more of one without less of the other than these."
        ),
        paragraph(element("strong", chosen(choice, found)), f" {found.chosen_by}"),
        element("div", _curve(found), shown, class_="beside") if len(found.points) > 1 else shown,
        *([paragraph(f"Conditions: {'; '.join(found.constraints)}.")] if found.constraints else []),
    ]


def chosen(choice: Choice, found: ContrastingSets) -> str:
    """The chosen set in one sentence, with what it gives up."""
    best = found.chosen
    said = f"{words.enumerated(best.zones)}: mean need {words.score(best.need)}"
    if best.given_up > 0 and best.leaves:
        said += f", {words.score(best.given_up)} less than the neediest set"
    if choice.traits is not None and "type" in choice.traits:
        kinds = list(dict.fromkeys(str(choice.traits.at[zone, "type"]) for zone in best.zones))
        said += f" ({words.enumerated(kinds)})"
    return f"{said}."


def _curve(found: ContrastingSets) -> Html:
    stops = [Stop(each.contrast, each.need, str(each.number), each is found.chosen) for each in found.points]
    caption = Caption(
        "Need against contrast",
        f"Each of {len(stops)} sets by its contrast and its mean need; the table beside it holds the same numbers.",
        "curve-title",
        "curve-text",
    )
    drawing = drawn_curve(stops, _CONTRAST[found.contrast], "Mean need of the set", caption)
    return figure(drawing, "Each dot is a set, by its number in the table. The dark one is chosen.")
