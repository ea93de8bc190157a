"""Knows `zonelab score`: scores of all areas as a table, and no more than scores."""

import argparse
import sys
from pathlib import Path

from zonelab.cli import asked, completing, reading
from zonelab.cli.completing import Commands
from zonelab.cli.progress import Progress
from zonelab.indicators import Composite, ScoredAreas, composite, score_areas

SPECIFICATION = """
A specification is a TOML file (`zonelab start` writes one for your table):

  normalisation = "percentile"      # or "min_max" or "z"
  [group_weights]
  safe = 3
  skills = 1
  [[indicators]]
  key = "burglary"                  # a column of the values
  group = "safe"
  [[indicators]]
  key = "qualified"
  group = "skills"
  higher_is_more_need = false       # a high value is good news
  weight = 1                        # within its group
"""


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "score",
        help="score all areas and write code, score, rank and one part a group",
        epilog=SPECIFICATION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_files(command)
    command.add_argument("--out", type=Path, metavar="SCORES.csv", help="file to write (default: standard output)")
    command.set_defaults(run=run)


def add_files(command: argparse.ArgumentParser) -> None:
    """The arguments that `score` and `explain` share."""
    completing.csv(
        command.add_argument("values", type=Path, metavar="VALUES.csv", help="one row an area, one column an indicator")
    )
    completing.toml(
        command.add_argument("specification", type=Path, metavar="SPEC.toml", help="indicators and weights")
    )
    command.add_argument("--code-column", metavar="COLUMN", help="column with the area codes (default: code)")


def run(arguments: argparse.Namespace) -> int:
    result = scored(arguments)
    table = result.to_frame()
    parts = [name for name in table.columns if name.startswith("part_")]
    table = table[["score", "rank", *parts]].sort_values("rank", kind="stable", na_position="last")
    if arguments.out is None:
        table.to_csv(sys.stdout, lineterminator="\n")
    else:
        # Opened here and not by pandas, so that the error names the file.
        with arguments.out.open("w", encoding="utf-8", newline="") as file:
            table.to_csv(file, lineterminator="\n")
    print(result.summary(), file=sys.stderr)
    return 0


def scored(arguments: argparse.Namespace) -> Composite | ScoredAreas:
    """The scores that the arguments ask for. Raises ValueError, which names the file, and OSError."""
    with Progress(sys.stderr).step("scoring", "Scoring the areas"):
        whole = asked.read(arguments.specification)
        spec = whole.specification
        table = reading.values(arguments.values, arguments.code_column or whole.columns.code, spec.keys)
        try:
            return score_areas(table, spec) if spec.has_steps else composite(table, spec)
        except ValueError as error:
            raise ValueError(f"{arguments.values}: {error}") from error
