"""Knows which commands `zonelab` has, and turns what goes wrong into a sentence and an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence

from zonelab.cli.commands import check, choose, completion, describe, explain, score, start
from zonelab.core.version import version

COMMANDS = (choose, start, describe, check, score, explain, completion)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 when a file or argument is wrong; stderr then says what to do."""
    arguments = parser().parse_args(argv)
    try:
        answer: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`zonelab … | head`). Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(
            f"zonelab: {error.filename}: {error.strerror}. Check the name and whether you may use it.",
            file=sys.stderr,
        )
        return 2
    except ValueError as error:
        print(f"zonelab: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("zonelab: stopped. Nothing was written.", file=sys.stderr)
        return 130
    return answer


def parser() -> argparse.ArgumentParser:
    """The parser of all commands, from which shell completion is made too."""
    made = argparse.ArgumentParser(
        prog="zonelab",
        description="Choose where to work: score areas by need, say how sure the ranks are, find zones.",
        epilog="Begin with: zonelab start INDICATORS.csv > spec.toml",
    )
    made.add_argument("--version", action="version", version=f"zonelab {version()}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return made
