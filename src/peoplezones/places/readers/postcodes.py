"""Reads the postcodes of the country, block by block, from the files of the ONS and the Ordnance Survey; keeps none.

Prefer the directory of the ONS: it says in which area a postcode lies. Code-Point Open says only where its point is,
and a point is in the same area as most of its addresses for about 90 to 96 postcodes in 100.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ..rows import BadFile, PostcodeRow, Step, no_steps
from . import coordinates, ons_columns
from .opening import Limits, Member, members

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
# From longitudes and latitudes to codes of areas; "" where a point is in none.
Place = Callable[[NDArray[np.float64], NDArray[np.float64]], Sequence[str]]

BLOCK = 16 << 20  # bytes that are parsed at a time
LIMITS = Limits(bytes=8_000_000_000)  # the directory holds the country twice: whole, and one file an area of post
POSTCODE = r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$"
NO_AREA = r"^[A-Z]9{8}$"  # E99999999 and the like: what the ONS writes where there is none
ROWS = "rows read"
NOT_A_POSTCODE = "rows without a postcode"
TERMINATED = "postcodes that are no longer in use"
WITHOUT_POINT = "postcodes without a grid reference"
OUTSIDE = "postcodes outside the box, districts or areas asked for"
UNPLACED = "postcodes in no area"
# How the columns of the directory were called over the years; of several the first that is there.
DIRECTORY = {
    "postcode": ("pcds", "pcd7", "pcd8", "pcd2", "pcd"),
    "ended": ("doterm",),
    "east": ("oseast1m", "east1m"),
    "north": ("osnrth1m", "north1m"),
    "quality": ("osgrdind", "gridind"),
    "latitude": ("lat",),
    "longitude": ("long",),
}
CODE_POINT = ("postcode", "quality", "east", "north", "country", "region", "health", "county", "district", "ward")
NO_GRID_REFERENCE = {"9", "90"}  # of the directory, and of Code-Point Open
NORTHERN_IRELAND = "BT"  # has a grid of its own


def read_onspd(
    path: Path,
    *,
    vintage: int = 2021,
    within: Box | None = None,
    known: Collection[str] | None = None,
    report: Counter[str] | None = None,
    step: Step = no_steps,
) -> Iterator[PostcodeRow]:
    """Postcodes in use, with their areas of `vintage`, from the ONS Postcode Directory (or the NSPL) as CSV or zip.

    `within` leaves out what lies outside a box, `known` what is in none of these areas. `report` is told what was
    left out. The file is opened at once, so that BadFile comes before the first row; rows come as it is read.
    """
    counted = Counter() if report is None else report
    found = [(member, _directory_columns(member, vintage)) for member in members(path, ".csv", LIMITS)]
    taken = [(member, columns) for member, columns in found if columns]
    whole = [one for one in taken if "multi_csv" not in one[0].name.lower()]
    if not taken:
        sentence = _(
            "%(file)s is no postcode directory with areas of %(vintage)d: it needs columns such as pcds, doterm, lat, "
            "long and lsoa%(year)s. Give the ONS Postcode Directory as it was published."
        )
        raise BadFile(sentence % {"file": path.name, "vintage": vintage, "year": f"{vintage % 100:02d}"})

    def frames() -> Iterator[pl.DataFrame]:
        for member, names, done, share in _weighed(whole or taken):
            for frame, part in _blocks(member, has_header=True, columns=list(names.values())):
                step(done + share * part, _("Reading postcodes"))
                yield frame.select(pl.col(name).alias(what) for what, name in names.items())

    return _rows(frames(), path.name, counted, within=within, known=known)


def read_code_point(
    path: Path,
    *,
    within: Box | None = None,
    districts: Collection[str] | None = None,
    place: Place | None = None,
    report: Counter[str] | None = None,
    step: Step = no_steps,
) -> Iterator[PostcodeRow]:
    """Postcodes with their points from Code-Point Open: the zip, its folder, or one of its files.

    The file tells no area smaller than a ward: rows come not yet placed (`area_code` is empty), unless `place` finds
    the area of a point, which is right for about 90 to 96 in 100 only. `within` leaves out what lies outside a box,
    `districts` what is in none of these (by their codes). `report` is told what was left out.
    """
    counted = Counter() if report is None else report
    held = members(path, ".csv", LIMITS)
    found = [one for one in held if one.name == path.name or re.search(r"(^|/)[a-z]{1,2}\.csv$", one.name.lower())]
    if not found:
        sentence = _("%(file)s holds no files of Code-Point Open, such as Data/CSV/le.csv. Give the zip as published.")
        raise BadFile(sentence % {"file": path.name})

    def frames() -> Iterator[pl.DataFrame]:
        for member, _none, done, share in _weighed([(one, {}) for one in found]):
            for frame, part in _blocks(member, has_header=False, columns=None):
                step(done + share * part, _("Reading postcodes"))
                if frame.width != len(CODE_POINT):
                    sentence = _("%(file)s has %(found)d columns; Code-Point Open has 10. Give it as published.")
                    raise BadFile(sentence % {"file": member.name, "found": frame.width})
                named = frame.rename(dict(zip(frame.columns, CODE_POINT, strict=True)))
                yield named.select("postcode", "quality", "east", "north", "district")

    return _rows(frames(), path.name, counted, within=within, districts=districts, place=place)


def _directory_columns(member: Member, vintage: int) -> dict[str, str]:
    """What each wanted column is called in this file; nothing where it is another file of the directory."""
    with member.open() as stream:
        names = _header(stream.readline())
    by_small = {name.lower(): name for name in names}
    found = {
        what: by_small[called]
        for what, spellings in DIRECTORY.items()
        for called in [next((one for one in spellings if one in by_small), "")]
        if called
    }
    area = ons_columns.columns_like(rf"()lsoa{vintage % 100:02d}(?:{ons_columns.CODE})?", names)
    has_point = {"latitude", "longitude"} <= found.keys() or {"east", "north"} <= found.keys()
    return {**found, "area": area[0]} if area and has_point and {"postcode", "ended"} <= found.keys() else {}


def _header(line: bytes) -> list[str]:
    text = line.decode("utf-8-sig", errors="replace").strip()
    return [name.strip().strip('"') for name in text.split(",")]


def _weighed(
    found: Sequence[tuple[Member, dict[str, str]]],
) -> Iterator[tuple[Member, dict[str, str], float, float]]:
    """Each file with how much of the whole was done before it, and what share of the whole it is."""
    total, done = sum(member.size for member, _names in found) or 1, 0
    for member, names in found:
        yield member, names, done / total, member.size / total
        done += member.size


def _blocks(member: Member, *, has_header: bool, columns: list[str] | None) -> Iterator[tuple[pl.DataFrame, float]]:
    """The rows of a file as text, a block at a time, with how much of the file is done. A row is one line."""
    with member.open() as stream:
        header = stream.readline().removeprefix(b"\xef\xbb\xbf") if has_header else b""
        done = 0
        while block := _lines(stream):
            done += len(block)
            try:
                frame = pl.read_csv(
                    io.BytesIO(header + block), has_header=has_header, columns=columns, infer_schema=False
                )
            except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
                sentence = _("%(file)s cannot be read: %(reason)s. Get it again.")
                raise BadFile(sentence % {"file": member.name, "reason": str(error)[:200]}) from error
            yield frame, min(1.0, done / member.size) if member.size else 0.0


def _lines(stream: BinaryIO) -> bytes:
    return stream.read(BLOCK) + stream.readline()


def _rows(
    frames: Iterator[pl.DataFrame],
    file: str,
    counted: Counter[str],
    *,
    within: Box | None,
    known: Collection[str] | None = None,
    districts: Collection[str] | None = None,
    place: Place | None = None,
) -> Iterator[PostcodeRow]:
    before = counted[ROWS] - counted[NOT_A_POSTCODE]
    for frame in frames:
        postcodes = _in_use(frame, counted)
        points = _points(postcodes)
        there = coordinates.each_is_degrees(points)  # false where there is no number
        counted[WITHOUT_POINT] += int((~there).sum())
        postcodes, points = postcodes.filter(pl.Series(there)), points[there]
        inside = _asked_for(postcodes, points, within, known, districts)
        counted[OUTSIDE] += int((~inside).sum())
        postcodes, points = postcodes.filter(pl.Series(inside)), points[inside]
        east, north = points[:, 0], points[:, 1]
        areas = list(place(east, north)) if place and len(points) else _areas(postcodes)
        if place or "area" in frame.columns:
            counted[UNPLACED] += areas.count("")
        yield from map(PostcodeRow, postcodes["postcode"].to_list(), areas, east.tolist(), north.tolist())
    if counted[ROWS] - counted[NOT_A_POSTCODE] == before:
        raise BadFile(_("%(file)s holds no postcodes. Give the file as its publisher made it.") % {"file": file})


def _in_use(frame: pl.DataFrame, counted: Counter[str]) -> pl.DataFrame:
    """The postcodes that are in use, in capital letters and without a space."""
    bare = frame.with_columns(
        pl.col("postcode").fill_null("").str.replace_all(r"\s", "").str.to_uppercase(),
        pl.lit(None, pl.String).alias("ended") if "ended" not in frame.columns else pl.col("ended"),
    )
    good = bare.filter(pl.col("postcode").str.contains(POSTCODE))
    live = good.filter(pl.col("ended").fill_null("").str.strip_chars() == "")
    counted[ROWS] += frame.height
    counted[NOT_A_POSTCODE] += frame.height - good.height
    counted[TERMINATED] += good.height - live.height
    return live


def _numbers(frame: pl.DataFrame, *names: str) -> NDArray[np.float64]:
    """Columns as numbers, a row each; not a number where there is none, or the column is not there."""
    given = [pl.col(name).str.strip_chars().cast(pl.Float64, strict=False) for name in names if name in frame.columns]
    missing = [pl.lit(None, pl.Float64).alias(name) for name in names if name not in frame.columns]
    filled = frame.with_columns(*given, *missing).select(pl.col(name).fill_null(float("nan")) for name in names)
    numbers: NDArray[np.float64] = filled.to_numpy(writable=True)
    return numbers


def _points(frame: pl.DataFrame) -> NDArray[np.float64]:
    """Longitude and latitude of each postcode, worked out from its grid reference where they are not told."""
    points, grid = _numbers(frame, "longitude", "latitude"), _numbers(frame, "east", "north")
    if frame.is_empty():
        return points
    quality = (
        frame["quality"].fill_null("").str.strip_chars()
        if "quality" in frame.columns
        else pl.Series([""] * frame.height)
    )
    unknown = quality.is_in(list(NO_GRID_REFERENCE)).to_numpy() | (points[:, 1] > 90)  # 99.999999: the ONS knows none
    elsewhere = frame["postcode"].str.starts_with(NORTHERN_IRELAND).to_numpy()
    told = np.isfinite(points).all(axis=1)
    on_grid = np.isfinite(grid).all(axis=1) & (grid > 0).all(axis=1) & ~told & ~elsewhere & ~unknown
    if on_grid.any():
        points[on_grid] = coordinates.degrees(grid[on_grid], coordinates.BRITISH_NATIONAL_GRID)
    points[unknown] = np.nan
    return points


def _asked_for(
    frame: pl.DataFrame,
    points: NDArray[np.float64],
    within: Box | None,
    known: Collection[str] | None,
    districts: Collection[str] | None,
) -> NDArray[np.bool_]:
    inside = np.ones(len(points), dtype=np.bool_)
    if within is not None:
        west, south, east, north = within
        inside &= ((points >= (west, south)) & (points <= (east, north))).all(axis=1)
    for column, wanted in (("area", known), ("district", districts)):
        if wanted is not None:
            inside &= frame[column].fill_null("").is_in(list(wanted)).to_numpy()
    return inside


def _areas(frame: pl.DataFrame) -> list[str]:
    if "area" not in frame.columns:
        return [""] * frame.height
    return frame["area"].fill_null("").str.strip_chars().str.replace(NO_AREA, "").to_list()
