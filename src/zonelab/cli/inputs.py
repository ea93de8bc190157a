"""Knows how to bring all files of a choice together, area by area, and checks that they fit; scores nothing."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from zonelab.cli import areas, reading, vintages
from zonelab.cli.areas import Areas
from zonelab.cli.asked import Asked
from zonelab.cli.reading import ReadingError, Report, Table, refuse
from zonelab.indicators.values import ValuesError

OF_AN_AREA = ("name", "district", "type", "partnership")


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the files hold, by area code in the order of the table of indicators.

    values: areas × indicators; population: people, or None where none is given; described: name, district, type and
    partnership of each area, as far as given; lookup: codes of two censuses, old and new, or None; files: name and
    sha256 digest of each file; notes: what to know.
    """

    table: Table
    values: pd.DataFrame
    areas: Areas
    population: "pd.Series[float] | None"
    described: pd.DataFrame
    lookup: pd.DataFrame | None
    files: Mapping[str, tuple[str, str]]
    notes: tuple[str, ...]

    def name_of(self, code: str) -> str:
        """The area's name, or its code where it has none."""
        return self._names.get(code) or code

    @cached_property
    def _names(self) -> dict[str, str]:
        if "name" not in self.described:
            return {}
        return dict(zip(self.described.index, self.described["name"], strict=True))


def read(options: argparse.Namespace, asked: Asked, report: Report = refuse) -> Inputs:
    """Read and match all files that the options name. Reports every mistake; raises ReadingError and OSError."""
    table = reading.table(options.indicators, asked.columns.code, report)
    files = {
        "indicators": (options.indicators.name, table.digest),
        "specification": (options.spec.name, asked.digest),
    }
    lookup = None if options.lookup is None else _lookup(options.lookup, files)
    census = _check_census(options, table, lookup, report)
    values = table.numbers(asked.specification.keys)
    found, notes = _areas(options, asked, table, report)
    sources = {"areas": options.areas, "edges": options.edges, "perimeters": options.perimeters}
    files |= {name: (sources[name].name, digest) for name, digest in found.digests.items()}
    if found.graph is not None:
        notes += areas.check_codes(table, found, options.areas or options.edges, options.only_on_map, report)
        kept = [code for code in values.index if code in found.graph.codes]
        values = values.loc[kept]
    population = _population(options, asked, table, found, files, report)
    described = _described(asked, table, found)
    return Inputs(
        table=table,
        values=values,
        areas=found,
        population=None if population is None else population.reindex(values.index),
        described=described.reindex(values.index),
        lookup=lookup,
        files=files,
        notes=(*census, *found.notes, *notes),
    )


def _areas(options: argparse.Namespace, asked: Asked, table: Table, report: Report) -> tuple[Areas, list[str]]:
    if options.areas is not None and options.edges is not None:
        raise ReadingError("Give either --areas (boundaries) or --edges (a ready-made graph), not both.")
    if options.areas is not None:
        if options.perimeters is not None:
            raise ReadingError("--perimeters goes with --edges: boundaries know their own length. Leave it out.")
        boundaries, digest = areas.read_boundaries(options.areas, options.areas_code or asked.columns.code, table)
        found = areas.of_map(boundaries, digest, options.areas, asked.neighbours)
        return found, []
    if options.edges is not None:
        perimeters, digests = None, {}
        if options.perimeters is not None:
            path, column = split(options.perimeters, "perimeter")
            other = reading.table(path, asked.columns.code, report)
            perimeters = _positive(other, column, report).reindex(table.codes)
            _check_complete(other, perimeters, column, report)
            digests["perimeters"] = other.digest
        found = areas.of_edges(options.edges, table, perimeters)
        return Areas(found.graph, perimeters, None, found.digests | digests, found.notes), []
    if asked.zones is not None:
        raise ReadingError(
            "Zones need to know who is whose neighbour. Give the boundaries by --areas areas.geojson, or a table of "
            "neighbours by --edges edges.csv; or take [zones] out of the specification."
        )
    return Areas(None, None, None), []


def split(given: Path, otherwise: str) -> tuple[Path, str]:
    """FILE:COLUMN as file and column; `otherwise` where no column is named. A drive letter is no file.

    >>> split(Path("people.csv:adults"), "population")[1], split(Path("people.csv"), "population")[1]
    ('adults', 'population')
    """
    path, colon, column = str(given).rpartition(":")
    if not colon or len(path) < 2 or given.exists():
        return given, otherwise
    return Path(path), column


def _population(
    options: argparse.Namespace,
    asked: Asked,
    table: Table,
    found: Areas,
    files: dict[str, tuple[str, str]],
    report: Report,
) -> "pd.Series[float] | None":
    """People of each area: from a file of its own, the table of indicators or the map; in this order."""
    given: str | None = options.population
    path, column = split(Path(given), "population") if given else (Path(), asked.columns.population or "")
    if given and given not in table.heading and (path.exists() or path.suffix.lower() == ".csv"):
        other = reading.table(path, asked.columns.code, report)
        files["population"] = (path.name, other.digest)
        people = _positive(other, column, report).reindex(table.codes)
        _check_complete(other, people, column, report)
        return people
    name = given or asked.columns.population
    if not name:
        if asked.zones is not None:
            report(
                f"{table.path}: zones need the people of each area. Name the column by --population COLUMN, or "
                f"by population in [columns] of the specification."
            )
        return None
    if name in table.heading:
        people = _positive(table, name, report)
        _check_complete(table, people, name, report)
        return people
    if found.boundaries is not None and name in found.boundaries.properties:
        return _of_map(options.areas, found, name, table, report)
    report(
        f"{table.path}, row 1: there is no column {name!r} with the people of each area"
        f"{'' if found.boundaries is None else f', and no such property in {options.areas}'}. "
        f"Columns are: {', '.join(table.heading)}."
    )
    return None


def _of_map(path: Path, found: Areas, name: str, table: Table, report: Report) -> "pd.Series[float]":
    assert found.boundaries is not None
    people = pd.Series(float("nan"), index=table.codes)
    for code, given in zip(found.boundaries.codes, found.boundaries.properties[name], strict=True):
        written = "" if pd.isna(given) else str(given)
        number = reading.number_of(written)
        if number is None or not number >= 0:
            what = f"{written!r} is no number of people" if written else "there is no number"
            report(f"{path}, area {code!r}, property {name!r}: {what}. Mend it.")
        elif code in people.index:
            people[code] = number
    return people


def _check_census(options: argparse.Namespace, table: Table, lookup: pd.DataFrame | None, report: Report) -> list[str]:
    """Refuse codes of both censuses before they are held against anything else, which would only find some missing.

    Gives what to read with care: without a look-up and a map nobody can tell.
    """
    if lookup is None:
        doubt = None if options.areas is not None else vintages.mixed(table.codes)
        return [] if doubt is None else [doubt]
    try:
        problem = vintages.check_against(lookup, table.codes)
    except ValuesError as error:
        problem = str(error)
    if problem:
        report(f"{table.path}, held against {options.lookup}: {problem}")
    return []


def _lookup(path: Path, files: dict[str, tuple[str, str]]) -> pd.DataFrame:
    heading, rows, digest = reading.rows_of(path)
    absent = [name for name in ("old", "new") if name not in heading]
    if absent:
        raise ReadingError(
            f"{path}, row 1: there is no column {absent[0]!r}. It needs old and new: a code of each census in a row. "
            f"Columns are: {', '.join(heading)}."
        )
    short = [row for row, cells in rows if len(cells) != len(heading)]
    if short:
        raise ReadingError(f"{path}, row {short[0]}: it has another number of cells than the heading. Mend the row.")
    files["lookup"] = (path.name, digest)
    return pd.DataFrame(
        {name: [cells[heading.index(name)].strip() for _, cells in rows] for name in ("old", "new")}, dtype=object
    )


def _positive(table: Table, column: str, report: Report) -> "pd.Series[float]":
    people = table.numbers([column])[column]
    for code, number in people[people < 0].items():
        report(
            f"{table.path}, row {table.row_of(str(code))}, column {column!r}: {number:g} is below zero. Write a number "
            f"of zero or more."
        )
    return people


def _check_complete(table: Table, people: "pd.Series[float]", column: str, report: Report) -> None:
    if column not in table.heading:
        return  # that is reported already
    for code in people.index[people.isna()]:
        where = f"row {table.row_of(code)}, " if code in table.codes else ""
        report(f"{table.path}, {where}column {column!r}: there is no number for area {code!r}. Fill it in.")


def _described(asked: Asked, table: Table, found: Areas) -> pd.DataFrame:
    """Name, district, type, partnership, as far as asked for; text, empty where there is none."""
    columns = {}
    for what in OF_AN_AREA:
        name = getattr(asked.columns, what)
        if name is None:
            continue
        properties = None if found.boundaries is None else found.boundaries.properties
        if name not in table.heading and properties is not None and name in properties:
            said = properties[name].reindex(table.codes)
            columns[what] = said.astype(object).where(said.notna(), "").astype(str)
        else:
            columns[what] = table.words(name)
    return pd.DataFrame(columns, index=table.codes)
