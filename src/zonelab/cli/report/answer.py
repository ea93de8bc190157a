"""Knows how to say first what was asked, and what the answer is, in plain words; the evidence comes after it."""

import numpy as np

from zonelab.cli.choice import Choice
from zonelab.cli.report import pairing, words
from zonelab.cli.report.writing import Html, element, listed, paragraph, together
from zonelab.indicators.uncertainty import DEPENDS, ROBUST

_FIRST = 5


def asked(choice: Choice) -> str:
    """What was asked, in one or two sentences."""
    spec = choice.score.specification
    said = f"{len(choice.score.codes):,} areas, {words.count(len(spec.indicators), 'indicator', 'indicators')}"
    said += "." if len(spec.top_groups) == 1 else f" of {words.count(len(spec.top_groups), 'outcome', 'outcomes')}."
    zones = choice.asked.zones
    if zones is not None:
        said += (
            f" We looked for {words.count(zones.how_many, 'zone', 'zones')} of {words.people(zones.low)} to "
            f"{words.people(zones.high)} people with as much need as can be."
        )
    return f"{said} Nothing here decides: it shows what the figures say, how sure they are, and what they cannot see."


def told(choice: Choice) -> list[Html]:
    """The first areas, the zones, how sure, and what to read with care."""
    items = [
        together(
            element("strong", area.name),
            f"{words.code_after(area.name, area.code)}: score {words.score(area.score)}, "
            f"{_sure(area.label, area.chance, choice.sure.k)}.",
        )
        for area in choice.ranked[:_FIRST]
    ]
    said = [
        paragraph(element("strong", "Most need. "), f"These areas come first of {len(choice.ranked):,} with a score."),
        listed(items, ordered=True),
        paragraph(element("strong", "How sure. "), _how_sure(choice)),
    ]
    if choice.search is not None:
        said.append(paragraph(element("strong", "Zones. "), _zones(choice)))
    if choice.sets is not None:
        said.append(paragraph(element("strong", "A contrasting set. "), pairing.chosen(choice, choice.sets)))
    if choice.warnings:
        said.append(
            element(
                "div",
                element("h3", "Please note"),
                listed(choice.warnings),
                class_="note",
            )
        )
    return said


def _sure(label: str, chance: float, k: int) -> str:
    return f"{words.LABELS[label].lower()} – in the top {k} in {words.chance(chance)} of the draws"


def _how_sure(choice: Choice) -> str:
    sure = choice.sure
    robust, depends = (int(np.count_nonzero(sure.label == label)) for label in (ROBUST, DEPENDS))
    if len(sure.specification.groups) < 2 and len(sure.methods) < 2:
        return (
            "There is one outcome and one way to reckon, so the ranks hang on no weight between outcomes. Name more "
            "groups, or methods, to see what the ranks hang on."
        )
    said = (
        f"We varied the weights{' and the method' if len(sure.methods) > 1 else ''} {sure.draws:,} times. "
        f"{words.count(robust, 'area is', 'areas are').capitalize()} in the top {sure.k} nearly every time (robust); "
    )
    return f"{said}for {words.count(depends, 'other', 'others')} it depends on the weights."


def _zones(choice: Choice) -> str:
    assert choice.search is not None
    found = choice.search.zones
    best = found[0]
    need = dict(zip(choice.score.codes, choice.score.score, strict=True))
    around = choice.inputs.name_of(max(best.areas, key=lambda code: (need[code], code)))
    said = (
        f"{words.count(len(found), 'zone was', 'zones were').capitalize()} found. {best.name}, around {around}, comes "
        f"first: {words.count(len(best.areas), 'area', 'areas')}, {words.people(best.population)} people, mean need "
        f"{words.score(best.need)}."
    )
    proven = sum(zone.proven for zone in found)
    if proven == len(found) == 1:
        return f"{said} It is proven best."
    if proven == len(found):
        return f"{said} All are proven: each is the best of what those before it left."
    sure = words.count(proven, "is", "are").capitalize() if proven else "None is"
    return f"{said} {sure} proven best; the table says how far off the others can be."
