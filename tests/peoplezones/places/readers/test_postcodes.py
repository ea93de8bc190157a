import zipfile
from collections import Counter

import pytest

from peoplezones.places.readers import postcodes
from peoplezones.places.readers.postcodes import read_code_point, read_onspd
from peoplezones.places.rows import BadFile, PostcodeRow

OLD = "pcd,pcds,doterm,oslaua,oseast1m,osnrth1m,osgrdind,lsoa11,lat,long,lsoa21"
NEW = "pcd7,pcd8,pcds,dointr,doterm,east1m,north1m,gridind,lad25cd,lsoa21cd,lat,long"
LEICESTER = '"LE1 1AA","LE1 1AA","","E06000016",458000,0304000,1,"E01000001",52.632105,-1.124996,"E01000002"'
# Kept out of the box of Leicester by its point, which is in London.
LONDON = '"SW1A1AA","SW1A 1AA","","E09000033",529090,0179645,1,"E01004736",51.501009,-0.141588,"E01004736"'


def directory(tmp_path, *rows, header=OLD, name="ONSPD_FEB_2025_UK.csv"):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\r\n".join([header, *rows]) + "\r\n", encoding="utf-8-sig")
    return file


def code_point(tmp_path, *rows, name="le"):
    file = tmp_path / "Data" / "CSV" / f"{name}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(rows) + "\n")
    return file


CODE_POINT_ROW = '"LE1 1AA",10,458000,304000,"E92000001","","E18000000","","E06000016","E05000001"'
CODE_POINT_ELSEWHERE = '"CV9 1AA",10,430000,298000,"E92000001","","E18000000","","E07000218","E05000002"'


# --- the directory of the ONS ----------------------------------------------------------------------------------


def test_a_postcode_comes_without_space_with_its_area_and_point(tmp_path):
    assert list(read_onspd(directory(tmp_path, LEICESTER))) == [
        PostcodeRow("LE11AA", "E01000002", -1.124996, 52.632105)
    ]


def test_the_areas_are_those_of_the_census_asked_for(tmp_path):
    [row] = read_onspd(directory(tmp_path, LEICESTER), vintage=2011)
    assert row.area_code == "E01000001"


def test_the_column_names_of_2025_are_known(tmp_path):
    line = (
        '"LE1 1AA","LE1  1AA","LE1 1AA","198001","","458000","304000","1","E06000016","E01000002",52.632105,-1.124996'
    )
    assert [row.area_code for row in read_onspd(directory(tmp_path, line, header=NEW))] == ["E01000002"]


def test_without_degrees_the_point_is_worked_out_from_the_grid(tmp_path):
    header = "pcds,doterm,oseast1m,osnrth1m,lsoa21"
    [row] = read_onspd(directory(tmp_path, '"LE1 1AA","",458000,0304000,"E01000002"', header=header))
    assert (row.longitude, row.latitude) == pytest.approx((-1.1445, 52.6307), abs=0.0005)


def test_what_is_left_out_is_counted(tmp_path):
    report = Counter()
    file = directory(
        tmp_path,
        LEICESTER,
        '"LE1 1AB","LE1 1AB","199606","E06000016",458000,0304000,1,"E01000001",52.63,-1.12,"E01000002"',
        '"GY1 1AA","GY1 1AA","","L99999999",,,9,"L99999999",99.999999,0.000000,"L99999999"',
        '"LE1 1AD","LE1 1AD","","E06000016",,,9,"E01000001",,,"E01000002"',
        '"nothing","nothing","","E06000016",458000,0304000,1,"E01000001",52.63,-1.12,"E01000002"',
        '"LE1 1AE","LE1 1AE","","E06000016",458000,0304000,1,"E01000001",52.63,-1.12,"E99999999"',
    )
    assert [(row.postcode, row.area_code) for row in read_onspd(file, report=report)] == [
        ("LE11AA", "E01000002"),
        ("LE11AE", ""),
    ]
    assert report == {
        postcodes.ROWS: 6,
        postcodes.NOT_A_POSTCODE: 1,
        postcodes.TERMINATED: 1,
        postcodes.WITHOUT_POINT: 2,
        postcodes.OUTSIDE: 0,
        postcodes.UNPLACED: 1,
    }


@pytest.mark.parametrize("asked", [{"within": (-1.3, 52.5, -1.0, 52.7)}, {"known": {"E01000002"}}])
def test_only_the_box_or_the_known_areas_come(tmp_path, asked):
    report = Counter()
    rows = list(read_onspd(directory(tmp_path, LONDON, LEICESTER), report=report, **asked))
    assert [row.postcode for row in rows] == ["LE11AA"]
    assert report[postcodes.OUTSIDE] == 1


def test_a_file_is_read_block_by_block_and_each_row_once(tmp_path, monkeypatch):
    monkeypatch.setattr(postcodes, "BLOCK", 64)
    lines = [LEICESTER.replace("1AA", f"{n}AA") for n in range(1, 10)]
    told = []
    rows = list(read_onspd(directory(tmp_path, *lines), step=lambda done, doing: told.append(done)))
    assert [row.postcode for row in rows] == [f"LE1{n}AA" for n in range(1, 10)]
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.2)


def test_of_the_zip_the_country_is_read_once_and_other_tables_are_not(tmp_path):
    whole = directory(tmp_path, LEICESTER, LONDON)
    part = directory(tmp_path, LEICESTER, name="LE.csv")
    names = directory(tmp_path, "E05000001,Abbey", header="WD24CD,WD24NM", name="Ward names.csv")
    pack = tmp_path / "ONSPD.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.write(whole, "Data/ONSPD_FEB_2025_UK.csv")
        archive.write(part, "Data/multi_csv/ONSPD_FEB_2025_UK_LE.csv")
        archive.write(names, "Documents/Ward names.csv")
    assert [row.postcode for row in read_onspd(pack)] == ["LE11AA", "SW1A1AA"]


@pytest.mark.parametrize(
    "header",
    ["pcds,lsoa21,lat,long", "pcds,doterm,lat,long", "pcds,doterm,lsoa21", "pcds,doterm,lsoa11,lat,long"],
)
def test_a_table_that_is_no_directory_is_refused_before_the_first_row(tmp_path, header):
    with pytest.raises(BadFile, match="no postcode directory with areas of 2021"):
        read_onspd(directory(tmp_path, "LE1 1AA,,1,2,3", header=header))


def test_a_directory_without_a_single_postcode_is_refused(tmp_path):
    with pytest.raises(BadFile, match="holds no postcodes"):
        list(read_onspd(directory(tmp_path, LEICESTER.replace("LE1 1AA", "Leicester"))))


def test_postcodes_of_northern_ireland_are_not_put_on_the_british_grid(tmp_path):
    report = Counter()
    header = "pcds,doterm,oseast1m,osnrth1m,lsoa21"
    file = directory(tmp_path, '"BT1 1AA","",333000,0374000,"N20000001"', header=header)
    assert list(read_onspd(file, report=report)) == []
    assert report[postcodes.WITHOUT_POINT] == 1


# --- Code-Point Open -------------------------------------------------------------------------------------------


def test_code_point_comes_with_points_and_not_yet_placed(tmp_path):
    [row] = read_code_point(code_point(tmp_path, CODE_POINT_ROW))
    assert (row.postcode, row.area_code) == ("LE11AA", "")
    assert (row.longitude, row.latitude) == pytest.approx((-1.1445, 52.6307), abs=0.0005)


def test_all_files_of_the_zip_or_folder_are_read_and_its_notes_are_not(tmp_path):
    file = code_point(tmp_path, CODE_POINT_ROW)
    other = code_point(tmp_path, CODE_POINT_ELSEWHERE, name="cv")
    notes = tmp_path / "Doc" / "Code-Point_Open_Column_Headers.csv"
    notes.parent.mkdir()
    notes.write_text("PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n")
    assert [row.postcode for row in read_code_point(tmp_path)] == ["CV91AA", "LE11AA"]
    pack = tmp_path / "codepo_gb.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        for one in (file, other, notes):
            archive.write(one, one.relative_to(tmp_path))
    assert [row.postcode for row in read_code_point(pack)] == ["CV91AA", "LE11AA"]


def test_a_postcode_of_code_point_without_coordinates_is_left_out_and_counted(tmp_path):
    report = Counter()
    nowhere = CODE_POINT_ROW.replace("1AA", "1AB").replace("10,458000,304000", "90,0,0")
    rows = list(read_code_point(code_point(tmp_path, CODE_POINT_ROW, nowhere), report=report))
    assert [row.postcode for row in rows] == ["LE11AA"]
    assert report[postcodes.WITHOUT_POINT] == 1


@pytest.mark.parametrize("asked", [{"within": (-1.3, 52.62, -1.0, 52.7)}, {"districts": ["E06000016"]}])
def test_code_point_can_be_held_to_a_box_or_to_districts(tmp_path, asked):
    code_point(tmp_path, CODE_POINT_ROW, CODE_POINT_ELSEWHERE)
    assert [row.postcode for row in read_code_point(tmp_path, **asked)] == ["LE11AA"]


def test_points_can_be_placed_in_areas(tmp_path):
    report = Counter()
    code_point(tmp_path, CODE_POINT_ROW, CODE_POINT_ELSEWHERE)

    def place(east, north):
        return ["E01000001" if x > -1.3 else "" for x, _y in zip(east, north, strict=True)]

    rows = read_code_point(tmp_path, place=place, report=report)
    assert {row.postcode: row.area_code for row in rows} == {"LE11AA": "E01000001", "CV91AA": ""}
    assert report[postcodes.UNPLACED] == 1


def test_another_table_is_not_taken_for_code_point(tmp_path):
    with pytest.raises(BadFile, match="has 3 columns"):
        list(read_code_point(code_point(tmp_path, "LE1 1AA,458000,304000")))
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "headers.csv").write_text("PC,PQ\n")
    with pytest.raises(BadFile, match="no files of Code-Point Open"):
        read_code_point(notes)
