import csv
import gzip
import io
import zipfile
from datetime import date, datetime

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplezones.places.readers import delimited
from peoplezones.places.readers.cells import LINE
from peoplezones.places.readers.delimited import read_delimited
from peoplezones.places.readers.opening import LIMITS, Limits, members, table
from peoplezones.places.rows import BadFile, Cancelled, no_steps


def saved(folder, content, name="table.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(folder, files, name="archive.zip"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return path


def workbook(folder, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def as_read(text, *, needed=()):
    return read_delimited(
        io.BytesIO(text.encode()), file="f", size=0, needed=needed, header_marks=(), limits=LIMITS, step=no_steps
    )


@pytest.mark.parametrize(
    "content",
    [
        b"code,place\nE1,Caf\xc3\xa9\n",
        b"\xef\xbb\xbfcode,place\r\nE1,Caf\xc3\xa9\r\n",
        "code,place\nE1,Café\n".encode("utf-16"),
        b"code;place\nE1;Caf\xe9\n",
        b"code\tplace\rE1\tCaf\xe9\r",
        b'"code","place"\r\n"E1"," Caf\xc3\xa9 "\r\n\r\n',
    ],
    ids=["utf-8", "bom and windows line ends", "utf-16", "semicolons in windows-1252", "tabs and old mac", "quoted"],
)
def test_a_table_is_read_alike_however_its_program_wrote_it(tmp_path, content):
    read = table(saved(tmp_path, content))
    assert read.to_dicts() == [{"code": "E1", "place": "Café", LINE: 2}]


def test_a_packed_table_and_a_zip_with_one_table_are_read_as_the_table_itself(tmp_path):
    content = "code,n\nE1,3\n"
    packed = saved(tmp_path, gzip.compress(content.encode()), "table.csv.gz")
    plain = saved(tmp_path, content)
    archive = zipped(tmp_path, {"in/table.csv": content, "__MACOSX/._table.csv": "x", "read me.txt": "x"})
    assert table(packed).equals(table(plain))
    assert table(archive).equals(table(plain))


def test_lines_are_those_of_the_file_even_where_a_cell_holds_line_breaks_and_lines_are_blank(tmp_path):
    read = table(saved(tmp_path, 'code,note\n\nE1,"one\ntwo ""three"", four"\n,\nE2,\n'))
    assert read[LINE].to_list() == [3, 6]
    assert read["note"].to_list() == ['one\ntwo "three", four', None]


def test_columns_asked_for_come_in_the_spelling_asked_for(tmp_path):
    read = table(saved(tmp_path, " lsoa  CODE ,Month\nE1,2025-01\n"), needed=("LSOA code",))
    assert read.columns == ["LSOA code", "Month", LINE]


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path):
    with pytest.raises(BadFile, match=r"lacks the columns LSOA code, Month.* It has: area, n") as told:
        table(saved(tmp_path, "area,n\nE1,3\n"), needed=("LSOA code", "Month"))
    assert [row.column for row in told.value.rows] == ["LSOA code", "Month"]


def test_columns_of_one_name_are_kept_apart_unless_one_is_asked_for(tmp_path):
    path = saved(tmp_path, "code,n,n,line,\nE1,3,4,5,6\n")
    assert table(path).columns == ["code", "n", "n (2)", "line (2)", "column 5", LINE]
    with pytest.raises(BadFile, match="two columns called “n”"):
        table(path, needed=("n",))


def test_ragged_rows_are_told_by_line(tmp_path):
    with pytest.raises(BadFile, match="cut off") as told:
        table(saved(tmp_path, 'a,b,c\n1,2,3\n1,2\n"1,5",2,3\n1,2,3,4\n1'))
    assert [(row.line, row.found) for row in told.value.rows] == [(3, "2"), (5, "4"), (6, "1")]


def test_titles_above_and_notes_below_a_table_are_left_out_and_nothing_between(tmp_path):
    text = '"A title, with a comma"\n\ncode,n\nE1,3\n\nE2,4\n\nSource: made up\nAnother note\n'
    read = table(saved(tmp_path, text), header_marks=("code", "n"))
    assert read.select("code", "n", LINE).rows() == [("E1", "3", 4), ("E2", "4", 6)]


def test_the_header_of_a_workbook_is_found_below_titles_and_in_the_right_sheet(tmp_path):
    rows = [["Table 1: LSOA and count"], [], ["LSOA code", "Count"], ["E1", 3], [], ["Note: made up"]]
    path = workbook(tmp_path, {"Cover": [["LSOA"]], "Data": rows})
    read = table(path, header_marks=("LSOA", "count"))
    assert read.rows() == [("E1", "3", 4)]
    assert table(path, sheet="data ", needed=("LSOA code",)).rows() == [("E1", "3", 4)]
    with pytest.raises(BadFile, match=r"no sheet called “2020”. It has: Cover, Data"):
        table(path, sheet="2020")


def test_cells_of_a_workbook_become_text_as_a_person_would_type_it_and_formulas_are_not_run(tmp_path):
    row = [date(2025, 3, 1), datetime(2025, 3, 1, 12, 30), 3.0, 0.25, True, None, "  a ", "=1+1", "#N/A"]
    read = table(workbook(tmp_path, {"s": [list("abcdefghi"), row]}))
    assert read.row(0)[:-1] == ("2025-03-01", "2025-03-01T12:30:00", "3", "0.25", "TRUE", None, "a", None, "#N/A")


def test_a_row_of_a_workbook_that_is_longer_than_its_header_is_refused_with_its_line(tmp_path):
    with pytest.raises(BadFile, match="longer than the header") as told:
        table(workbook(tmp_path, {"s": [["a", "b"], [1, 2], [1, 2, 3]]}))
    assert told.value.rows[0].line == 3


def test_columns_of_a_parquet_file_become_text(tmp_path):
    frame = pl.DataFrame({"A": [1.0, 2.5, None], "b": [date(2025, 3, 1)] * 3, "c": [" x", "", None]})
    frame = frame.with_columns(d=pl.lit(datetime(2025, 3, 1)), e=pl.lit(7))
    path = tmp_path / "p.parquet"
    frame.write_parquet(path)
    read = table(path, needed=("a",))
    assert read.row(0) == ("1", "2025-03-01", "x", "2025-03-01", "7", 2)
    assert read["a"].to_list() == ["1", "2.5", None]
    assert read["c"].to_list() == ["x", None, None]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_more_rows_than_the_limit_are_refused_and_as_many_are_taken(tmp_path, ending):
    rows = {"a": [str(n) for n in range(10)]}
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        pl.DataFrame(rows).write_csv(path)
    elif ending == "parquet":
        pl.DataFrame(rows).write_parquet(path)
    else:
        path = workbook(tmp_path, {"s": [["a"], *([n] for n in range(10))]})
    assert table(path, limits=Limits(rows=10)).height == 10
    with pytest.raises(BadFile, match="more than 9 rows"):
        table(path, limits=Limits(rows=9))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a,b\n", b"a,b\n,\n\n", b"\xef\xbb\xbf"])
def test_a_table_without_rows_is_refused(tmp_path, content):
    with pytest.raises(BadFile):
        table(saved(tmp_path, content))


def test_members_of_a_folder_and_a_zip_are_the_same_and_in_order(tmp_path):
    files = {"2025-02/b.csv": "b", "2025-01/a.csv": "a", "../evil.csv": "x", "/root.csv": "x", "notes.txt": "x"}
    folder = tmp_path / "folder"
    for name in ("2025-02/b.csv", "2025-01/a.csv", "notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(files[name])
    for where in (folder, zipped(tmp_path, files)):
        found = members(where)
        assert [one.name for one in found] == ["2025-01/a.csv", "2025-02/b.csv"]
        assert [one.open().read() for one in found] == [b"a", b"b"]


def test_a_zip_or_folder_without_such_a_file_says_so(tmp_path):
    with pytest.raises(BadFile, match=r"holds no file that ends with \.csv"):
        members(zipped(tmp_path, {"a.txt": "x"}))
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadFile, match=r"holds no file that ends with \.csv"):
        members(tmp_path / "empty")


def test_a_zip_with_two_tables_is_no_table(tmp_path):
    with pytest.raises(BadFile, match=r"holds 2 files: a\.csv, b\.csv"):
        table(zipped(tmp_path, {"a.csv": "a\n1\n", "b.csv": "a\n1\n"}))


def test_work_that_was_called_off_stops_and_is_not_taken_for_a_bad_file(tmp_path):
    def step(done, doing):
        raise Cancelled

    frame = pl.DataFrame({"a": ["1"]})
    frame.write_parquet(tmp_path / "t.parquet")
    for path in (saved(tmp_path, "a\n1\n"), workbook(tmp_path, {"s": [["a"], [1]]}), tmp_path / "t.parquet"):
        with pytest.raises(Cancelled):
            table(path, step=step)


CELLS = st.text(alphabet='ab",;\n\r\té0 ', max_size=6)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from([1, 7, 1 << 22]))
def test_what_pythons_own_writer_writes_is_read_back_with_its_lines(rows, block):
    """A law: cells with quotes, separators and line breaks come back, whatever the size of a block."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(["x", "y", "z"])
    written, lines = [], []
    for row in rows:
        line = 1 + text.getvalue().count("\n")
        writer.writerow(row)
        if any(cell.strip() for cell in row):
            written.append([cell.strip() or None for cell in row])
            lines.append(line)
    before, delimited.BLOCK = delimited.BLOCK, max(block, 4)
    try:
        read = as_read(text.getvalue(), needed=("x", "y", "z"))
    except BadFile:
        assert not written
    else:
        assert [list(row) for row in read.drop(LINE).rows()] == written
        assert read[LINE].to_list() == lines
    finally:
        delimited.BLOCK = before
