import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from peoplezones.places.readers import lookups
from peoplezones.places.readers.lookups import changes, memberships, through
from peoplezones.places.rows import BadFile, CodeChange

LLR = Path(os.environ.get("PEOPLEZONES_DATA") or settings.ROOT.parent / "shared" / "data") / "llr"
needs_data = pytest.mark.skipif(not LLR.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")
A, B, C, D, E, F, G = (f"E0100000{n}" for n in range(1, 8))
ONS = "LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM"


def written(tmp_path, *rows, header="LSOA11CD,CHGIND,LSOA21CD"):
    file = tmp_path / "lookup.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    return file


# --- changes ---------------------------------------------------------------------------------------------------


def test_unchanged_split_and_merged_areas_come_with_their_shares_sorted_by_code(tmp_path):
    file = written(tmp_path, f"{B},S,{D}", f"{B},S,{E}", f"{A},U,{A}", f"{C},M,{F}", f"{G},M,{F}")
    report = Counter()
    assert changes(file, {A: 7, D: 1500, E: 500, F: 9}, report=report) == [
        CodeChange(A, A, "U", 1.0),
        CodeChange(B, D, "S", 0.75),
        CodeChange(B, E, "S", 0.25),
        CodeChange(C, F, "M", 1.0),
        CodeChange(G, F, "M", 1.0),
    ]
    assert report[lookups.ROWS] == 5
    assert report[lookups.SHARED_EQUALLY] == 0


@pytest.mark.parametrize("populations", [{}, {D: 1500}, {D: 0, E: 0}])
def test_a_split_area_is_shared_equally_where_the_people_of_its_parts_are_not_known(tmp_path, populations):
    report = Counter()
    rows = changes(written(tmp_path, f"{B},S,{D}", f"{B},S,{E}"), populations, report=report)
    assert [row.share for row in rows] == [0.5, 0.5]
    assert report[lookups.SHARED_EQUALLY] == 1


@pytest.mark.parametrize(
    "header",
    [
        "lsoa11cd,chgind,lsoa21cd",
        "OA11CD,CHNGIND,OA21CD",
        "lsoa11_code,change_code,lsoa21_code",
        "LSOA21CD,CHGIND,LSOA11CD",
    ],
)
def test_columns_are_found_by_their_names_and_years(tmp_path, header):
    row = f"{B},U,{A}" if header.startswith("LSOA21") else f"{A},U,{B}"
    assert changes(written(tmp_path, row, header=header), {}) == [CodeChange(A, B, "U")]


def test_an_irregular_change_may_be_anything_and_is_counted(tmp_path):
    file = written(tmp_path, f"{A},X,{D}", f"{A},X,{E}", f"{B},X,{E}", f"{C},U,{C}")
    report = Counter()
    rows = changes(file, {D: 300, E: 100}, report=report)
    assert {(row.old, row.new): row.share for row in rows} == {(A, D): 0.75, (A, E): 0.25, (B, E): 1.0, (C, C): 1.0}
    assert report[lookups.FOUND_IRREGULAR] == 2


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([f"{A},U,{A}", f"{A},U,{B}"], [2, 3]),  # unchanged, but two
        ([f"{A},U,{C}", f"{B},U,{C}"], [2, 3]),
        ([f"{A},S,{D}"], [2]),  # split into one
        ([f"{A},S,{D}", f"{A},S,{E}", f"{B},S,{E}", f"{B},S,{F}"], [3, 4]),  # another area is in E
        ([f"{A},M,{D}"], [2]),  # merged with none
        ([f"{A},M,{D}", f"{B},M,{D}", f"{B},M,{E}"], [3, 4]),
        ([f"{A},U,{A}", f"{A},U,{A}"], [2, 3]),  # twice
    ],
)
def test_rows_that_contradict_each_other_are_told(tmp_path, rows, lines):
    with pytest.raises(BadFile, match="contradicts itself") as caught:
        changes(written(tmp_path, *rows), {})
    assert [row.line for row in caught.value.rows] == lines


@pytest.mark.parametrize(
    ("row", "column"), [(f",U,{A}", "LSOA11CD"), (f"{A},U,Abbey", "LSOA21CD"), (f"{A},Q,{A}", "CHGIND")]
)
def test_what_is_no_code_and_no_kind_of_change_is_told(tmp_path, row, column):
    with pytest.raises(BadFile) as caught:
        changes(written(tmp_path, row), {})
    assert [(one.line, one.column) for one in caught.value.rows] == [(2, column)]


def test_a_table_of_something_else_is_refused_with_its_columns(tmp_path):
    with pytest.raises(BadFile, match="has LSOA11CD, WD13CD"):
        changes(written(tmp_path, f"{A},E05000001", header="LSOA11CD,WD13CD"), {})


@needs_data
def test_the_official_look_up_holds_587_unchanged_46_split_and_2_merged_rows():
    rows = changes(LLR / "llr_lsoa11_lsoa21.csv", {})
    assert Counter(row.change for row in rows) == {"U": 587, "S": 46, "M": 2}
    assert sum(row.share for row in rows) == pytest.approx(611)


# --- memberships -----------------------------------------------------------------------------------------------


def test_wards_districts_and_names_come_by_the_code_of_the_area(tmp_path):
    header = "LSOA21CD,LSOA21NM,WD25CD,WD25NM,LAD25CD,LAD25NM,ObjectId"
    file = written(tmp_path, f"{A},Leicester 003A,E05000001,Abbey,E06000016,Leicester,1", header=header)
    assert memberships(file) == {
        A: {
            "ward_code": "E05000001",
            "ward_name": "Abbey",
            "district_code": "E06000016",
            "district_name": "Leicester",
        }
    }


def test_names_of_the_house_of_commons_library_go_from_msoa_to_area(tmp_path):
    header = "msoa21cd,msoa21nm,msoa21nmw,msoa21hclnm,msoa21hclnmw,localauthorityname"
    names = memberships(written(tmp_path, "E02000001,Leicester 003,,Stocking Farm,,Leicester", header=header))
    assert names["E02000001"]["local_name"] == "Stocking Farm"
    joined = through({A: {"msoa_code": "E02000001", "district_name": "City"}, B: {}}, "msoa_code", names)
    assert joined[A]["local_name"] == "Stocking Farm"
    assert joined[A]["district_name"] == "City"
    assert joined[B] == {}


def test_a_column_whose_name_says_nothing_can_be_given(tmp_path):
    file = written(tmp_path, f"{A},1979", header="area,pop2020")
    assert memberships(file, code="AREA", columns={"population": "POP2020"}) == {A: {"population": "1979"}}
    with pytest.raises(BadFile, match="no column pop2021, but area, pop2020"):
        memberships(file, code="area", columns={"population": "pop2021"})
    with pytest.raises(ValueError, match="peeple"):
        memberships(file, code="area", columns={"peeple": "pop2020"})


def test_rows_that_agree_are_one_and_rows_that_do_not_are_told(tmp_path):
    header = "OA21CD,LSOA21CD,LAD22CD"
    rows = [f"E00000001,{A},E06000016", f"E00000002,{A},E06000016", "E00000003,,E06000016"]
    report = Counter()
    found = memberships(written(tmp_path, *rows, header=header), code="LSOA21CD", report=report)
    assert found == {A: {"district_code": "E06000016"}}
    assert report == {lookups.ROWS: 3, lookups.WITHOUT_CODE: 1}
    file = written(tmp_path, *rows, f"E00000004,{A},E06000017", header=header)
    with pytest.raises(BadFile, match="different things of the same area in 1 row") as caught:
        memberships(file, code="LSOA21CD")
    assert [row.line for row in caught.value.rows] == [5]


@pytest.mark.parametrize("header", ["LSOA21CD,LSOA21NM", "name,LAD25NM"])
def test_a_table_that_says_to_what_nothing_belongs_is_refused(tmp_path, header):
    with pytest.raises(BadFile, match="does not say to what areas belong"):
        memberships(written(tmp_path, f"{A},x", header=header))
