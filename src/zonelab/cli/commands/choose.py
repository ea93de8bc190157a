"""Knows `zonelab choose`: from files to areas, zones, a contrasting set and a report; each number is another part's."""

import argparse
import sys
from pathlib import Path
from typing import Any

from zonelab.cli import asked as specification
from zonelab.cli import back_ends, completing, files, inputs, outputs
from zonelab.cli.asked import Asked
from zonelab.cli.choice import Choice, choose
from zonelab.cli.completing import Commands
from zonelab.cli.progress import Progress
from zonelab.cli.report import report

_EPILOG = """
Writes into DIR: areas.csv (code, score, rank, rank_low, rank_high, p_top_k, label), parts.csv (what each indicator
adds), marked.csv (values that are missing, filled in or changed), zones.csv, zones.geojson, sets.csv, run.json (from
what, how, how long) and report.html (one page for people: it opens off line and prints). Options go before what the
specification says. See `zonelab start` for one to begin with.
"""


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "choose",
        help="score areas, find zones and a contrasting set, and write a report",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_inputs(command)
    completing.folder(
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write, new or empty")
    )
    command.add_argument("--overwrite", action="store_true", help="write into a folder that holds files already")
    command.add_argument("--title", default="Where next?", help="heading of the report (default: Where next?)")
    _add_settings(command)
    running = command.add_argument_group("how it runs: the same answer on each, sooner or later")
    running.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="how many at a time (default: 1)")
    running.add_argument(
        "--back-end", choices=back_ends.BACK_ENDS, default="threads", help="what the jobs run on (default: threads)"
    )
    running.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler that runs already, tcp://…")
    running.add_argument("--quiet", action="store_true", help="no progress and no words, but for errors")
    command.set_defaults(run=run)


def add_inputs(command: argparse.ArgumentParser) -> None:
    """The files, which `choose` and `check` share."""
    given = command.add_argument_group("files")
    completing.csv(
        given.add_argument(
            "--indicators", type=Path, required=True, metavar="CSV", help="one row an area, one column an indicator"
        )
    )
    completing.toml(
        given.add_argument("--spec", type=Path, required=True, metavar="TOML", help="what to score and to look for")
    )
    completing.geojson(
        given.add_argument("--areas", type=Path, metavar="GEOJSON", help="boundaries, longitude and latitude")
    )
    given.add_argument("--areas-code", metavar="PROPERTY", help="property with the area code (default: as in the CSV)")
    completing.csv(
        given.add_argument("--edges", type=Path, metavar="CSV", help="without boundaries: one, other, border (metres)")
    )
    given.add_argument(
        "--perimeters", type=Path, metavar="CSV[:COLUMN]", help="without boundaries: length of each (code, perimeter)"
    )
    given.add_argument(
        "--population",
        "--weights",
        metavar="COLUMN | CSV[:COLUMN]",
        help="people of each area, or what else an area is to count by",
    )
    completing.csv(
        given.add_argument(
            "--lookup", type=Path, metavar="CSV", help="codes of two censuses (old, new): refuse a table of both"
        )
    )
    given.add_argument("--only-on-map", action="store_true", help="leave out areas of the table that the map lacks")
    columns = command.add_argument_group("columns of the CSV (or properties of the boundaries)")
    for name, words in (
        ("code", "area code (default: code)"),
        ("name", "name of the area"),
        ("district", "district, for limits"),
        ("type", "kind of place, such as city or rural"),
        ("partnership", "partnership, for limits"),
    ):
        columns.add_argument(f"--{name}", metavar="COLUMN", help=words)


def _add_settings(command: argparse.ArgumentParser) -> None:
    zones = command.add_argument_group("zones ([zones] in the specification)")
    zones.add_argument("--low", type=float, metavar="N", help="least people in a zone")
    zones.add_argument("--high", type=float, metavar="N", help="most people in a zone")
    zones.add_argument("--how-many", type=int, metavar="N", help="how many zones")
    zones.add_argument("--objective", choices=("mean", "excess"), help="mean need, or need above a threshold")
    zones.add_argument("--threshold", type=float, metavar="SCORE", help="for excess: the score from which need counts")
    zones.add_argument("--penalty", type=float, metavar="N", help="need times people that a metre of boundary costs")
    zones.add_argument("--containing", action="append", metavar="CODE", help="area to be in a zone; can be repeated")
    zones.add_argument("--avoiding", action="append", metavar="CODE", help="area to be in none; can be repeated")
    zones.add_argument("--jointly", action="store_true", default=None, help="choose the zones together: greatest sum")
    zones.add_argument("--within-district", action="store_true", default=None, help="keep each zone in one district")
    zones.add_argument("--most-per-district", type=int, metavar="N", help="most zones in a district")
    zones.add_argument("--way", choices=("fast", "exact", "checked"), help="fast, proven, or one checked by the other")
    zones.add_argument("--seconds", type=float, metavar="N", help="time for the proof")
    sure = command.add_argument_group("how sure ([sure] and [contrast])")
    sure.add_argument("--top", type=int, metavar="K", help="how many areas are the top")
    sure.add_argument("--draws", type=int, metavar="N", help="how often weights and methods are varied")
    sure.add_argument("--seed", type=int, metavar="N", help="start of the random numbers")
    sure.add_argument("--set-of", type=int, metavar="K", help="how many zones a contrasting set has")


def with_options(asked: Asked, options: argparse.Namespace) -> Asked:
    """The specification with what the command line says over it. Raises SettingsError."""

    def given(*names: str) -> dict[str, Any]:
        return {name: getattr(options, name, None) for name in names}

    zones = given("low", "high", "how_many", "objective", "threshold", "penalty", "way", "seconds")
    zones |= given("jointly", "within_district", "most_per_district")
    for name in ("containing", "avoiding"):
        listed = getattr(options, name, None)
        zones[name] = None if listed is None else tuple(listed)
    return asked.with_options(
        {
            "columns": given("code", "name", "district", "type", "partnership"),
            "zones": zones,
            "sure": given("draws", "seed") | {"k": getattr(options, "top", None)},
            "contrast": {"k": getattr(options, "set_of", None)},
        }
    )


def run(options: argparse.Namespace) -> int:
    outputs.check_folder(options.out, files.NAMES, options.overwrite)
    asked = with_options(specification.read(options.spec), options)
    progress = Progress(sys.stderr, options.quiet)
    with progress.step("reading", "Reading the files"):
        given = inputs.read(options, asked)
    with back_ends.running_on(options.back_end, options.jobs, options.scheduler):
        choice = choose(asked, given, progress, options.jobs)
    with outputs.written_together(options.out) as folder:
        files.write_tables(folder, choice)
        with progress.step("report", "Writing the report"):
            page = report(choice, options.title)
            (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")
        seconds = {name: round(taken, 3) for name, taken in progress.seconds.items()}
        running = {"jobs": options.jobs, "back_end": options.back_end, "seconds": seconds}
        files.write_record(folder, choice, running)
    if not options.quiet:
        _tell(choice, options.out)
    return 0


def _tell(choice: Choice, folder: Path) -> None:
    told = [choice.sure.summary().splitlines()[0]]
    told += [] if choice.search is None else choice.search.summary().splitlines()
    told += [] if choice.sets is None else choice.sets.summary().splitlines()
    told = [line for line in told if not line.startswith("Please note")]  # they follow, each once
    told += [f"Please note: {warning}" for warning in choice.warnings]
    print("\n".join(told), file=sys.stderr)
    print(folder / "report.html")


def _jobs(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"it is a whole number of 1 or more, not {given!r}")
    return int(given)
