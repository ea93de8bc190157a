import io

import pytest

from peoplezones.places.readers.delimited import read_delimited
from peoplezones.places.readers.guessing import fingerprint, guess
from peoplezones.places.readers.opening import LIMITS
from peoplezones.places.readers.tidy import read_tidy, read_wide
from peoplezones.places.rows import DatasetEntry, PeriodKind, no_steps

AREAS = [f"E0100000{n}" for n in range(1, 7)]


def frame(text):
    stream = io.BytesIO(text.encode())
    return read_delimited(stream, file="f", size=0, needed=(), header_marks=(), limits=LIMITS, step=no_steps)


def tidy_text():
    rows = [
        f"{area},E06000016,{month},{kind},{n}"
        for n, area in enumerate(AREAS)
        for month in ("Jan 2025", "Feb 2025")
        for kind in ("Falls", "Fires")
    ]
    return "\n".join(["lsoa21,lad,When,What,Number", *rows])


def test_a_tidy_table_is_known_by_rows_that_differ_in_one_column_of_few_words():
    found = guess(frame(tidy_text()))
    assert (found.layout, found.area, found.period, found.period_kind) == ("tidy", "lsoa21", "When", PeriodKind.MONTH)
    assert (found.measure, found.values, found.adds) == ("What", ("Number",), False)
    assert found.confidence == 1
    assert "“What”" in found.why


def test_a_wide_table_is_known_by_several_columns_of_numbers():
    rows = [f"{area},Place {n},{n}.5,{n + 2015},{45_717 + n}" for n, area in enumerate(AREAS)]
    found = guess(frame("\n".join(["code,name,Score,People,Income", *rows])))
    assert (found.layout, found.area, found.period, found.measure) == ("wide", "code", "", "")
    assert found.values == ("Score", "People", "Income")
    assert found.confidence < 1
    assert "No column holds periods" in found.why


@pytest.mark.parametrize(
    ("headers", "kind", "periods"),
    [
        ("2019,2020", PeriodKind.YEAR, ["2019", "2020"]),
        ("2018/19,2019/20", PeriodKind.YEAR, ["2018", "2019"]),
        ("Jan-25,Feb-25", PeriodKind.MONTH, ["2025-01", "2025-02"]),
        ("2025 Q1,2025 Q2", PeriodKind.QUARTER, ["2025-Q1", "2025-Q2"]),
    ],
)
def test_periods_across_are_known_by_the_headers(headers, kind, periods):
    found = guess(
        frame("\n".join([f"LSOA code,name,{headers}", *(f"{area},x,1,*" for area in AREAS), f"{AREAS[0]}9,x,1,2"]))
    )
    assert (found.layout, found.period_kind) == ("periods_across", kind)
    assert list(found.periods_across.values()) == periods


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2011-12", "2012-13"], PeriodKind.YEAR),
        (["2011-11", "2011-12"], PeriodKind.MONTH),
        (["31/01/2025", "28/02/2025"], PeriodKind.MONTH),
        (["2025-01-01", "2025-02-01"], PeriodKind.MONTH),
        (["2024-01-01", "2025-01-01"], PeriodKind.YEAR),
        (["2025 Q1", "2025 Q2"], PeriodKind.QUARTER),
        (["2019", "2020"], PeriodKind.YEAR),
        (["45658", "45689"], PeriodKind.MONTH),
    ],
)
def test_the_kind_of_period_is_told_from_all_its_cells(cells, kind):
    rows = [f"{area},{cell},1" for area in AREAS for cell in cells]
    found = guess(frame("\n".join(["code,period,n", *rows])))
    assert (found.period, found.period_kind, found.layout) == ("period", kind, "tidy")


def test_events_are_known_by_rows_without_numbers_that_come_again():
    rows = [f"{area},2025-01,Fires" for area in AREAS] * 2 + [f"{AREAS[0]},2025-01,Falls"]
    found = guess(frame("\n".join(["code,month,What", *rows])))
    assert (found.layout, found.measure, found.values, found.adds) == ("tidy", "What", (), True)
    assert "counts_events" not in found.options  # that no row means nothing, only a person can say
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    ("header", "measure"), [("What", "What"), ("Crime type", "Crime type"), ("Area type", ""), ("Town", "")]
)
def test_a_column_of_measures_with_one_name_only_is_kept_for_its_name(header, measure):
    found = guess(
        frame("\n".join([f"code,month,{header},Value", *(f"{area},2025-01,Fires attended,3" for area in AREAS)]))
    )
    assert (found.layout, found.measure, found.values, found.adds) == ("tidy", measure, ("Value",), False)
    assert found.confidence == 1


def test_points_are_no_values_and_a_column_that_is_mostly_empty_no_period():
    rows = [f"{area},52.6,-1.1,{2019 if not n else ''},{n}" for n, area in enumerate(AREAS)]
    found = guess(frame("\n".join(["code,Lat,Lon,closed_year,beds", *rows])))
    assert (found.layout, found.period, found.values) == ("tidy", "", ("beds",))


def test_a_table_without_area_codes_is_not_guessed():
    found = guess(frame("postcode,n\nLE1 1AA,3\n"))
    assert (found.layout, found.confidence) == ("", 0)
    assert "No column holds area codes" in found.why


def test_what_is_guessed_can_be_read_as_it_is(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(tidy_text())
    found = guess(frame(tidy_text()))
    entry = DatasetEntry("k", "N", "P", "OGL", "tidy", found.period_kind, options=found.options)
    assert read_tidy(path, entry).measures == ["falls", "fires"]
    path.write_text("\n".join(["code,2019,2020", *(f"{area},1,2" for area in AREAS)]))
    found = guess(frame(path.read_text()))
    entry = DatasetEntry("k", "N", "P", "OGL", "wide", found.period_kind, options=found.options)
    assert read_wide(path, entry).frame.height == 12


def test_a_mapping_is_remembered_by_the_names_of_the_columns_alone():
    assert fingerprint(["LSOA code", "n", "line"]) == fingerprint(["N ", " lsoa  CODE"])
    assert fingerprint(["LSOA code", "n"]) != fingerprint(["LSOA code", "m"])
