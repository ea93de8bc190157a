"""All that is known of the places comes to what a folder holds: all of it, or nothing."""

from dataclasses import replace

import polars as pl
import pytest

from peoplezones.choosing.analysis import need
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import actions, analysis, queries, rows
from peoplezones.places.models import Area, Dataset, Indicator, Postcode, Snapshot
from tests.peoplezones.places.actions.test_geography import ABOUT, row

pytestmark = pytest.mark.django_db

POSTCODES = [
    rows.PostcodeRow("LE11AA", "E00000000", -1.195, 52.605),
    rows.PostcodeRow("LE11AB", "", -1.185, 52.605),
]


def entry(key="one", **more):
    indicator = rows.IndicatorEntry(
        key=f"{key}-reports", name="Reports", unit="each", numerator=("reports",), outcome="safe", **more
    )
    return rows.DatasetEntry(
        key=key,
        name=f"Data set {key}",
        publisher="Nobody",
        licence="None",
        layout="made",
        period_kind=rows.PeriodKind.ONCE,
        vintage=2011,
        indicators=(indicator,),
        is_official=False,
    )


def source(key="one", values=(1.0, 2.0), *, digest="", described=None):
    frame = pl.DataFrame(
        {"area": ["E00000000", "E00000001"][: len(values)], "period": "2026", "reports": list(values)},
        schema_overrides={"reports": pl.Float64},
    )
    reading = rows.Reading(frame, {"2026": 2011}, {"rows read": len(values)})
    return actions.Source(described or entry(key), f"{key}.csv", digest or f"{key}{values}", lambda: reading)


SOURCES = [source("one"), source("two")]
PLACES = actions.Places(ABOUT, [row(0), row(1)], POSTCODES, lambda made: SOURCES)


def load(places=PLACES):
    return actions.load_places(places=places, by=None, now=clock.now())


def test_all_is_loaded_once_and_then_left_alone():
    assert load() == actions.Loaded(areas=2, postcodes=2, datasets=2)
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
        ({"sources": lambda made: SOURCES[:1]}, actions.Loaded(retired=1)),
        ({"sources": lambda made: [source("one", (9.0, 2.0)), SOURCES[1]]}, actions.Loaded(datasets=1)),
    ],
)
def test_what_has_changed_in_the_files_is_loaded_and_nothing_else(changed, loaded):
    load()
    wanted = replace(PLACES, **changed)
    assert load(wanted) == loaded
    assert load(wanted) == actions.Loaded()


def test_a_data_set_that_comes_back_is_in_use_again():
    load()
    load(replace(PLACES, sources=lambda made: SOURCES[:1]))
    assert [one.key for one in queries.datasets()] == ["one"]
    load()
    assert [one.key for one in queries.datasets()] == ["one", "two"]


def test_a_corrected_meaning_of_the_same_values_changes_the_ranks_at_once():
    load()

    def ranks():
        table = analysis.value_table(queries.current_boundary_set())
        return list(need(table, {}).rank)

    assert ranks() == [2, 1]
    turned = entry("one", polarity="low")
    load(replace(PLACES, sources=lambda made: [source("one", described=turned)]))
    assert ranks() == [1, 2]


def test_another_set_of_boundaries_takes_the_postcodes_with_it():
    load()
    assert load(replace(PLACES, about=replace(ABOUT, key="newer"))) == actions.Loaded(2, 2)
    assert set(Postcode.objects.exclude(area=None).values_list("area__boundary_set__key", flat=True)) == {"newer"}


def test_what_was_half_lost_is_made_whole():
    load()
    Indicator.objects.filter(dataset__key="two").delete()
    Dataset.objects.filter(key="one").update(snapshot=None)
    Area.objects.filter(code="E00000001").delete()
    load()
    assert (Area.objects.count(), Postcode.objects.count()) == (2, 2)
    assert {one.key for one in queries.indicators()} == {"one-reports", "two-reports"}


def test_data_sets_that_are_not_in_the_load_go_out_of_use_and_their_snapshots_stay():
    load()
    assert load(replace(PLACES, sources=lambda made: [source("official")])).retired == 2
    assert [one.key for one in queries.datasets()] == ["official"]
    assert Snapshot.objects.count() == 3
    assert AuditEntry.objects.filter(action="places.retire_dataset").count() == 2


def test_a_load_that_fails_in_its_last_part_changes_nothing():
    bad = [*SOURCES, source("bad", ())]
    with pytest.raises(NotPossibleNow, match="holds no values"):
        load(replace(PLACES, sources=lambda made: bad))
    assert not Area.objects.exists()
    assert not Dataset.objects.exists()


def test_a_look_up_is_loaded_with_the_places_and_once():
    changes = [rows.CodeChange("E00000000", "E00000000", "U"), rows.CodeChange("E00000001", "E00000002", "M")]
    wanted = replace(PLACES, lookups=[actions.LookupRows(2011, 2021, changes, "look-up.csv")])
    load(wanted)
    load(wanted)
    assert AuditEntry.objects.filter(action="places.load_lookup").count() == 1
    [lookup] = queries.lookups()
    assert queries.changes(lookup)["change"].to_list() == ["U", "M"]
