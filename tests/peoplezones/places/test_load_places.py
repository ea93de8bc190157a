"""The command that fills an installation from a folder of official data."""

import csv
import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from peoplezones.places import queries
from peoplezones.places.models import Area
from tests.peoplezones.places.factories import square

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
pytestmark = pytest.mark.django_db


def folder_with(folder, *, lookup="LSOA11CD,LSOA11NM,MSOA_HCL_NAME,LADCD,LADNM,pop2020,census2011_households"):
    (folder / "llr").mkdir()
    shape = {"type": "Feature", "properties": {"LSOA11CD": "E00000000", "LSOA11NM": "A"}, "geometry": square(0)}
    whole = {"type": "FeatureCollection", "features": [shape]}
    (folder / "llr/llr_lsoa_2011.geojson").write_text(json.dumps(whole))
    with (folder / "llr/llr_lsoa11_lookup_pop.csv").open("w", newline="") as file:
        header = lookup.split(",")
        row = ["E00000000", "A", "B", "E06000099", "C", "many", "9"]
        csv.writer(file).writerows([header, row[: len(header)]])
    return folder


@pytest.mark.parametrize(
    ("lookup", "says"),
    [
        ({"lookup": "LSOA11CD,LSOA11NM"}, r"llr_lsoa11_lookup_pop\.csv has no column pop2020"),
        ({}, r"population or the district is not known.*\n.*E00000000"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_named(tmp_path, lookup, says):
    with pytest.raises(CommandError, match=says):
        call_command("load_places", data=folder_with(tmp_path, **lookup))
    assert not Area.objects.exists()


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_places", data=tmp_path / "nowhere")
    with pytest.raises(CommandError, match=r"Nothing was changed.*llr_lsoa_2011\.geojson"):
        call_command("load_places", data=tmp_path)


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")
def test_an_installation_is_filled_from_official_data_outside_the_demo(capsys, settings):
    assert not settings.PEOPLEZONES_DEMO
    call_command("load_places", data=DATA)
    assert "Loaded 611 neighbourhoods" in capsys.readouterr().out
    assert all(one.dataset.is_official for one in queries.indicators())
    call_command("load_places", data=DATA)
    assert "loaded already" in capsys.readouterr().out
