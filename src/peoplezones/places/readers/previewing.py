"""The first rows of a table, however large it is, for an analyst who has yet to say what is in it."""

import tempfile
from pathlib import Path

import polars as pl

from ..rows import BadFile
from .archives import LIMITS, OLD_OFFICE, PARQUET, ZIP, beginning, check_archive, members
from .opening import table

HEAD = 4 << 20  # bytes of text
ROWS = 5_000


def first_rows(path: Path, *, sheet: str | None = None) -> pl.DataFrame:
    """As `opening.table` reads them; raises BadFile where it is no table."""
    start = beginning(path)
    if start in (PARQUET, OLD_OFFICE) or (start == ZIP and _is_workbook(path)):
        return table(path, sheet=sheet).head(ROWS)
    found = members(path, ".csv")
    if len(found) > 1:
        return table(path)  # which says why it takes only one
    with found[0].open() as stream:
        head = stream.read(HEAD)
        is_whole = not stream.read(1)
    if is_whole:
        return table(path).head(ROWS)
    with tempfile.TemporaryDirectory(prefix="peoplezones-") as folder:
        part = Path(folder) / f"{path.name.partition('.')[0]}.csv"
        part.write_bytes(head[: head.rfind(b"\n") + 1] or head)
        try:
            return table(part).head(ROWS)
        except BadFile:  # a text in quotation marks may have been cut in two
            return table(path).head(ROWS)


def _is_workbook(path: Path) -> bool:
    with check_archive(path, LIMITS) as archive:
        return "xl/workbook.xml" in {info.filename.lower() for info in archive.infolist()}
