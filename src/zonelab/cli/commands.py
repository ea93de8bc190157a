"""Knows the commands of `zonelab`, their arguments and exit codes; the numbers come from the other parts."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zonelab.cli import reading
from zonelab.core.version import version
from zonelab.indicators import Composite, Specification, composite

_SPECIFICATION = """
A specification is a TOML file:

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 when a file or argument is wrong; stderr then says what to do."""
    arguments = _parser().parse_args(argv)
    try:
        _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`zonelab … | head`). Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(
            f"zonelab: {error.filename}: {error.strerror}. Check the name and whether you may use it.",
            file=sys.stderr,
        )
        return 2
    except ValueError as error:
        print(f"zonelab: {error}", file=sys.stderr)
        return 2
    return 0


def _run(arguments: argparse.Namespace) -> None:
    result = _scored(arguments)
    if arguments.command == "explain":
        print(result.explain(arguments.area).summary())
        for warning in result.warnings:
            print(f"Please note: {warning}", file=sys.stderr)
        return
    table = result.to_frame().sort_values("rank", kind="stable", na_position="last")
    if arguments.out is None:
        table.to_csv(sys.stdout, lineterminator="\n")
    else:
        # Opened here and not by pandas, so that the error names the file.
        with arguments.out.open("w", encoding="utf-8", newline="") as file:
            table.to_csv(file, lineterminator="\n")
    print(result.summary(), file=sys.stderr)


def _scored(arguments: argparse.Namespace) -> Composite:
    spec = Specification.from_toml(arguments.specification)
    table = reading.values(arguments.values, arguments.code_column, spec.keys)
    try:
        return composite(table, spec)
    except ValueError as error:
        raise ValueError(f"{arguments.values}: {error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zonelab",
        description="Score areas by need, from a table of values and a specification of weights.",
        epilog=_SPECIFICATION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zonelab {version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    score = commands.add_parser("score", help="score all areas and write code, score, rank and one part a group")
    explain = commands.add_parser("explain", help="say why one area has its score")
    for command in (score, explain):
        command.add_argument("values", type=Path, metavar="VALUES.csv", help="one row an area, one column an indicator")
        command.add_argument("specification", type=Path, metavar="SPEC.toml", help="indicators and weights")
        command.add_argument("--code-column", default="code", help="column with the area codes (default: code)")
    score.add_argument("--out", type=Path, metavar="SCORES.csv", help="file to write (default: standard output)")
    explain.add_argument("area", metavar="CODE", help="code of the area")
    return parser
