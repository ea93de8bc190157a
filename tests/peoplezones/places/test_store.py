import os
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import store

CODES = [f"E{number:08d}" for number in range(12)]


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    """A store of its own for each test; what is kept by content stays true wherever the file lies."""
    settings.DATA_STORE = tmp_path / "store"
    return settings.DATA_STORE


def table(rows, measures=("crimes",)):
    """Rows are (area, period, value, …)."""
    schema = {"area": pl.String, "period": pl.String, **dict.fromkeys(measures, pl.Int64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


ROWS = [("E00000002", "2025-01", 3), ("E00000001", "2025-02", None), ("E00000001", "2025-01", 7)]


def test_a_file_is_named_by_what_is_in_it(own_store):
    written = store.write(table(ROWS))
    path = store.path_of(written.digest)
    assert store.sha256_of(path) == written.digest == path.stem
    assert path.parent == own_store / written.digest[:2]
    assert (written.rows, written.areas, written.bytes) == (3, 2, path.stat().st_size)


def test_the_same_table_has_the_same_name_whatever_the_order_of_its_rows_and_how_it_was_put_together():
    whole = store.write(table(ROWS)).digest
    assert store.write(table(ROWS[::-1])).digest == whole
    ordered = sorted(ROWS, key=lambda row: row[:2])
    pieces = pl.concat([table([row]) for row in ordered], rechunk=False)
    assert store.write(pieces).digest == whole
    assert store.write(pieces.set_sorted("area")).digest == whole
    assert (
        store.write(table([*ROWS, ("E00000009", "2025-01", 1)]).filter(pl.col("area") != "E00000009")).digest == whole
    )


def test_one_number_more_or_less_makes_another_file():
    assert store.write(table(ROWS)).digest != store.write(table([*ROWS[1:], ("E00000002", "2025-01", 4)])).digest
    assert (
        store.write(table(ROWS)).digest != store.write(table(ROWS).with_columns(pl.col("crimes").fill_null(0))).digest
    )


def test_a_file_is_never_written_again_and_nobody_may_write_to_it():
    written = store.write(table(ROWS))
    path = store.path_of(written.digest)
    before = path.stat()
    assert before.st_mode & 0o777 == 0o444
    assert store.write(table(ROWS)) == written
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_nothing_half_written_stays_behind(own_store, monkeypatch):
    def breaks_off(self, file, **words):
        file.write_bytes(b"half")
        raise OSError("no space left")

    store.write(table(ROWS))
    monkeypatch.setattr(pl.DataFrame, "write_parquet", breaks_off)
    with pytest.raises(OSError, match="no space"):
        store.write(table(ROWS[:1]))
    assert [path.suffix for path in own_store.rglob("*") if path.is_file()] == [".parquet"]


def test_a_file_that_is_not_there_refuses_in_words():
    missing = "ab" * 32
    for ask in (
        lambda: store.path_of(missing),
        lambda: store.whole(missing, []),
        lambda: store.of_periods(missing, [], ["2025"]),
        lambda: store.of_areas(missing, [], CODES),
        lambda: store.columns_of(missing),
        lambda: store.periods_with(missing),
        lambda: store.codes_in(missing),
    ):
        with pytest.raises(NotPossibleNow, match=rf"does not hold {missing}\.parquet. Bring it back from a backup"):
            ask()


def test_a_file_that_has_gone_is_missed_although_it_was_read_before():
    digest = store.write(table(ROWS)).digest
    assert store.of_areas(digest, ["crimes"], CODES).height == 3
    store.path_of(digest).unlink()
    with pytest.raises(NotPossibleNow, match="Bring it back"):
        store.of_areas(digest, ["crimes"], CODES)


def test_several_writers_of_the_same_content_leave_one_whole_file(own_store):
    frame = table([(code, f"20{year:02d}", year) for code in CODES for year in range(30)])
    with ThreadPoolExecutor(8) as pool:
        written = set(pool.map(lambda _turn: store.write(frame.sample(fraction=1.0, shuffle=True)), range(16)))
    assert len(written) == 1
    [file] = [path for path in own_store.rglob("*") if path.is_file()]
    assert store.sha256_of(file) == file.stem


@pytest.mark.skipif(os.name != "posix", reason="renames over a file that is there")
def test_a_writer_who_comes_second_in_the_same_moment_does_no_harm(monkeypatch):
    """Both have looked before either has given its file the name."""
    first = store.write(table(ROWS))
    monkeypatch.setattr(type(store.path_of(first.digest)), "exists", lambda self, **words: False)
    assert store.write(table(ROWS)) == first
    monkeypatch.undo()
    assert store.path_of(first.digest).stat().st_mode & 0o777 == 0o444
    assert store.sha256_of(store.path_of(first.digest)) == first.digest


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(["2023", "2024", "2025"]), st.none() | st.integers(0, 9)),
        min_size=1,
        unique_by=lambda row: row[:2],
    ),
    areas=st.lists(st.sampled_from([*CODES, "E99999999"])),
    periods=st.sets(st.sampled_from(["2023", "2024", "2025", "2026"])),
)
def test_some_areas_or_periods_are_exactly_their_rows_of_the_whole(rows, areas, periods):
    digest = store.write(table(rows)).digest
    whole = store.whole(digest, ["crimes"])
    assert whole.equals(table(sorted(rows, key=lambda row: row[:2])))
    assert store.of_areas(digest, ["crimes"], areas).equals(whole.filter(pl.col("area").is_in(areas)))
    assert store.of_areas(digest, [], iter(areas)).columns == ["area", "period"]
    assert store.of_periods(digest, ["crimes"], periods).equals(whole.filter(pl.col("period").is_in(list(periods))))
    assert set(store.codes_in(digest)) == {code for code, _period, _value in rows}


def test_rows_of_an_area_are_found_in_a_file_of_many_row_groups(monkeypatch):
    monkeypatch.setattr(store, "ROW_GROUP", 7)
    rows = [(code, f"2025-{month:02d}", number * month) for number, code in enumerate(CODES) for month in range(1, 13)]
    digest = store.write(table(rows)).digest
    wanted = [CODES[0], CODES[1], CODES[5], CODES[-1]]
    found = store.of_areas(digest, ["crimes"], wanted)
    assert found.equals(table([row for row in rows if row[0] in wanted]))


def test_the_periods_of_a_measure_are_those_in_which_somebody_has_a_value():
    frame = table(
        [("E00000001", "2023", 1, None), ("E00000001", "2024", 2, 0), ("E00000002", "2024", None, None)],
        ("crimes", "fires"),
    ).with_columns(pl.lit("provisional").alias("crimes|note"), pl.lit(None, pl.Float64).alias("never"))
    digest = store.write(frame).digest
    assert store.periods_with(digest) == {
        "crimes": {"2023", "2024"},
        "fires": {"2024"},
        "never": frozenset(),
    }
    assert store.columns_of(digest) == ("area", "period", "crimes", "fires", "crimes|note", "never")
