"""Broken and hostile files: whatever they hold, a reader takes them or raises BadFile, within a bound of memory."""

import gzip
import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peoplezones.places.readers.guessing import guess
from peoplezones.places.readers.opening import Limits, members, table
from peoplezones.places.readers.police import read_street
from peoplezones.places.readers.tidy import read_demand, read_tidy, read_wide
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

MEGABYTE = 1_000_000
ENTRY = DatasetEntry(
    "k",
    "N",
    "P",
    "OGL",
    "x",
    PeriodKind.MONTH,
    options={"area": "area", "period": "month", "value": "n", "columns": {"n": "n"}},
)
READERS = [read_tidy, read_wide, read_demand, read_street]
HEADER = b"area,month,n\n"
ROW = b"E01000001,2025-01,3\n"
STREET = b"Month,LSOA code,Crime type\n2025-01,E01000001,Drugs\n"


def saved(folder, content, name="table.csv"):
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(files, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def workbook():
    content = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["area", "month", "n"], ["E01000001", "2025-01", 3]):
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def parquet():
    content = io.BytesIO()
    pl.DataFrame({"area": ["E01000001"], "month": ["2025-01"], "n": [3]}).write_parquet(content)
    return content.getvalue()


def packed_by_hand(name, packed, *, crc, size):
    """A zip with one deflated entry about which any size can be stated."""
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0) + name
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central + name), len(local + packed), 0)
    return local + packed + central + name + end


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def refused(path, **options):
    """Every reader refuses the file, and with no other exception."""
    with pytest.raises(BadFile):
        table(path, **options)
    for read in READERS:
        with pytest.raises(BadFile):
            read(path, ENTRY)


def peak_megabytes(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


BOMB = 300 * MEGABYTE


@pytest.fixture(scope="module")
def bomb():
    return deflated(bytes(BOMB))


def test_a_bomb_is_refused_by_what_it_states_before_a_byte_is_unpacked(tmp_path, bomb):
    path = saved(tmp_path, packed_by_hand(b"2025-01-x-street.csv", bomb, crc=0, size=BOMB), "bomb.zip")
    assert peak_megabytes(lambda: refused(path)) < 2
    with pytest.raises(BadFile, match="unpacks to far more than it should"):
        members(path)
    with pytest.raises(BadFile, match=r"holds 300\.0 megabytes; the most is 1\.0"):
        members(path, limits=Limits(bytes=MEGABYTE))


@pytest.mark.parametrize("stated", [0, 10, MEGABYTE])
def test_a_bomb_that_lies_is_refused_while_it_is_read(tmp_path, bomb, stated):
    crc = zlib.crc32(bytes(stated))  # true for what it states
    path = saved(tmp_path, packed_by_hand(b"2025-01-x-street.csv", bomb, crc=crc, size=stated), "bomb.zip")
    assert peak_megabytes(lambda: refused(path)) < 12
    with pytest.raises(BadFile, match="unpacks to far more than it should"), members(path)[0].open() as stream:
        stream.read()


def test_a_packed_file_that_unpacks_to_too_much_is_refused_while_it_is_read(tmp_path):
    """The bound is for lines of four bytes, of which a block holds a million."""
    path = saved(tmp_path, gzip.compress(b"a,b\n" + b"1,2\n" * (20 * MEGABYTE)), "bomb.csv.gz")
    assert peak_megabytes(lambda: refused(path, limits=Limits(bytes=3 * MEGABYTE))) < 100
    with pytest.raises(BadFile, match="unpacks to far more than it should"):
        table(path, limits=Limits(bytes=3 * MEGABYTE))


def test_a_workbook_bomb_is_refused(tmp_path, bomb):
    names = {"[Content_Types].xml": b"x", "xl/workbook.xml": bytes(BOMB // 3)}
    path = saved(tmp_path, zipped(names), "bomb.xlsx")
    assert peak_megabytes(lambda: refused(path)) < 2
    lying = saved(tmp_path, packed_by_hand(b"xl/workbook.xml", bomb, crc=0, size=100), "lying.xlsx")
    assert peak_megabytes(lambda: refused(lying)) < 12


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path):
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [' + lol + b"]><x>&l9;</x>"
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        files = {name: book.read(name) for name in book.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        path = saved(tmp_path, zipped({**files, name: evil}), "evil.xlsx")
        with pytest.raises(BadFile, match="not an ordinary workbook"):
            table(path)


def test_a_locked_a_nested_and_an_oddly_packed_zip_are_refused(tmp_path):
    content = bytearray(zipped({"a.csv": HEADER + ROW}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    refused(saved(tmp_path, bytes(content), "locked.zip"))
    with pytest.raises(BadFile, match="locked with a password"):
        members(tmp_path / "locked.zip")
    refused(saved(tmp_path, zipped({"a.csv": HEADER, "b.zip": zipped({"a.csv": HEADER})}), "nested.zip"))
    refused(saved(tmp_path, zipped({"a.csv": zipped({"b.csv": HEADER + ROW})}), "hidden.zip"))
    refused(saved(tmp_path, zipped({"a.csv": HEADER + ROW}, zipfile.ZIP_LZMA), "odd.zip"))


@pytest.mark.parametrize("make", [workbook, parquet, lambda: zipped({"2025-01-x-street.csv": STREET * 50})])
def test_a_file_that_was_cut_off_anywhere_is_refused(tmp_path, make):
    whole = make()
    for length in range(1, len(whole), max(1, len(whole) // 15)):
        refused(saved(tmp_path, whole[:length], "cut"))


def test_a_file_with_one_wrong_byte_is_read_or_refused(tmp_path):
    rng = random.Random(1)
    for whole in (workbook(), parquet(), zipped({"2025-01-x-street.csv": STREET})):
        for _turn in range(25):
            content = bytearray(whole)
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
            read_or_refused(saved(tmp_path, bytes(content), "wrong"))


def read_or_refused(path):
    for read in (lambda: guess(table(path)), *(lambda read=read: read(path, ENTRY) for read in READERS)):
        with suppress(BadFile):
            read()


@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda data: HEADER + ROW + data),
        st.text(max_size=200).map(lambda text: HEADER + text.encode()),
        st.text(alphabet='E0123456789,-\n"\r;=+@.*c<[]', max_size=200).map(lambda text: HEADER + text.encode()),
        st.sampled_from([b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf"]).flatmap(
            lambda start: st.binary(max_size=200).map(lambda data: start + data)
        ),
    ),
    st.sampled_from(["2025-01-x-street.csv", "t.xlsx", "t.parquet", "t.zip", "t.csv.gz", "noending"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_at_all_are_read_or_refused(tmp_path, content, name):
    path = saved(tmp_path, content, name)
    read_or_refused(path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEADER + ROW + b"E0100\x000001,2025-01,3\n", 3),
        (HEADER + ROW * 3 + b'"E01000001,2025-01,3\n' + ROW * 5, 5),
        (HEADER + ROW * 2 + b"x" * 3 * MEGABYTE, 4),
        (HEADER + ROW * 2 + b"x" * 3 * MEGABYTE + b",2025-01,3\n" + ROW, 4),
        (HEADER + ROW + b"E01000001;2025-01;3\n", 3),
        (HEADER + ROW + b'{"area": "E01000001"}\n', 3),
        (HEADER + ROW + b"\x81\x8d\x8f,2025-01,3\n", 3),
    ],
    ids=["nul", "open quotation mark", "huge last line", "huge line", "other separator", "json", "no letters"],
)
def test_what_is_wrong_within_a_file_is_told_by_its_line(tmp_path, content, line):
    path = saved(tmp_path, content)
    refused(path)
    with pytest.raises(BadFile) as told:
        table(path)
    assert told.value.rows[0].line == line


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0" + bytes(600), b"<html><body>Not found</body></html>", b"a\n1\n"]
)
def test_files_of_another_kind_and_wrong_headers_are_refused(tmp_path, content):
    path = saved(tmp_path, content)
    for read in READERS:
        with pytest.raises(BadFile):
            read(path, ENTRY)


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "%0A-3"])
def test_formulas_are_text_or_bad_rows_and_never_run(tmp_path, cell):
    path = saved(tmp_path, HEADER + f"E01000001,2025-01,{cell}\n".encode())
    assert table(path)["n"].to_list() == [cell.strip()]
    for read in (read_tidy, read_wide):
        with pytest.raises(BadFile) as told:
            read(path, ENTRY)
        assert [(row.line, row.column, row.found) for row in told.value.rows] == [(2, "n", cell.strip())]


def test_a_large_file_is_read_in_a_bound_of_memory(tmp_path):
    """Python's own memory; polars holds the columns besides."""
    content = HEADER + ROW * MEGABYTE
    path = saved(tmp_path, content)
    del content
    assert peak_megabytes(lambda: table(path, limits=Limits(rows=MEGABYTE))) < 40


def test_things_that_are_no_files_are_refused(tmp_path):
    refused(tmp_path)
    refused(tmp_path / "not there.csv")


def test_a_workbook_with_more_text_than_memory_should_hold_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "texts.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["some text", "another text"])
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst>" + "<si><t>some text</t></si>" * 300 + "</sst>")
    monkeypatch.setattr("peoplezones.places.readers.workbooks.MOST_TEXTS", 1000)
    with pytest.raises(BadFile, match="more text than we can take"):
        table(path)
