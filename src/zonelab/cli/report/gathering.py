"""Knows how to say where high need gathers, as description beside the score; tests nothing itself."""

import numpy as np

from zonelab.cli.choice import Choice
from zonelab.cli.report import words
from zonelab.cli.report.writing import Html, listed, paragraph
from zonelab.indicators.hotspots import COLD, HOT

_NAMED = 12


def told(choice: Choice) -> list[Html]:
    found = choice.gathering
    if found is None:
        return []
    hot = sorted(
        (str(code) for code, label in zip(found.codes, found.label, strict=True) if label == HOT),
        key=dict(zip(found.codes, -found.z, strict=True)).__getitem__,
    )
    cold = int(np.count_nonzero(found.label == COLD))
    hot_spots = words.count(len(hot), "area is a hot spot", "areas are hot spots").capitalize()
    cold_spots = words.count(cold, "area is a cold spot", "areas are cold spots")
    said = [
        paragraph(
            f"{hot_spots}: need is high there and all around, more than chance alone would bring together. "
            f"{cold_spots.capitalize()}, where it is low all around. This describes the map; it is no part of the "
            f"score and moves no rank."
        )
    ]
    if hot:
        names = [choice.inputs.name_of(code) for code in hot[:_NAMED]]
        more = len(hot) - len(names)
        said.append(paragraph(f"Strongest first: {', '.join(names)}{f' and {more:,} more' if more > 0 else ''}."))
    return [*said, *([listed(found.warnings)] if found.warnings else [])]
