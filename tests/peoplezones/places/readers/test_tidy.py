import polars as pl
import pytest

from peoplezones.places.readers import tidy
from peoplezones.places.readers.tidy import demand_template, demands_in, read_demand, read_tidy, read_wide
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

A, B, C = "E01000001", "E01000002", "E01000003"


def entry(kind=PeriodKind.MONTH, picture="", /, **options):
    return DatasetEntry("k", "Name", "P", "OGL", "tidy", kind, vintage=2021, period=picture, options=options)


def saved(folder, *lines):
    path = folder / "table.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_one_row_an_area_period_and_measure_becomes_one_column_a_measure(tmp_path):
    path = saved(
        tmp_path,
        "area,when,What,n,of",
        f"{A},Mar 2025,Falls (all),3,100",
        f"{A},Mar 2025,Fires,*,100",
        f"{A.lower()},April 2025,Fires,2 [p],90",
        f"{B},2025-03,Fires,..,80",
        f"{C},2025-03,Fires,7,80",
        ",2025-03,Fires,9,80",
    )
    described = entry(area="area", period="when", measure="What", value="n", denominator="of")
    read = read_tidy(path, described, within=frozenset([A, B]))
    assert read.frame.columns == [
        "area",
        "period",
        "falls-all",
        "falls-all-denominator",
        "fires",
        "fires-denominator",
        "fires|note",
    ]
    assert read.frame.rows() == [
        (A, "2025-03", 3, 100, None, 100, "suppressed"),
        (A, "2025-04", None, None, 2, 90, "provisional"),
        (B, "2025-03", None, None, None, 80, None),
    ]
    assert read.vintages == {"2025-03": 2021, "2025-04": 2021}
    assert read.report == {
        "rows read": 6,
        "rows without an area code": 1,
        "rows outside the area": 1,
        "values read": 6,
    }


def test_a_single_picture_has_the_period_of_its_entry_and_its_measure_a_key(tmp_path):
    path = saved(tmp_path, "line,area,Score", f"1,{B},2.5", f"2,{A},1")
    read = read_tidy(path, entry(PeriodKind.ONCE, "2019", area="area", value="Score"))
    assert read.frame.rows() == [(A, "2019", 1.0), (B, "2019", 2.5)]
    assert read.measures == ["score"]
    assert read_tidy(path, entry(PeriodKind.ONCE, "2019", area="area", value="score", key="imd")).measures == ["imd"]


def test_everything_that_is_wrong_is_told_at_once_with_lines(tmp_path):
    path = saved(tmp_path, "area,month,n", f"{A},2025-01,1", "Leicester,2025-01,1", f"{A},soon,1", f"{A},2025-02,=1+1")
    with pytest.raises(BadFile, match="3 cells") as told:
        read_tidy(path, entry(area="area", period="month", value="n"))
    assert [(row.line, row.column, row.found) for row in told.value.rows] == [
        (3, "area", "Leicester"),
        (4, "month", "soon"),
        (5, "n", "=1+1"),
    ]


def test_a_second_row_is_a_bad_row_unless_rows_are_events(tmp_path):
    path = saved(tmp_path, "area,month,n", f"{A},2025-01,1", f"{B},2025-01,4", f"{A},Jan 2025,2", f"{B},2025-01,c")
    described = {"area": "area", "period": "month", "value": "n"}
    with pytest.raises(BadFile) as told:
        read_tidy(path, entry(**described))
    assert [(row.line, row.found) for row in told.value.rows] == [(4, f"{A}, 2025-01, n"), (5, f"{B}, 2025-01, n")]
    for adds in ({"adds": True}, {"counts_events": True}, {"adds": True, "counts_events": False}):
        read = read_tidy(path, entry(**described, **adds))
        assert read.frame.rows() == [(A, "2025-01", 3, None), (B, "2025-01", None, "suppressed")]


def test_that_no_row_means_nothing_does_not_say_that_rows_are_added(tmp_path):
    path = saved(tmp_path, "area,month,n", f"{A},2025-01,1", f"{A},2025-01,2")
    options = {"area": "area", "period": "month", "adds": False, "counts_events": True}
    with pytest.raises(BadFile, match="1 cell"):
        read_tidy(path, entry(**options, value="n"))
    with pytest.raises(BadFile, match="1 cell"):
        read_wide(path, entry(**options, columns={"n": "n"}))


def test_rows_without_values_are_events_and_are_counted(tmp_path):
    path = saved(tmp_path, "area,day,What", f"{A},31/01/2025,x", f"{A},01/01/2025,x", f"{A},01/02/2025,y")
    read = read_tidy(path, entry(area="area", period="day", measure="What", value="", counts_events=True))
    assert read.frame.rows() == [(A, "2025-01", 2, None), (A, "2025-02", None, 1)]


def test_a_measure_with_the_name_of_a_key_column_does_not_hide_it(tmp_path):
    path = saved(tmp_path, "code,area,period,v", f"{A},North,Area,1", f"{A},North,Period,2")
    read = read_tidy(path, entry(PeriodKind.ONCE, "2020", area="code", measure="period", value="v"))
    assert read.measures == ["area-value", "period-value"]


def test_a_column_of_too_many_names_is_no_column_of_measures(tmp_path):
    path = saved(tmp_path, "code,name,v", *(f"{A},n{n},1" for n in range(1001)))
    with pytest.raises(BadFile, match="“name” holds more than 1,000 different names"):
        read_tidy(path, entry(PeriodKind.ONCE, "2020", area="code", measure="name", value="v"))


def test_a_wide_table_has_a_column_for_every_measure(tmp_path):
    path = saved(tmp_path, "LSOA,Year,Rate (%),Rank", f"{B},2023/24,12.5%,2", f"{A},2023/24,[c],1", f"{A},2024/25,3%,4")
    columns = {"Rate (%)": "rate", "Rank": "rank"}
    read = read_wide(path, entry(PeriodKind.YEAR, area="LSOA", period="Year", columns=columns))
    assert read.frame.columns == ["area", "period", "rank", "rate", "rate|note"]
    assert read.frame.rows() == [
        (A, "2023", 1, None, "suppressed"),
        (A, "2024", 4, 3, None),
        (B, "2023", 2, 12.5, None),
    ]


def test_a_wide_table_with_an_area_twice_is_refused(tmp_path):
    path = saved(tmp_path, "LSOA,n", f"{A},1", f"{B},1", f"{A},1")
    with pytest.raises(BadFile) as told:
        read_wide(path, entry(PeriodKind.ONCE, "2020", area="LSOA", columns={"n": "n"}))
    assert [(row.line, row.found) for row in told.value.rows] == [(4, f"{A}, 2020")]


def test_periods_across_columns_become_rows(tmp_path):
    path = saved(tmp_path, "LSOA,2019,2020", f"{A},1,", f"{B},3,*")
    across = {"2019": "2019", "2020": "2020"}
    read = read_wide(path, entry(PeriodKind.YEAR, area="LSOA", periods_across=across, measure="claimants"))
    assert read.frame.columns == ["area", "period", "claimants", "claimants|note"]
    assert read.frame.rows() == [
        (A, "2019", 1, None),
        (A, "2020", None, None),
        (B, "2019", 3, None),
        (B, "2020", None, "suppressed"),
    ]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"area": "a"},
        {"area": "a", "columns": {"n": "n"}},
        {"area": "a", "period": "p", "columns": {"n": "area"}},
        {"area": "a", "period": "p", "columns": {"n": "x", "m": "x"}},
    ],
)
def test_a_description_that_lacks_something_says_what_to_give(tmp_path, options):
    with pytest.raises(BadFile, match=r"^(Say which|Give every)"):
        read_wide(saved(tmp_path, "a,n,p", f"{A},1,2025-01"), entry(**options))


def test_a_file_about_other_areas_says_so(tmp_path):
    path = saved(tmp_path, "a,n", f"{A},1")
    with pytest.raises(BadFile, match="no row about the areas covered"):
        read_tidy(path, entry(PeriodKind.ONCE, "2020", area="a", value="n"), within=frozenset([B]))


DEMAND = "area_code,month,demand,agency,kind,count"


def test_an_extract_of_demand_is_read_by_agency_and_demand(tmp_path):
    path = saved(
        tmp_path,
        DEMAND,
        f"{A},2025-01,Falls,Ambulance,Reactive,3",
        f"{A},2025-01,Falls,Fire,developmental,0",
        f"{B},01/2025,Falls,Ambulance,reactive,<5",
    )
    read = read_demand(path, entry())
    assert read.measures == ["ambulance-falls", "fire-falls"]
    assert read.frame.select("area", "ambulance-falls", "fire-falls", "ambulance-falls|note").rows() == [
        (A, 3, 0, None),
        (B, None, None, "suppressed"),
    ]
    assert [(one.measure, one.agency, one.kind) for one in demands_in(path)] == [
        ("ambulance-falls", "Ambulance", "reactive"),
        ("fire-falls", "Fire", "developmental"),
    ]


def test_bad_values_of_an_extract_are_listed_by_row(tmp_path):
    path = saved(
        tmp_path,
        DEMAND,
        f"{A},2025-01,Falls,Ambulance,reactive,3",
        f"{A},2025-02,Falls,Ambulance,sometimes,-1",
        f"{A},2025-03,Falls,Ambulance,developmental,1.5",
        f"{A},2025-04,=cmd|x,,reactive,many",
        "home,2025-13,Falls,Ambulance,reactive,1",
    )
    with pytest.raises(BadFile) as told:
        read_demand(path, entry())
    assert sorted((row.line, row.column) for row in told.value.rows) == [
        (3, "count"),
        (3, "kind"),
        (4, "count"),
        (4, "kind"),
        (5, "agency"),
        (5, "count"),
        (5, "demand"),
        (6, "area_code"),
        (6, "month"),
    ]


def test_the_template_has_the_layout_and_its_made_up_rows_are_never_taken(tmp_path):
    path = tmp_path / "template.csv"
    path.write_text(demand_template())
    assert pl.read_csv(path).columns == list(tidy.DEMAND_COLUMNS)
    with pytest.raises(BadFile, match="3 cells") as told:
        read_demand(path, entry())
    assert {row.expected for row in told.value.rows} == {"your own rows: take the examples out"}
    path.write_text(demand_template().replace("EXAMPLE ", ""))
    assert len(read_demand(path, entry()).measures) == 3
