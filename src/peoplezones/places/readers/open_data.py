"""Reads a folder of official open data: boundaries, look-up with population, postcodes, and values by sources.toml."""

import csv
import gzip
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

from ..actions import AreaRow, Figure, Places, PostcodeRow, SetDescription

SOURCES = Path(__file__).resolve().parents[1] / "sources.toml"
BOUNDARIES = SetDescription(
    key="lsoa-2011",
    name="Lower layer super output areas, December 2011, generalised",
    vintage=2011,
    publisher="Office for National Statistics",
    licence=(
        "Contains National Statistics and OS data © Crown copyright and database right. Open Government Licence v3.0"
    ),
    population_source="Office for National Statistics, mid-year estimate 2020",
)


def places(folder: Path) -> Places:
    """All that the folder holds."""
    rows = areas(folder)
    population = {row.code: row.population for row in rows}
    return Places(
        about=BOUNDARIES,
        areas=rows,
        postcodes=list(postcodes(folder, known=set(population))),
        figures=lambda _made: indicators(folder, population),
    )


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """The file as text; raises NotPossibleNow when it is not there, or when it cannot be read as what it should be."""
    if not file.exists():
        sentence = _("The folder with data holds no file %(file)s. Give the folder that holds llr/ and england/.")
        raise NotPossibleNow(sentence % {"file": file.name})
    packed = file.suffix == ".gz"
    try:
        with (
            gzip.open(file, "rt", encoding="utf-8-sig", newline="")
            if packed
            else file.open(encoding="utf-8-sig", newline="")
        ) as text:
            yield text
    except KeyError as error:
        sentence = _("%(file)s has no column or no entry called %(name)s.")
        raise NotPossibleNow(sentence % {"file": file.name, "name": error.args[0]}) from error
    except (ValueError, TypeError, OSError, EOFError) as error:
        sentence = _("%(file)s cannot be read: %(reason)s.")
        raise NotPossibleNow(sentence % {"file": file.name, "reason": error}) from error


def areas(folder: Path) -> list[AreaRow]:
    """Areas with the name that the House of Commons Library gave to their part of town."""
    with _opened(folder / "llr/llr_lsoa_2011.geojson") as file:
        shapes = {feature["properties"]["LSOA11CD"]: feature["geometry"] for feature in json.load(file)["features"]}
    with _opened(folder / "llr/llr_lsoa11_lookup_pop.csv") as file:
        return [
            AreaRow(
                code=row["LSOA11CD"],
                name=row["LSOA11NM"],
                local_name=row["MSOA_HCL_NAME"],
                district_code=row["LADCD"],
                district_name=row["LADNM"],
                population=round(float(row["pop2020"])),
                rural_urban=row["RUC11"],
                boundary=json.dumps(shapes[row["LSOA11CD"]]),
            )
            for row in csv.DictReader(file)
        ]


def postcodes(folder: Path, *, known: set[str]) -> Iterator[PostcodeRow]:
    """Postcodes whose area is not among `known` come as not yet placed."""
    with _opened(folder / "llr/llr_postcodes.csv.gz") as file:
        for row in csv.DictReader(file):
            code = row["LSOA11CD"]
            yield PostcodeRow(
                postcode=row["postcode"].replace(" ", ""),
                area_code=code if code in known else "",
                longitude=float(row["lon"]),
                latitude=float(row["lat"]),
            )


def datasets() -> list[dict[str, Any]]:
    """The entries of sources.toml."""
    with SOURCES.open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)["dataset"]
    return entries


def indicators(folder: Path, population: Mapping[str, int]) -> Iterator[Figure]:
    """Every indicator of sources.toml, for the areas in `population` (people by area code)."""
    for dataset in datasets():
        read = {"columns": _columns, "monthly_counts": _yearly_rates}[dataset["layout"]]
        for about, values in read(folder, dataset, population):
            yield Figure(_described(dataset, about), values)


def _described(dataset: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in about.items() if key not in ("column", "factor", "types")}
    shared = {key: dataset[key] for key in ("publisher", "source", "period", "licence")}
    return {**shared, **own, "is_official": True}


def _columns(
    folder: Path, dataset: Mapping[str, Any], population: Mapping[str, int]
) -> Iterator[tuple[Mapping[str, Any], dict[str, float]]]:
    """A table with one row an area: each indicator is a column, times its factor. An empty cell is a missing value."""
    with _opened(folder / dataset["file"]) as file:
        rows = [row for row in csv.DictReader(file) if row[dataset["code_column"]] in population]
        values = [
            {
                row[dataset["code_column"]]: float(row[about["column"]]) * about.get("factor", 1)
                for row in rows
                if row[about["column"]]
            }
            for about in dataset["indicator"]
        ]
    yield from zip(dataset["indicator"], values, strict=True)


def _yearly_rates(
    folder: Path, dataset: Mapping[str, Any], population: Mapping[str, int]
) -> Iterator[tuple[Mapping[str, Any], dict[str, float]]]:
    """Counts by area, month and type: each indicator is the sum of its types over the months, per 1,000 people a year.

    The months asked for must all be in the file: a missing month is missing, never zero.
    """
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    months = set()
    with _opened(folder / dataset["file"]) as file:
        for row in csv.DictReader(file):
            if dataset["first_month"] <= row["month"] <= dataset["last_month"]:
                months.add(row["month"])
                counts[row["crime_type"]][row[dataset["code_column"]]] += int(row["n"])
    if len(months) != dataset["months"]:
        sentence = _("%(file)s holds %(found)s of the %(months)s months from %(first_month)s to %(last_month)s.")
        raise NotPossibleNow(sentence % {**dataset, "found": len(months)})
    for about in dataset["indicator"]:
        yield (
            about,
            {
                code: 1000 * sum(counts[kind].get(code, 0) for kind in about["types"]) * 12 / dataset["months"] / people
                for code, people in population.items()
                if people > 0
            },
        )
