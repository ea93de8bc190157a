"""Knows how to show which zones differ most, and what that costs in need."""

from zonelab.cli.choice import Choice
from zonelab.cli.report.writing import Html, paragraph


def told(choice: Choice) -> list[Html]:
    if choice.sets is None:
        return []
    return [paragraph(line) for line in choice.sets.summary().splitlines()]
