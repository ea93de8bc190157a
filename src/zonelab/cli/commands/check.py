"""Knows `zonelab check`: holds a specification against the data and tells all that is wrong, not only the first."""

import argparse
import sys

from zonelab.cli import asked as specification
from zonelab.cli import fitting, inputs
from zonelab.cli.asked import Asked
from zonelab.cli.choice import scored
from zonelab.cli.commands.choose import add_inputs, with_options
from zonelab.cli.completing import Commands
from zonelab.cli.inputs import Inputs
from zonelab.cli.progress import Progress


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
            with Progress(sys.stderr).step("checking", "Checking"):
                given = inputs.read(options, asked, problems.append)
                problems += [*fitting.that_cannot_be(asked, given), *fitting.that_says_little(asked, given)]
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
