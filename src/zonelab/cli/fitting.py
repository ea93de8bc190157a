"""Knows what a specification asks that its files cannot give, before any work is done; reads and scores nothing."""

from collections.abc import Iterator

from zonelab.cli.asked import Asked
from zonelab.cli.inputs import Inputs
from zonelab.cli.settings import Contrast, SettingsError, Zones


def check(asked: Asked, given: Inputs) -> None:
    """Refuse what cannot be done, each time by the name of a file. Raises SettingsError with all of it."""
    problems = list(that_cannot_be(asked, given))
    if problems:
        raise SettingsError(problems)


def that_cannot_be(asked: Asked, given: Inputs) -> Iterator[str]:
    """What no work could answer."""
    path, areas = given.table.path, len(given.values)
    if not areas:
        yield f"{path}: there is no area left to score."
        return
    for key in given.values.columns[given.values.isna().all()]:
        if key in given.table.heading:
            yield f"{path}, column {key!r}: it has no value for any area. Fill it, or take it out of the specification."
    if asked.sure.k is not None and asked.sure.k > areas:
        yield _top(asked, given)
    if asked.zones is not None:
        for problem in _of_zones(asked.zones, given):
            yield f"{asked.path}: [zones]: {problem}"
    if asked.contrast is not None:
        for problem in _of_contrast(asked.contrast, given):
            yield f"{asked.path}: [contrast] {problem}"


def that_says_little(asked: Asked, given: Inputs) -> Iterator[str]:
    """What can be done and is hardly meant: all areas are the top, or all zones the set."""
    if asked.sure.k == len(given.values):
        yield _top(asked, given)
    if asked.contrast is not None and asked.zones is not None and asked.zones.how_many <= asked.contrast.k:
        yield (
            f"{asked.path}: [contrast] picks {asked.contrast.k} zones out of {asked.zones.how_many}. Look for more "
            f"zones (how_many), or pick fewer (k)."
        )


def _top(asked: Asked, given: Inputs) -> str:
    areas = len(given.values)
    return (
        f"{given.table.path}: there {'is' if areas == 1 else 'are'} {areas} {'area' if areas == 1 else 'areas'}, and "
        f"[sure] asks for the top {asked.sure.k} (k). Take a smaller k."
    )


def _of_zones(zones: Zones, given: Inputs) -> Iterator[str]:
    path = given.table.path
    for name in ("containing", "avoiding"):
        unknown = [code for code in getattr(zones, name) if code not in given.values.index]
        if unknown:
            yield f"{name} names areas that are not in {path}: {', '.join(unknown)}. Mend the codes."
    if zones.keeps_to_districts and "district" not in given.described:
        yield f"limits by district need the district of each area. Name its column in {path}: --district."
    graph = given.areas.graph
    if zones.penalty > 0 and (given.areas.perimeter is None or graph is None or graph.border is None):
        yield (
            "a penalty for long boundaries needs the perimeter of each area and the length of its borders. Give "
            "--areas, or --perimeters and a column border in --edges."
        )
    people = given.population
    if people is None or not len(people):
        return
    if people.sum() < zones.low:
        yield (
            f"all areas together have {people.sum():,.0f} people in {path}, fewer than low = {zones.low:,.0f}. "
            f"Take smaller zones."
        )
    if people.min() > zones.high:
        yield f"each area alone has more people than high = {zones.high:,.0f} in {path}. Take larger zones."


def _of_contrast(contrast: Contrast, given: Inputs) -> Iterator[str]:
    needed = {
        "type": contrast.by == "type",
        "district": contrast.one_per_district,
        "partnership": contrast.most_per_partnership is not None,
    }
    for what, wanted in needed.items():
        if wanted and what not in given.described:
            yield (
                f"needs the {what} of each area. Name its column in {given.table.path}: {what} in [columns], or "
                f"--{what}."
            )
