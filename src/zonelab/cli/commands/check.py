"""Knows `zonelab check`: holds a specification against the data and tells all that is wrong, not only the first."""

import argparse
import sys
from collections.abc import Iterator

from zonelab.cli import asked as specification
from zonelab.cli import inputs
from zonelab.cli.asked import Asked
from zonelab.cli.choice import scored
from zonelab.cli.commands.choose import add_inputs, with_options
from zonelab.cli.completing import Commands
from zonelab.cli.inputs import Inputs
from zonelab.cli.settings import Zones


def add(commands: Commands) -> None:
    command = commands.add_parser("check", help="hold a specification against the data; tells every problem")
    add_inputs(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    problems: list[str] = []
    asked = specification.read_as_far_as_possible(options.spec, problems.append)
    given: Inputs | None = None
    if asked is not None:
        try:
            asked = with_options(asked, options)
            given = inputs.read(options, asked, problems.append)
            problems += _that_do_not_fit(asked, given)
            if not problems:  # or the same mistake would be told twice
                scored(asked.specification, given)
        except ValueError as error:
            problems.append(str(error))
    told = list(dict.fromkeys(problems))
    for problem in told:
        print(problem, file=sys.stderr)
    if told:
        print(
            f"{len(told)} {'problem' if len(told) == 1 else 'problems'}. Mend them, then check again.", file=sys.stderr
        )
        return 2
    if asked is not None and given is not None:
        _tell(asked, given)
    return 0


def _that_do_not_fit(asked: Asked, given: Inputs) -> Iterator[str]:
    path = given.table.path
    for key in given.values.columns[given.values.isna().all()]:
        if key in given.table.heading:
            yield f"{path}, column {key!r}: it has no value for any area. Fill it, or take it out of the specification."
    areas = len(given.values)
    if asked.sure.k >= areas:
        yield f"{path}: there are {areas} areas, and [sure] asks for the top {asked.sure.k}. Take a smaller k."
    if asked.zones is not None:
        yield from _zones_that_cannot_be(asked.zones, given)
    if asked.contrast is not None:
        if asked.zones is not None and asked.zones.how_many <= asked.contrast.k:
            yield (
                f"[contrast] picks {asked.contrast.k} zones out of {asked.zones.how_many}. Look for more zones "
                f"(how_many), or pick fewer (k)."
            )
        needed = {
            "type": asked.contrast.by == "type",
            "district": asked.contrast.one_per_district,
            "partnership": asked.contrast.most_per_partnership is not None,
        }
        for what, wanted in needed.items():
            if wanted and what not in given.described:
                yield f"[contrast] needs the {what} of each area. Name its column: {what} in [columns], or --{what}."


def _zones_that_cannot_be(zones: Zones, given: Inputs) -> Iterator[str]:
    for name in ("containing", "avoiding"):
        unknown = [code for code in getattr(zones, name) if code not in given.values.index]
        if unknown:
            yield f"[zones]: {name} names areas that are not in {given.table.path}: {', '.join(unknown)}."
    if zones.keeps_to_districts and "district" not in given.described:
        yield "[zones]: limits by district need the district of each area. Name its column: --district."
    if zones.penalty > 0 and given.areas.perimeter is None:
        yield "[zones]: a penalty needs the perimeter of each area. Add --perimeters, or --areas."
    people = given.population
    if people is None or not len(people):
        return
    if people.sum() < zones.low:
        yield f"[zones]: all areas together have {people.sum():,.0f} people, fewer than low = {zones.low:,.0f}."
    if people.min() > zones.high:
        yield f"[zones]: each area alone has more people than high = {zones.high:,.0f}. Take larger zones."


def _tell(asked: Asked, given: Inputs) -> None:
    spec = asked.specification
    gaps = int(given.values.isna().to_numpy().sum())
    print(f"{len(given.values)} areas, {len(spec.indicators)} indicators, {gaps} empty cells. No problem was found.")
    if asked.zones is not None and given.population is not None:
        print(
            f"{given.population.sum():,.0f} people; zones of {asked.zones.low:,.0f} to {asked.zones.high:,.0f} people, "
            f"{asked.zones.how_many} of them."
        )
    for note in given.notes:
        print(f"Please note: {note}")
