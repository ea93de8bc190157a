"""Reads the compact extracts in demo-data/ (their layouts are told in its README)."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from ..rows import AreaRow, PostcodeRow, SetDescription

BOUNDARIES = SetDescription(
    key="lsoa-2011",
    name="Lower layer super output areas, December 2011, super-generalised",
    vintage=2011,
    publisher="Office for National Statistics",
    licence=(
        "Contains National Statistics and OS data © Crown copyright and database right. Open Government Licence v3.0"
    ),
    population_source="Census 2011, usual residents",
    home="Leicester, Leicestershire and Rutland",
)
STEP = 10_000  # offsets of postcodes are ten-thousandths of a degree


def areas(folder: Path) -> list[AreaRow]:
    with (folder / "boundaries.geojson").open(encoding="utf-8") as file:
        shapes = {feature["properties"]["code"]: feature["geometry"] for feature in json.load(file)["features"]}
    with (folder / "wards.csv").open(encoding="utf-8", newline="") as file:
        wards = {row["code"]: row for row in csv.DictReader(file)}
    with (folder / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [
            AreaRow(
                code=row["code"],
                name=row["name"],
                local_name=row["local_name"],
                district_code=row["district_code"],
                district_name=row["district"],
                population=int(row["persons_2011"]),
                rural_urban="",
                boundary=json.dumps(shapes[row["code"]]),
                ward_code=wards[row["code"]]["ward_code"],
                ward_name=wards[row["code"]]["ward_name"],
                households=int(row["households_2011"]),
            )
            for row in csv.DictReader(file)
        ]


def postcodes(folder: Path) -> Iterator[PostcodeRow]:
    """One line holds the postcodes of one sector in one area: the last two letters and the offset of each."""
    with (folder / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sector, west, south = row["sector"].replace(" ", ""), float(row["lon"]), float(row["lat"])
            for unit in row["units"].split(" "):
                east, north = unit[2:].split(":")
                yield PostcodeRow(
                    postcode=sector + unit[:2],
                    area_code=row["code"],
                    longitude=round(west + int(east) / STEP, 4),
                    latitude=round(south + int(north) / STEP, 4),
                )
