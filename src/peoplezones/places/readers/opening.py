"""The one door through which readers open files: as members of an archive, or as a table of text; knows no layout.

Whatever is wrong with a file raises BadFile: no other exception comes out of here, and nothing is unpacked to disk.
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import BadFile, Step, no_steps
from .archives import EMPTY_ZIP, LIMITS, OLD_OFFICE, PARQUET, ZIP, Limits, Member, beginning, check_archive, members
from .cells import LINE, MARKS, bad_cells, excel_date, numbers, period_of, periods, refuse
from .delimited import binary, read_delimited
from .workbooks import read_parquet, read_workbook

__all__ = [
    "LIMITS",
    "LINE",
    "MARKS",
    "Limits",
    "Member",
    "bad_cells",
    "excel_date",
    "members",
    "numbers",
    "period_of",
    "periods",
    "refuse",
    "table",
]


def table(
    path: Path,
    *,
    needed: Sequence[str] = (),
    sheet: str | None = None,
    header_marks: Sequence[str] = (),
    limits: Limits = LIMITS,
    step: Step = no_steps,
) -> pl.DataFrame:
    """The table in a CSV, .csv.gz, zip with one CSV, XLSX or Parquet file, as text (empty: null) and its `line`s.

    Which kind it is, its first bytes say. `needed` columns must be there, and come in the spelling asked for. The
    header is the first row that holds every one of `header_marks` (or else of `needed`); titles above it are left out,
    and so are notes after a blank line below such a table.
    """
    if path.is_dir():
        sentence = _("%(file)s is a folder. Give one file.")
        raise BadFile(sentence % {"file": path.name})
    start = beginning(path)
    if start == OLD_OFFICE:
        sentence = _("%(file)s is a workbook of an old kind, or is locked with a password. Save it as .xlsx or CSV.")
        raise BadFile(sentence % {"file": path.name})
    if start == PARQUET:
        return read_parquet(path, needed=needed, limits=limits, step=step)
    if start == ZIP and _is_workbook(path, limits):
        return read_workbook(path, sheet=sheet, needed=needed, header_marks=header_marks, limits=limits, step=step)
    return _delimited(path, start, needed, header_marks, limits, step)


def _is_workbook(path: Path, limits: Limits) -> bool:
    with check_archive(path, limits) as archive:
        return "xl/workbook.xml" in {info.filename.lower() for info in archive.infolist()}


def _delimited(
    path: Path, start: bytes, needed: Sequence[str], header_marks: Sequence[str], limits: Limits, step: Step
) -> pl.DataFrame:
    if start in (ZIP, EMPTY_ZIP):
        found = members(path, ".csv", limits)
        if len(found) > 1:
            sentence = _("%(file)s holds %(count)s files: %(names)s. Give one of them.")
            names = ", ".join(member.name for member in found[:10])
            raise BadFile(sentence % {"file": path.name, "count": len(found), "names": names})
    else:
        found = members(path, path.suffix.lower() or ".csv", limits)
    if not start:
        raise binary(path.name)
    with found[0].open() as stream:
        return read_delimited(
            stream,
            file=path.name,
            size=found[0].size,
            needed=needed,
            header_marks=header_marks,
            limits=limits,
            step=step,
        )
