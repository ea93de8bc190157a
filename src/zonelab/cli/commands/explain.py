"""Knows `zonelab explain`: why one area has its score, in words."""

import argparse
import sys

from zonelab.cli.commands.score import add_files, scored
from zonelab.cli.completing import Commands


def add(commands: Commands) -> None:
    command = commands.add_parser("explain", help="say why one area has its score")
    add_files(command)
    command.add_argument("area", metavar="CODE", help="code of the area")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    result = scored(arguments)
    print(result.explain(arguments.area).summary())
    for warning in result.warnings:
        print(f"Please note: {warning}", file=sys.stderr)
    return 0
