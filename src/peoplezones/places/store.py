"""Keeps tables of values as Parquet files that are named by their content and never change; knows no data base.

Rows are sorted by area, then period: what is known of one area lies together, so a profile reads a few kilobytes of a
file that holds all of England. Several machines need a folder that they all reach (setting DATA_STORE).
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from peoplezones.foundation.refusals import NotPossibleNow

from .rows import AREA, NOTE, PERIOD

ROW_GROUP = 16_384  # rows that are unpacked together
CHUNK = 1 << 20


@dataclass(frozen=True)
class Written:
    """A file of the store: `digest` is the sha256 of its bytes."""

    digest: str
    rows: int
    bytes: int
    areas: int


def sha256_of(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as content:
        while part := content.read(CHUNK):
            found.update(part)
    return found.hexdigest()


def path_of(digest: str) -> Path:
    """Where the file with this content lies; raises NotPossibleNow when it is not there."""
    path = place_of(digest)
    if not path.exists():
        sentence = _("The store of data does not hold %(file)s. Bring it back from a backup, or load its source again.")
        raise NotPossibleNow(sentence % {"file": path.name})
    return path


def place_of(digest: str) -> Path:
    return Path(settings.DATA_STORE) / digest[:2] / f"{digest}.parquet"


def write(frame: pl.DataFrame, vintages: Mapping[str, int] | None = None) -> Written:
    """Keep a table; the same table again gives the same digest and writes nothing new.

    The vintages of its periods are part of the content: the same codes of another census are other areas.
    """
    ordered = frame.sort(AREA, PERIOD)
    folder = Path(settings.DATA_STORE)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        ordered.write_parquet(
            part,
            compression="zstd",
            row_group_size=ROW_GROUP,
            statistics=True,
            metadata={"vintages": json.dumps(vintages, sort_keys=True)} if vintages else None,
        )
        digest = sha256_of(part)
        written = Written(digest, ordered.height, part.stat().st_size, ordered[AREA].n_unique())
        place = place_of(digest)
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            part.chmod(0o444)
            part.replace(place)  # whole before it has its name
        return written
    finally:
        part.unlink(missing_ok=True)


def whole(digest: str, columns: Sequence[str]) -> pl.DataFrame:
    """All rows with area, period and these columns."""
    return pl.read_parquet(path_of(digest), columns=[AREA, PERIOD, *columns])


def of_periods(digest: str, columns: Sequence[str], periods: Iterable[str]) -> pl.DataFrame:
    """The rows of some periods."""
    wanted = pl.scan_parquet(path_of(digest)).filter(pl.col(PERIOD).is_in(list(periods)))
    return wanted.select(AREA, PERIOD, *columns).collect()


def of_areas(digest: str, columns: Sequence[str], areas: Iterable[str]) -> pl.DataFrame:
    """The rows of some areas, in order; an area that the file does not hold has none."""
    places, starts = _where(digest)
    path, names = path_of(digest), [AREA, PERIOD, *columns]
    pieces = []
    for first, last in _runs(sorted(places[code] for code in set(areas) if code in places)):
        start, stop = int(starts[first]), int(starts[last])
        pieces.append(pl.scan_parquet(path).slice(start, stop - start).select(names).collect())
    if not pieces:
        return pl.scan_parquet(path).select(names).head(0).collect()
    return pl.concat(pieces)


def codes_in(digest: str) -> Mapping[str, int]:
    """The codes of the areas that the file holds, each with its place among them."""
    return _where(digest)[0]


@lru_cache(maxsize=64)
def _where(digest: str) -> "tuple[dict[str, int], NDArray[np.int64]]":
    """Places of the codes in the file, and at which row each begins; a content has one answer, so it is kept."""
    counted = pl.scan_parquet(path_of(digest)).group_by(AREA).len().sort(AREA).collect(engine="streaming")
    starts = np.concatenate([[0], np.cumsum(counted["len"].to_numpy())]).astype(np.int64)
    return {code: place for place, code in enumerate(counted[AREA].to_list())}, starts


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and one past the last of places that follow each other."""
    begin = 0
    for here, place in enumerate(places):
        if here + 1 == len(places) or places[here + 1] != place + 1:
            yield places[begin], place + 1
            begin = here + 1


@lru_cache(maxsize=64)
def columns_of(digest: str) -> tuple[str, ...]:
    """The names of its columns."""
    return tuple(pl.read_parquet_schema(path_of(digest)))


@lru_cache(maxsize=64)
def periods_with(digest: str) -> dict[str, frozenset[str]]:
    """For each measure, the periods in which at least one area has a value: the others were never delivered."""
    names = [name for name in columns_of(digest) if name not in (AREA, PERIOD) and not name.endswith(NOTE)]
    known = (
        pl.scan_parquet(path_of(digest))
        .group_by(PERIOD)
        .agg(pl.col(names).is_not_null().any())
        .collect(engine="streaming")
    )
    return {name: frozenset(known.filter(pl.col(name))[PERIOD]) for name in names}
