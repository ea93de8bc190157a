import json
import zipfile

import pytest

from peoplezones.places.readers import features
from peoplezones.places.readers.archives import Limits
from peoplezones.places.rows import BadFile
from tests.peoplezones.places.readers.made_up_boundaries import by_gdal, geojson, on_the_grid, squares

VRT = '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'


def zipped(path, *files, folder=""):
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            archive.write(file, f"{folder}{file.name}")
    return path


def parts(shapefile):
    return sorted(shapefile.parent.glob(f"{shapefile.stem}.*"))


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp"])
def test_columns_geometries_and_what_is_stated_come_from_both_kinds(tmp_path, name):
    held = features.read(by_gdal(tmp_path / name, on_the_grid()))
    assert held.file == name
    assert held.columns["LSOA21CD"] == ["E01000001", "E01000002"]
    assert [shape.area for shape in held.geometries] == [1_000_000, 1_000_000]
    assert held.crs == "EPSG:27700"


def test_endings_in_capital_letters_are_read_too(tmp_path):
    for one in parts(by_gdal(tmp_path / "lsoa.shp", on_the_grid())):
        one.rename(one.with_name(one.name.upper()))
    held = features.read(tmp_path / "LSOA.SHP")
    assert (held.crs, len(held.geometries)) == ("EPSG:27700", 2)


def test_a_zipped_shapefile_is_read_with_what_belongs_to_it(tmp_path):
    file = by_gdal(tmp_path / "LSOA.shp", on_the_grid())
    held = features.read(zipped(tmp_path / "a.zip", *parts(file), folder="Boundaries/"))
    assert (held.file, held.crs, len(held.geometries)) == ("LSOA.shp", "EPSG:27700", 2)


@pytest.mark.parametrize("gone", [".shx", ".dbf"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_missing_companion_is_named(tmp_path, gone, packed):
    file = by_gdal(tmp_path / "LSOA.shp", on_the_grid())
    file.with_suffix(gone).unlink()
    given = zipped(tmp_path / "a.zip", *parts(file)) if packed else file
    with pytest.raises(BadFile, match=f"Missing: LSOA{gone}"):
        features.read(given)


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
def test_the_one_file_of_boundaries_in_a_zip_is_read(tmp_path, ending):
    file = tmp_path / f"a{ending}"
    if ending == ".gpkg":
        by_gdal(file, on_the_grid())
    else:
        geojson(file, squares())
    note = tmp_path / "licence.txt"
    note.write_text("Open Government Licence")
    assert len(features.read(zipped(tmp_path / "a.zip", file, note)).geometries) == 2


def test_of_several_sets_one_must_be_chosen(tmp_path):
    files = [geojson(tmp_path / name, squares()) for name in ("lsoa.geojson", "wards.geojson")]
    pack = zipped(tmp_path / "a.zip", *files)
    with pytest.raises(BadFile, match=r"lsoa\.geojson, wards\.geojson"):
        features.read(pack)
    assert features.read(pack, layer="wards").file == "wards.geojson"


def test_of_several_layers_one_must_be_chosen(tmp_path):
    file = by_gdal(tmp_path / "a.gpkg", on_the_grid(), layer="lsoa")
    by_gdal(file, on_the_grid(1), ["E05000001"], layer="wards", append=True)
    with pytest.raises(BadFile, match="lsoa, wards"):
        features.read(file)
    assert features.read(file, layer="wards").columns["LSOA21CD"] == ["E05000001"]
    with pytest.raises(BadFile, match="no boundaries called parishes"):
        features.read(file, layer="parishes")


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.geojson", "a.json"])
def test_what_points_elsewhere_is_not_followed(tmp_path, name):
    there = geojson(tmp_path / "there.geojson", squares())
    file = tmp_path / name
    file.write_text(VRT.format(there))
    for ending in (".shx", ".dbf"):
        file.with_suffix(ending).write_bytes(b"")
    with pytest.raises(BadFile):
        features.read(file)


def test_a_pipeline_of_gdal_is_not_run(tmp_path):
    file = tmp_path / "a.geojson"
    command = {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {tmp_path / 'there.geojson'}"}
    file.write_text(json.dumps(command))
    with pytest.raises(BadFile, match="not a GeoJSON collection"):
        features.read(file)


@pytest.mark.parametrize("name", ["/vsicurl/http://example.org/a.geojson", "https://example.org/a.gpkg"])
def test_an_address_is_no_file(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadFile):
        features.read(type(tmp_path)(name))


@pytest.mark.parametrize("kept", [20, 30_000])
def test_half_a_geopackage_is_refused(tmp_path, kept):
    file = by_gdal(tmp_path / "a.gpkg", on_the_grid())
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(BadFile, match="cannot be read"):
        features.read(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type": "FeatureCollection", "features": [', "not a whole GeoJSON"),
        ('{"error": {"code": 400}}', "not a GeoJSON collection"),
        ('{"type": "FeatureCollection", "features": [{"properties": 3}]}', "not a GeoJSON collection"),
        ("[1, 2]", "not a GeoJSON collection"),
        ('{"features": [], "exceededTransferLimit": true}', "cut off"),
        ('{"features": [], "properties": {"exceededTransferLimit": true}}', "cut off"),
    ],
)
def test_geojson_that_is_not_whole_is_refused(tmp_path, content, said):
    (tmp_path / "a.geojson").write_text(content)
    with pytest.raises(BadFile, match=said):
        features.read(tmp_path / "a.geojson")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": "there"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon"},
        {"type": "Circle", "coordinates": [0, 0]},
        {"type": "GeometryCollection", "geometries": [None]},
        {"coordinates": []},
        ["Polygon"],
        "Polygon",
        7,
        None,
    ],
)
def test_a_geometry_that_is_none_comes_as_nothing(tmp_path, geometry):
    file = tmp_path / "a.geojson"
    wrong = {"type": "Feature", "properties": {"code": "x"}, "geometry": geometry}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [wrong]}))
    assert features.read(file).geometries.tolist() == [None]


def test_a_zip_without_boundaries_is_refused(tmp_path):
    note = tmp_path / "licence.txt"
    note.write_text("Open Government Licence")
    with pytest.raises(BadFile, match="holds no boundaries"):
        features.read(zipped(tmp_path / "a.zip", note))


def test_what_unpacks_to_too_much_is_refused(tmp_path):
    file = geojson(tmp_path / "a.geojson", squares())
    with pytest.raises(BadFile, match="the most is"):
        features.read(zipped(tmp_path / "a.zip", file), limits=Limits(bytes=100))


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "here"))
    (tmp_path / "here").mkdir()
    features.read(by_gdal(tmp_path / "a.gpkg", on_the_grid()))
    assert list((tmp_path / "here").iterdir()) == []
