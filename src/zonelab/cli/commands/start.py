"""Knows `zonelab start`: a specification to begin with, made from a table, that says what it could only guess."""

import argparse
import json
import sys
from pathlib import Path

import pandas as pd

from zonelab.cli import completing, guesses, reading
from zonelab.cli.completing import Commands
from zonelab.cli.guesses import Guessed
from zonelab.cli.reading import ReadingError

_LOW, _HIGH = 8_000, 12_000  # people in a People Zone, as a rule


def add(commands: Commands) -> None:
    command = commands.add_parser("start", help="write a specification to begin with, from a table of indicators")
    completing.csv(
        command.add_argument("indicators", type=Path, metavar="INDICATORS.csv", help="one row an area, with a heading")
    )
    command.add_argument("--code", metavar="COLUMN", help="column with the area codes (default: guessed)")
    command.add_argument("--out", type=Path, metavar="SPEC.toml", help="file to write (default: standard output)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    guessed = guesses.guess(options.indicators, options.code)
    if not guessed.indicators:
        raise ReadingError(f"{options.indicators}: no column holds numbers that tell areas apart. Add an indicator.")
    text = specification(guessed, reading.table(options.indicators, guessed.code, lambda _: None))
    if options.out is None:
        print(text, end="")
        return 0
    if options.out.exists():
        raise ReadingError(f"{options.out} is there already. Name another file, or remove it first.")
    options.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"Wrote {options.out}. Answer what it asks (search for ASK), then: zonelab check", file=sys.stderr)
    return 0


def specification(guessed: Guessed, table: reading.Table) -> str:
    """The text of a specification that can be used at once."""
    before = [_HEAD, _columns(guessed), _WEIGHTS, *(_indicator(key) for key in guessed.indicators)]
    after = [_left_out(guessed), _STEPS, _zones(guessed, table), _contrast(guessed)]
    blocks = [*before, *after, _sure(len(table.codes)), _CONTIGUITY]
    return "\n".join(block for block in blocks if block)


_HEAD = """\
# What to choose by. Lines that begin with # are remarks. Look for ASK: there we could only guess.
# Hold it against your data:
#   zonelab check --indicators INDICATORS.csv --spec THIS.toml --areas AREAS.geojson
# Then, with the same files:
#   zonelab choose --indicators INDICATORS.csv --spec THIS.toml --areas AREAS.geojson --out DIR

# How values are put on one scale: "percentile" (by their order, 0 to 100), "min_max" (0 to 100 between the least and
# the greatest value) or "z" (standard deviations from the mean).
normalisation = "percentile"
"""

_WEIGHTS = """\
# How much each group counts. Any numbers: they are made to sum to 1. ASK: which outcomes are there? Give each indicator
# below its group, and each group its weight here, for example  safe = 3  and  well = 2.
[group_weights]
need = 1
"""

_STEPS = """\
# What is done about gaps and outliers: nothing, unless you take the # away. Each step is told in the report.
# [missing]
# drop_areas_below = 0.5   # leave out areas with less than half of the indicators
# fill = "median"          # of the district; or "mean", "neighbours", "regression"
# [outliers]
# winsorise = 5            # bring up to five far-off values of an indicator in
"""

_CONTIGUITY = """\
# Who is a neighbour: "queen" (a shared corner is enough) or "rook" (a shared side).
[contiguity]
kind = "queen"
# bridge_gaps = 50                # join areas that are at most 50 metres apart, across a river for instance
# remove = [["CODE1", "CODE2"]]   # no neighbours, for instance where a motorway parts them
# join = [["CODE1", "CODE2"]]     # neighbours, for instance by a bridge or a ferry
"""


def _columns(guessed: Guessed) -> str:
    lines = [
        "# Which columns say what (or which properties of the boundaries).",
        "[columns]",
        f"code = {_q(guessed.code)}",
    ]
    for name, column, words in (
        ("name", guessed.name, "what people call the area"),
        ("population", guessed.population, "people; zones need it"),
        ("district", guessed.district, "for most_per_district"),
        ("type", guessed.type, "city, town, country: for a contrasting set"),
        ("partnership", None, "for most_per_partnership"),
    ):
        lines.append(f"{name} = {_q(column)}  # {words}" if column else f'# {name} = "COLUMN"  # {words}')
    return "\n".join(lines) + "\n"


def _indicator(key: str) -> str:
    return (
        f"[[indicators]]\nkey = {_q(key)}\n"
        f'group = "need"\n'
        f"higher_is_more_need = true  # ASK: is a high value more need? Write false where it is good news.\n"
        f"weight = 1                  # within its group; 0 leaves it out\n"
    )


def _left_out(guessed: Guessed) -> str:
    lines = []
    for columns, why in (
        (guessed.orders, "ranks, deciles and the like are an order and no values; take what they were made from"),
        (guessed.same, "the same everywhere, or empty: they cannot tell areas apart"),
        (guessed.words, "text"),
    ):
        if columns:
            lines.append(f"# Left out ({why}): {', '.join(map(_q, columns))}.")
    return "\n".join(lines) + "\n" if lines else ""


def _zones(guessed: Guessed, table: reading.Table) -> str:
    low, high = _LOW, _HIGH
    off = "" if guessed.population else "# "
    if guessed.population:
        people = table.numbers([guessed.population])[guessed.population]
        low, high = _range(people)
    remark = (
        ""
        if guessed.population
        else "# Zones need the people of each area: name the column above, then take the # away.\n"
    )
    return (
        f"# What zones to look for: joined areas with this many people and as much need as can be. ASK: how large?\n"
        f"{remark}{off}[zones]\n{off}low = {low}\n{off}high = {high}\n{off}how_many = 5\n"
        f'{off}objective = "mean"  # or "excess": need above a threshold, summed over people\n'
        f"# threshold = 50      # for excess: the score from which need counts\n"
        f"# penalty = 0.5       # need times people that a metre of boundary costs: rounder zones\n"
        f'# containing = ["CODE"]   # areas that must be in a zone\n'
        f'# avoiding = ["CODE"]     # areas that must be in none\n'
        f"# jointly = true           # the greatest sum of all zones, not the best one first\n"
        f"# within_district = true   # no zone in two districts\n"
        f"# most_per_district = 1\n"
        f'{off}way = "checked"     # "fast", "exact" (proven best), or "checked": one by the other\n'
        f"{off}seconds = 60        # for the proof\n"
    )


def _range(people: "pd.Series[float]") -> tuple[int, int]:
    """The usual size of a zone, or a tenth to a fifth of the people where there are not enough for five of them."""
    total, largest = float(people.sum()), float(people.max())
    if total >= 5 * _HIGH and largest <= _HIGH:
        return _LOW, _HIGH
    low = max(1, int(total // 10))
    return low, max(2 * low, int(largest) + 1)


def _contrast(guessed: Guessed) -> str:
    off = "" if guessed.population else "# "
    by = "type" if guessed.type else "profile"
    return (
        f"# A set of zones that differ: by their type, or by their profile over the groups.\n"
        f'{off}[contrast]\n{off}k = 2\n{off}by = "{by}"\n'
        f"# one_per_district = true\n# most_per_partnership = 1\n"
    )


def _sure(areas: int) -> str:
    return (
        f"# How sure the ranks are: weights are varied this often; how often is an area in the top k?\n"
        f"[sure]\nk = {min(10, max(1, areas // 5))}\ndraws = 10000\nseed = 1  # the same seed, the same answer\n"
        f'# methods = ["min_max", "geometric"]   # other ways to reckon, each as likely\n'
        f"# concentration = 30   # higher: surer of the weights; left out: a group is off by about a quarter\n"
    )


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
