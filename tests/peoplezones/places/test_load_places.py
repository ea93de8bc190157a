import csv
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import actions
from peoplezones.places.models import Area, Indicator, IndicatorValue, Postcode
from tests.peoplezones.places.factories import IndicatorFactory, square
from tests.peoplezones.places.test_actions import ABOUT, FIGURE, row

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
pytestmark = pytest.mark.django_db

POSTCODES = [
    actions.PostcodeRow("LE11AA", "E00000000", -1.195, 52.605),
    actions.PostcodeRow("LE11AB", "", -1.185, 52.605),
]
FIGURES = [actions.Figure({**FIGURE, "key": key}, {"E00000000": 1.0, "E00000001": 2.0}) for key in ("one", "two")]
PLACES = actions.Places(ABOUT, [row(0), row(1)], POSTCODES, lambda made: FIGURES)


def load(places=PLACES):
    return actions.load_places(places=places, by=None, now=clock.now())


def test_all_is_loaded_once_and_then_left_alone():
    assert load() == actions.Loaded(areas=2, postcodes=2, figures=2)
    lines = AuditEntry.objects.count()
    assert load() == actions.Loaded()
    assert AuditEntry.objects.count() == lines


@pytest.mark.parametrize(
    ("changed", "loaded"),
    [
        ({"areas": [replace(row(0), population=99), row(1)]}, actions.Loaded(areas=2)),
        ({"areas": [row(0), row(1), row(2)]}, actions.Loaded(areas=3)),
        ({"about": replace(ABOUT, licence="Another")}, actions.Loaded(areas=2)),
        ({"postcodes": POSTCODES[:1]}, actions.Loaded(postcodes=1)),
        ({"postcodes": [POSTCODES[0], replace(POSTCODES[1], area_code="E00000001")]}, actions.Loaded(postcodes=2)),
        ({"postcodes": [POSTCODES[0], replace(POSTCODES[1], latitude=52.6)]}, actions.Loaded(postcodes=2)),
        ({"figures": lambda made: FIGURES[:1]}, actions.Loaded(removed=1)),
        (
            {"figures": lambda made: [replace(FIGURES[0], values={"E00000000": 9.0}), FIGURES[1]]},
            actions.Loaded(figures=1),
        ),
        (
            {
                "figures": lambda made: [
                    FIGURES[0],
                    actions.Figure({**FIGURES[1].about, "unit": "%"}, FIGURES[1].values),
                ]
            },
            actions.Loaded(figures=1),
        ),
    ],
)
def test_what_has_changed_in_the_files_is_loaded_and_nothing_else(changed, loaded):
    load()
    wanted = replace(PLACES, **changed)
    assert load(wanted) == loaded
    assert load(wanted) == actions.Loaded()


def test_another_set_of_boundaries_takes_the_postcodes_with_it():
    load()
    assert load(replace(PLACES, about=replace(ABOUT, key="newer"))) == actions.Loaded(2, 2, 2)
    assert set(Postcode.objects.exclude(area=None).values_list("area__boundary_set__key", flat=True)) == {"newer"}


def test_what_was_half_lost_is_made_whole():
    load()
    IndicatorValue.objects.filter(indicator__key="one", area__code="E00000000").delete()
    Indicator.objects.filter(key="two").delete()
    Area.objects.filter(code="E00000001").delete()
    load()
    assert (Area.objects.count(), Postcode.objects.count(), IndicatorValue.objects.count()) == (2, 2, 4)


def test_figures_that_are_not_in_the_load_go():
    IndicatorFactory(is_official=True)
    assert load().removed == 1
    assert set(Indicator.objects.values_list("key", flat=True)) == {"one", "two"}


def test_a_load_that_fails_in_its_last_part_changes_nothing():
    bad = [*FIGURES, actions.Figure({**FIGURE, "key": "bad"}, {})]
    with pytest.raises(NotPossibleNow, match="No area has a value"):
        load(replace(PLACES, figures=lambda made: bad))
    assert not Area.objects.exists()
    assert not Indicator.objects.exists()


def folder_with(folder, *, lookup="LSOA11CD,LSOA11NM,MSOA_HCL_NAME,LADCD,LADNM,pop2020,RUC11"):
    (folder / "llr").mkdir()
    shape = {"type": "Feature", "properties": {"LSOA11CD": "E00000000"}, "geometry": square(0)}
    (folder / "llr/llr_lsoa_2011.geojson").write_text(json.dumps({"features": [shape]}))
    with (folder / "llr/llr_lsoa11_lookup_pop.csv").open("w", newline="") as file:
        csv.writer(file).writerows([lookup.split(","), ["E00000000", "A", "B", "E06000099", "C", "many", ""]])
    return folder


@pytest.mark.parametrize(
    ("lookup", "says"),
    [
        ({"lookup": "LSOA11CD,LSOA11NM"}, r"llr_lsoa11_lookup_pop\.csv has no column or no entry called MSOA_HCL_NAME"),
        ({}, r"llr_lsoa11_lookup_pop\.csv cannot be read: could not convert string to float: 'many'"),
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
    assert set(Indicator.objects.values_list("is_official", flat=True)) == {True}
    call_command("load_places", data=DATA)
    assert "loaded already" in capsys.readouterr().out
