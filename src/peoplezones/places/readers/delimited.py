"""A stream of comma, semicolon or tab separated text as a table of text; knows nothing of what the columns mean.

The stream is taken in blocks that end where a record ends. The places of quotation marks, separators and line ends are
found by numpy, so that every record's line and number of fields is known exactly before polars parses the block.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import polars as pl
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ..rows import BadFile, BadRow, Step
from .archives import EMPTY_ZIP, GZIP, OLD_OFFICE, PARQUET, ZIP, Limits
from .cells import LINE, LONGEST, refuse
from .headers import FIRST_ROWS, column_names, header_row, likely_row

BLOCK = 4 << 20  # bytes that are parsed at a time
LONGEST_RECORD = 1 << 20
SEPARATORS = (",", ";", "\t")
QUOTE, NEWLINE, RETURN = b'"', b"\n", ord("\r")
NOT_TEXT = (ZIP, EMPTY_ZIP, PARQUET, OLD_OFFICE, b"%PDF")


@dataclass(frozen=True)
class Block:
    """Whole records of UTF-8 text: where each begins and ends and in which line it begins."""

    data: bytes
    quotes: NDArray[np.int64]  # places of quotation marks
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]  # its line end not included
    nexts: NDArray[np.int64]  # its line end included
    lines: NDArray[np.int64]

    def fields(self, separator: str) -> NDArray[np.int64]:
        """How many fields each record has; 0 for a blank line."""
        places = _outside(self.data, separator.encode(), self.quotes)
        counts = np.searchsorted(places, self.ends) - np.searchsorted(places, self.begins) + 1
        return np.where(self.begins == self.ends, 0, counts)


@dataclass(frozen=True)
class Shape:
    """How the records of one file are to be read."""

    file: str
    separator: str
    names: list[str]
    header: int  # place of the header among the records of the first block
    has_titles: bool  # there is something above the header, so there may be notes below the table
    taken: list[int]  # places of the columns to parse


def read_delimited(
    stream: BinaryIO,
    *,
    file: str,
    size: int,
    needed: Sequence[str],
    header_marks: Sequence[str],
    limits: Limits,
    step: Step,
    only_needed: bool = False,
) -> pl.DataFrame:
    """All rows as text, with their lines; raises BadFile where they are not a table.

    `only_needed` is for readers of millions of rows: it leaves the other columns out, and the cells as they stand.
    """
    shape: Shape | None = None
    frames: list[pl.DataFrame] = []
    rows = done = 0
    for block in blocks(stream, file):
        skipped = 0
        if shape is None:
            shape = _shape(block, file, needed, header_marks, only_needed=only_needed)
            skipped = shape.header + 1
        frame = _parsed(block, shape, skipped)
        rows, done = rows + frame.height, done + len(block.data)
        if rows > limits.rows:
            raise too_many(file, limits)
        frames.append(frame)
        step(min(1.0, done / size) if size else 0.0, file)
    if not rows:
        raise empty(file)
    return pl.concat(frames)


def blocks(stream: BinaryIO, file: str) -> Iterator[Block]:
    text = _Text(file)
    carried, line = b"", 1
    for piece in _plain_lines(stream, file):
        carried += piece
        if len(carried) >= BLOCK:
            block, carried = _cut(carried, line, file, text, last=False)
            line += block.data.count(NEWLINE)
            if block.data:
                yield block
    if carried:
        block, _rest = _cut(carried if carried.endswith(b"\n") else carried + b"\n", line, file, text, last=True)
        yield block


def _plain_lines(stream: BinaryIO, file: str) -> Iterator[bytes]:
    """The bytes with "\\n" (and maybe "\\r" before it) at line ends, without byte order mark; UTF-16 becomes UTF-8."""
    start = stream.read(4)
    if start in NOT_TEXT or start[:2] == GZIP:
        raise binary(file)
    decoder = (
        codecs.getincrementaldecoder("utf-16")() if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else None
    )
    start, only_returns = start.removeprefix(codecs.BOM_UTF8), None
    while True:
        read = stream.read(BLOCK // 4)
        piece, start = start + read, b""
        if decoder:
            try:
                piece = decoder.decode(piece, final=not read).encode()
            except UnicodeError as error:
                raise binary(file) from error
        if only_returns is None and piece:
            only_returns = b"\r" in piece and b"\n" not in piece  # as old Macs ended their lines
        yield piece.replace(b"\r", b"\n") if only_returns else piece
        if not read:
            return


class _Text:
    """Decides by the first letter that is not ASCII whether a file is UTF-8 or Windows-1252, and stays with it."""

    def __init__(self, file: str) -> None:
        self.file, self.encoding = file, ""

    def utf8(self, data: bytes, line: int) -> bytes:
        if b"\0" in data:
            raise binary(self.file, line + data.count(b"\n", 0, data.index(b"\0")))
        if data.isascii():
            return data
        if self.encoding != "cp1252":
            try:
                data.decode()
            except UnicodeDecodeError as error:
                if self.encoding:
                    raise binary(self.file, line + data.count(b"\n", 0, error.start)) from error
            else:
                self.encoding = "utf-8"
                return data
        self.encoding = "cp1252"
        try:
            return data.decode("cp1252").encode()
        except UnicodeDecodeError as error:
            raise binary(self.file, line + data.count(b"\n", 0, error.start)) from error


def _places(data: bytes, letter: bytes) -> NDArray[np.int64]:
    if letter not in data:
        return np.empty(0, np.int64)
    return np.flatnonzero(np.frombuffer(data, np.uint8) == ord(letter))


def _outside(data: bytes, letter: bytes, quotes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of a letter outside quotation marks: after an even number of them."""
    places = _places(data, letter)
    return places[np.searchsorted(quotes, places) % 2 == 0] if len(quotes) else places


def _cut(data: bytes, line: int, file: str, text: _Text, *, last: bool) -> tuple[Block, bytes]:
    """The whole records at the beginning of the data, and the rest."""
    quotes = _places(data, QUOTE)
    ends = _outside(data, NEWLINE, quotes)
    whole = int(ends[-1]) + 1 if len(ends) else 0
    rest = data[whole:]
    if len(rest) > LONGEST_RECORD or (last and rest):
        raise _unclosed(file, line + data.count(NEWLINE, 0, whole), rest[:LONGEST])
    lengths = np.diff(ends, prepend=-1)
    if len(ends) and lengths.max() > LONGEST_RECORD:
        begin = int(ends[lengths.argmax()] - lengths.max()) + 1
        raise _unclosed(file, line + data.count(NEWLINE, 0, begin), data[begin : begin + LONGEST])
    kept = text.utf8(data[:whole], line)
    if len(kept) != whole:  # letters of Windows-1252 became longer
        quotes = _places(kept, QUOTE)
        ends = _outside(kept, NEWLINE, quotes)
    begins = np.concatenate(([0], ends[:-1] + 1)).astype(np.int64)
    codes = np.frombuffer(kept, np.uint8)
    trimmed = ends - ((codes[ends - 1] == RETURN) & (ends > begins))
    lines = np.searchsorted(_places(kept, NEWLINE), begins) if len(quotes) else np.arange(len(begins))
    return Block(kept, quotes, begins, trimmed, ends + 1, lines + line), rest


def _shape(block: Block, file: str, needed: Sequence[str], marks: Sequence[str], *, only_needed: bool) -> Shape:
    """The separator under which a header is found, or else the one that the first line has most of."""
    first = block.data[: block.ends[0]].decode()
    likely = sorted(SEPARATORS, key=first.count, reverse=True)
    # The first line is nearly always the header; only where it is not are the next ones looked at.
    for separator, count in [(likely[0], 1), *((one, FIRST_ROWS) for one in likely)]:
        rows = _rows(block, separator, file, count)
        place = header_row(rows, needed, marks)
        if place is not None:
            break
    else:
        separator = likely[0]
        rows = _rows(block, separator, file, FIRST_ROWS)
        place = likely_row(rows, needed)
    names = column_names(rows[place], needed, file=file, line=int(block.lines[place]))
    taken = [place for place, name in enumerate(names) if name in needed or not only_needed]
    return Shape(file, separator, names, place, any(any(row) for row in rows[:place]), taken)


def _rows(block: Block, separator: str, file: str, count: int) -> list[list[str]]:
    """The first records under one separator, as Python's own reader parts them."""
    rows: list[list[str]] = []
    for begin, end, line in zip(block.begins, block.ends, block.lines, strict=True):
        if len(rows) == count:
            break
        record = block.data[begin:end].decode()
        try:
            rows.append(next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), []))
        except csv.Error as error:
            raise _unclosed(file, int(line), record[:LONGEST].encode()) from error
    return rows


def _parsed(block: Block, shape: Shape, skipped: int) -> pl.DataFrame:
    counts = block.fields(shape.separator)
    width = len(shape.names)
    taken = [shape.names[place] for place in shape.taken]
    kept = counts > 0
    kept[:skipped] = False
    if shape.has_titles and width > 1:
        # Below a table with titles there may be notes: lines of one cell, after a blank one.
        notes = (counts == 1) & (np.concatenate(([1], counts[:-1])) <= 1)
        kept &= ~notes
    _check_even(block, shape, np.flatnonzero(kept & (counts != width)), counts)
    places = np.flatnonzero(kept)
    if not len(places):
        return pl.DataFrame(schema={**dict.fromkeys(taken, pl.String), LINE: pl.Int64})
    if places[-1] - places[0] + 1 == len(places):
        data = block.data[block.begins[places[0]] : block.nexts[places[-1]]]
    else:
        data = b"".join(block.data[block.begins[place] : block.nexts[place]] for place in places)
    try:
        frame = pl.read_csv(data, has_header=False, separator=shape.separator, infer_schema=False, columns=shape.taken)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _misquoted(shape.file, block) from error
    if frame.shape != (len(places), len(taken)):
        raise _misquoted(shape.file, block)
    frame.columns = taken
    lines = pl.Series(LINE, block.lines[places])
    if len(taken) < width:
        return frame.with_columns(lines)
    frame = frame.with_columns(pl.all().str.strip_chars().replace("", None), lines)
    return frame.filter(pl.any_horizontal(pl.all().exclude(LINE).is_not_null()))


def _check_even(block: Block, shape: Shape, wrong: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
    if not len(wrong):
        return
    width = len(shape.names)
    expected = _("%(count)s fields, as in the header") % {"count": width}
    told = [BadRow(shape.file, int(block.lines[one]), "", str(counts[one]), expected) for one in wrong[:1000]]
    sentence = _(
        "In %(file)s some lines have more or fewer fields than the header. The file may have been cut off, "
        "or a comma may stand in a text without quotation marks: save it again."
    )
    refuse(told + told[-1:] * (len(wrong) - len(told)), file=shape.file, sentence=sentence % {"file": shape.file})


def binary(file: str, line: int = 0) -> BadFile:
    sentence = _("%(file)s is not a table of text. Give a CSV file, an Excel workbook (.xlsx) or a Parquet file.")
    rows = [BadRow(file, line, "", "", _("letters in UTF-8, UTF-16 or Windows-1252"))] if line else []
    return BadFile(sentence % {"file": file}, rows)


def empty(file: str) -> BadFile:
    return BadFile(_("%(file)s holds no rows. Check that it is the right file, and get it again.") % {"file": file})


def too_many(file: str, limits: Limits) -> BadFile:
    sentence = _("%(file)s has more than %(most)s rows. Give it in several parts.")
    return BadFile(sentence % {"file": file, "most": f"{limits.rows:,}"})


def _unclosed(file: str, line: int, found: bytes) -> BadFile:
    sentence = _("%(file)s holds a line that never ends: it is too long, or a quotation mark is not closed. Mend it.")
    shown = found[:LONGEST].decode("cp1252", "replace")
    return BadFile(sentence % {"file": file}, [BadRow(file, line, "", shown, _("a line that ends"))])


def _misquoted(file: str, block: Block) -> BadFile:
    first, last = f"{block.lines[0]:,}", f"{block.lines[-1]:,}"
    sentence = _(
        "%(file)s uses quotation marks in the middle of a field, between lines %(first)s and %(last)s. Mend it."
    )
    return BadFile(
        sentence % {"file": file, "first": first, "last": last},
        [BadRow(file, int(block.lines[0]), "", "", _("quotation marks around a whole field"))],
    )
