import pytest

from peoplezones.places.readers import ons_columns


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (["OBJECTID", "LAD22CD", "LSOA21CD"], "LSOA21CD"),  # the smallest
        (["lsoa11cd", "lsoa21cd"], "lsoa21cd"),  # the newest
        (["lsoa11_code", "ltla22_code"], "lsoa11_code"),
        (["WD25CD", "LADCD"], "WD25CD"),
    ],
)
def test_rows_are_about_the_smallest_and_newest_areas(names, first):
    assert ons_columns.code_columns(names)[0] == first


@pytest.mark.parametrize(
    ("code", "names", "found"),
    [
        ("LSOA21CD", ["LSOA21NM", "LAD22NM"], "LSOA21NM"),
        ("lsoa11_code", ["lsoa11_name"], "lsoa11_name"),
        ("code", ["Name"], "Name"),
        ("WD25CD", ["LAD25NM"], None),
    ],
)
def test_a_name_goes_with_its_code(code, names, found):
    assert ons_columns.name_column(code, names) == found


def test_what_columns_tell_is_known_over_the_years_and_the_newest_is_taken():
    names = ["LAD22CD", "LAD24CD", "lad24nm", "WD13NM", "msoa21hclnm", "RUC21NM", "Population", "ward_code"]
    assert ons_columns.told_in(names) == {
        "district_code": "LAD24CD",
        "district_name": "lad24nm",
        "ward_code": "ward_code",
        "ward_name": "WD13NM",
        "local_name": "msoa21hclnm",
        "rural_urban": "RUC21NM",
        "population": "Population",
    }
