"""Knows what stands around the map of the report; the map itself is drawn by the core's figures."""

from zonelab.cli.choice import Choice
from zonelab.cli.report.writing import Html


def told(choice: Choice) -> list[Html]:
    return []
