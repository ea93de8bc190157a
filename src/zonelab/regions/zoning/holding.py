"""Says whether a zone can be at all, and holds a finished one against what was asked; searches nothing."""

import numpy as np

from zonelab.regions.observed import named
from zonelab.regions.zoning.asked import Asked, ZoneSearchError
from zonelab.regions.zoning.growth import Places
from zonelab.regions.zoning.problem import Problem


def check_there_can_be_one(asked: Asked) -> None:
    """Refuse at once where no piece of the map has enough people, or where areas to hold lie in different pieces."""
    problem = asked.problem
    if not asked.open_.any():
        raise ZoneSearchError("No area is left for a zone: all are avoided or have no need. Avoid fewer.")
    part = problem.graph.part(asked.open_)
    people = np.bincount(part.component, problem.people[asked.open_])
    if people.max() < problem.low:
        raise ZoneSearchError(
            f"No zone can be found: the largest connected piece has {people.max():,.0f} people, and a zone needs at "
            f"least {problem.low:,.0f}. Lower that, or join pieces by bridges."
        )
    if len(problem.held):
        codes = problem.graph.codes[problem.held]
        pieces = part.component[part.codes.get_indexer(codes)]
        if (pieces != pieces[0]).any():
            raise ZoneSearchError(
                f"No connected zone can hold {named(codes)}: they lie in different pieces of the map, or in different "
                f"districts. Join the pieces, or hold fewer."
            )


def why_none(problem: Problem, proven: bool) -> str:
    """Why a search ended without a zone. proven: whether it is certain that there is none."""
    if proven:
        return (
            f"There is no connected zone with {problem.low:,.0f} to {problem.high:,.0f} people as asked. Widen the "
            f"range, or ask for fewer areas to hold or avoid."
        )
    return "No zone was found in the time given. Widen the range of the population, or give more seconds."


def without_empty(problem: Problem, zone: Places) -> Places:
    """The zone without the areas where nobody lives that are no bridge between others."""
    for area in zone[problem.people[zone] == 0]:
        rest = zone[zone != area]
        if not problem.kept[area] and connected(problem, rest):
            zone = rest
    return zone


def connected(problem: Problem, zone: Places) -> bool:
    """Whether all areas of a zone can be reached from each other within it."""
    if not len(zone):
        return False
    inside = np.zeros(len(problem.need), dtype=np.bool_)
    inside[zone] = True
    return bool((problem.graph.part(inside).component == 0).all())


def check_zone(problem: Problem, zone: Places) -> None:
    """Hold a finished zone against what was asked, apart from the way in which it was found."""
    people = float(problem.people[zone].sum())
    inside = problem.low * (1 - 1e-9) <= people <= problem.high * (1 + 1e-9)
    if not inside or not connected(problem, zone):
        raise AssertionError(f"A zone of {people:,.0f} people came out that was not asked for. Please report this.")
