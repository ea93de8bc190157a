"""Files are read and kept whole, or nothing changes: refused, called off, gone, or by somebody who may not."""

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from django.conf import settings as platform

from peoplezones.accounts.models import RoleHeld
from peoplezones.foundation import clock, jobs
from peoplezones.foundation.models import JobState
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries, store, tasks
from peoplezones.places.models import Area, ColumnMapping, Dataset, Snapshot
from peoplezones.places.readers import LAYOUTS, sources
from peoplezones.places.registry import IMPORT_GATES
from peoplezones.places.rows import BadFile, Cancelled
from tests.peoplezones.places.factories import square
from tests.peoplezones.places.handing_in import (
    BAD_TABLE,
    CODES,
    GOOD_TABLE,
    all_that_is_kept,
    analyst,
    entry_of_streets,
    handed_in,
    small_map,
    street_zip,
    waiting_files,
)

DATA = Path(os.environ.get("PEOPLEZONES_DATA", platform.ROOT.parent / "shared" / "data"))
pytestmark = pytest.mark.django_db
WIDE = {
    "key": "homes",
    "name": "Homes",
    "publisher": "Council",
    "licence": "None",
    "layout": "wide",
    "period_kind": "year",
    "options": {
        "area": "LSOA code",
        "period": "Year",
        "columns": {"Warm homes (%)": "warm", "Damp homes (%)": "damp"},
    },
    "indicator": [{"key": "warm-homes", "name": "Warm homes", "unit": "%", "numerator": ["warm"]}],
}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path, monkeypatch):
    settings.DATA_STORE = tmp_path / "store"
    settings.UPLOADS = tmp_path / "uploads"
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_LOOKS", 0)


@pytest.fixture
def person():
    small_map()
    return analyst()


def asked(person, dataset, content, name="figures.csv", **more):
    upload = handed_in(content, name, by=person.pk)
    arguments = {"dataset": dataset, "upload": upload.token, "by": person.pk, **more}
    return jobs.ask(name="places.load_file", label="Load", arguments=arguments, by=person, now=clock.now())


def run(job):
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def given(path, **more):
    return tasks.Given(path, path.name, "0" * 64, **more)


def load(entry, path, **more):
    return tasks.load(entry, given(path, **more), by=None, now=clock.now())


# --- a job --------------------------------------------------------------------------------------------------------


def test_a_good_file_becomes_a_snapshot_and_is_gone_afterwards(person):
    job = run(asked(person, WIDE, GOOD_TABLE))
    assert (job.state, job.sentence) == (JobState.DONE, "Loaded 6 values.")
    snapshot = queries.dataset("homes").snapshot
    assert job.result["digest"] == snapshot.digest
    assert job.result["is_new"] is True
    assert snapshot.source_name == "figures.csv"
    assert waiting_files() == []


def test_the_same_file_again_changes_nothing_and_says_so(person):
    run(asked(person, WIDE, GOOD_TABLE))
    before = Snapshot.objects.count(), list(Dataset.objects.values())
    job = run(asked(person, WIDE, GOOD_TABLE))
    assert job.sentence == "This was already loaded, so nothing changed."
    assert job.result["is_new"] is False
    assert (Snapshot.objects.count(), list(Dataset.objects.values())) == before


def test_a_bad_file_tells_its_rows_by_the_persons_own_name_for_it_and_leaves_everything(person):
    run(asked(person, WIDE, GOOD_TABLE))
    job = asked(person, WIDE, BAD_TABLE, "My figures.csv")
    before = all_that_is_kept()
    run(job)
    assert job.state == JobState.REFUSED
    assert job.sentence.startswith("My figures.csv has 2 cells that cannot be read.")
    assert [(row["file"], row["line"], row["found"]) for row in job.result["rows"]] == [
        ("My figures.csv", 2, "many"),
        ("My figures.csv", 4, "?"),
    ]
    assert all_that_is_kept() == before
    assert waiting_files() == []


def test_work_that_is_called_off_on_the_way_leaves_everything(person, tmp_path, monkeypatch):
    content = street_zip(tmp_path / "streets.zip").read_bytes()
    job = asked(person, sources.as_mapping(entry_of_streets()), content, "streets.zip")
    real, seen = jobs.WatchedStep.__call__, []

    def call_off(step, share, doing):
        seen.append(doing)
        if len(seen) == 2:
            jobs.cancel(job=job, by=person, now=clock.now())
            seen.append(all_that_is_kept())
        real(step, share, doing)

    monkeypatch.setattr(jobs.WatchedStep, "__call__", call_off)
    run(job)
    assert job.state == JobState.CANCELLED
    assert all_that_is_kept() == seen[-1]
    assert waiting_files() == []


def test_an_unexpected_end_takes_the_file_away_as_well(person, monkeypatch):
    monkeypatch.setattr(tasks.loading.actions, "keep_reading", lambda **_: 1 / 0)
    job = asked(person, WIDE, GOOD_TABLE)
    before = all_that_is_kept()
    assert run(job).state == JobState.FAILED
    assert all_that_is_kept() == before
    assert waiting_files() == []


def test_who_has_lost_the_role_since_is_refused(person):
    job = asked(person, WIDE, GOOD_TABLE)
    RoleHeld.objects.filter(person=person).delete()
    assert run(job).state == JobState.REFUSED
    assert job.sentence == "Only analysts and the programme team can load data."
    assert not Dataset.objects.exists()
    assert waiting_files() == []


def test_a_file_that_is_gone_is_said_to_be(person):
    job = jobs.ask(
        name="places.load_file",
        label="Load",
        arguments={"dataset": WIDE, "upload": "../../etc/passwd", "by": person.pk},
        by=person,
        now=clock.now(),
    )
    assert run(job).sentence == "The file is no longer here. Nothing was changed: hand it in again."


def test_the_mapping_is_remembered_by_the_columns(person):
    run(asked(person, WIDE, GOOD_TABLE, fingerprint="abc"))
    assert ColumnMapping.objects.get().dataset.key == "homes"


def test_a_mapping_is_not_remembered_of_a_file_that_was_refused(person):
    run(asked(person, WIDE, BAD_TABLE, fingerprint="abc"))
    assert not ColumnMapping.objects.exists()


def test_a_gate_refuses_before_anything_is_read(person, monkeypatch):
    def gate(entry, by, now):
        raise NotPossibleNow("Sign the agreement about data first.")

    monkeypatch.setattr(LAYOUTS["wide"].__class__, "reader", property(lambda self: pytest.fail("was read")))
    IMPORT_GATES.add("tests.gate", gate)
    try:
        job = run(asked(person, WIDE, GOOD_TABLE))
    finally:
        IMPORT_GATES.remove("tests.gate")
    assert (job.state, job.sentence) == (JobState.REFUSED, "Sign the agreement about data first.")


# --- what files give ----------------------------------------------------------------------------------------------


def test_measures_that_nobody_chose_are_not_kept_even_where_the_file_brings_new_ones(person):
    options = {"area": "area", "period": "year", "measure": "what", "value": "n", "keep": ["fires"]}
    one = {"key": "fires", "name": "Fires", "unit": "a year", "numerator": ["fires"]}
    tidy = {**WIDE, "layout": "tidy", "options": options, "indicator": [one]}
    rows = [f"{code},2025,{what},{n}" for code in CODES for what, n in (("Fires", 3), ("Falls", "c"), ("Secrets", 1))]
    job = run(asked(person, tidy, "\n".join(["area,year,what,n", *rows]).encode()))
    assert job.sentence == "Loaded 3 values."
    digest = queries.dataset("homes").snapshot.digest
    assert pl.read_parquet(store.path_of(digest)).columns == ["area", "period", "fires"]
    job = run(asked(person, tidy, "\n".join(["area,year,what,n", f"{CODES[0]},2025,Falls,1"]).encode()))
    assert job.sentence == "The file holds none of the figures that were chosen for “Homes”. It holds: falls."


def test_what_was_described_as_new_takes_the_place_of_nothing_that_came_in_between(person):
    run(asked(person, WIDE, GOOD_TABLE, may_replace=False))
    job = run(asked(person, {**WIDE, "name": "Others"}, GOOD_TABLE, may_replace=False))
    assert (job.state, queries.dataset("homes").name) == (JobState.REFUSED, "Homes")
    assert run(asked(person, {**WIDE, "name": "Others"}, GOOD_TABLE, may_replace=True)).state == JobState.DONE


def test_what_was_left_out_is_said(person, tmp_path):
    result = load(entry_of_streets(vintage=2011), street_zip(tmp_path / "streets.zip"))
    assert result["sentence"] == "Loaded 12 incidents; 2 rows have no area code; 2 lie outside the area."


def test_without_a_look_up_it_is_said_that_changed_codes_count_as_outside(person, tmp_path):
    result = load(entry_of_streets(), street_zip(tmp_path / "streets.zip"))
    assert "since no look-up between them is loaded" in result["sentence"]


def test_the_words_of_a_step_are_those_of_rows():
    assert Cancelled is jobs.Cancelled


def test_a_layout_that_nobody_reads_is_refused(person, tmp_path):
    with pytest.raises(BadFile, match="No reader takes files"):
        load(entry_of_streets(layout="clay-tablets"), street_zip(tmp_path / "streets.zip"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_its_reader(layout):
    assert callable(LAYOUTS[layout].reader)


def test_every_known_data_set_has_a_layout():
    assert {entry.layout for entry in sources.entries()} <= LAYOUTS.keys()


# Without the agreement that agreements ask for: they test it.
PARTNER_DEMAND = replace(sources.entry("partner-demand"), under_agreement="")


def demand(*agencies):
    rows = [f"{code},2025-03,Falls,{agency},reactive,3" for agency in agencies for code in CODES]
    return "\n".join(["area_code,month,demand,agency,kind,count", *rows])


def test_each_partner_who_gives_counts_of_demand_has_a_data_set_of_their_own(person, tmp_path):
    for agency in ("Ambulance", "Fire"):
        file = tmp_path / f"{agency}.csv"
        file.write_text(demand(agency))
        load(PARTNER_DEMAND, file)
    assert sorted(Dataset.objects.values_list("key", flat=True)) == ["partner-demand-ambulance", "partner-demand-fire"]
    found = queries.indicator("demand-fire-falls")
    assert (found.demand, found.agency, found.feeds_choice) == ("reactive", "Fire", False)


def test_counts_of_several_partners_in_one_file_are_refused(person, tmp_path):
    file = tmp_path / "both.csv"
    file.write_text(demand("Ambulance", "Fire"))
    with pytest.raises(BadFile, match="several agencies: Ambulance, Fire"):
        load(PARTNER_DEMAND, file)


# --- where things are ---------------------------------------------------------------------------------------------


def boundaries(path, codes=CODES, column="LSOA11CD"):
    features = [
        {"type": "Feature", "properties": {column: code, f"{column[:-2]}NM": f"Area {code}"}, "geometry": square(place)}
        for place, code in enumerate(codes)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def about_areas(path):
    districts = ("E06000001", "E06000001", "E06000002")
    told = enumerate(zip(CODES, districts, strict=True))
    rows = [f"{code},{district},Town,{100 + place}" for place, (code, district) in told]
    path.write_text("\n".join(["LSOA11CD,LAD11CD,LAD11NM,pop2020", *rows]))
    return path


def test_boundaries_come_with_what_a_table_tells_of_the_areas(tmp_path):
    file, beside = boundaries(tmp_path / "areas.geojson"), about_areas(tmp_path / "about.csv")
    more = {"beside": beside, "beside_name": "about.csv", "options": {"population": "pop2020"}}
    entry = sources.entry("boundaries-lsoa-2011")
    assert load(entry, file, **more)["sentence"] == "Loaded 3 areas."
    in_use = queries.current_boundary_set()
    assert (in_use.key, in_use.vintage, in_use.population_source) == ("lsoa-2011", 2011, "about.csv")
    assert dict(Area.objects.values_list("code", "population")) == dict(zip(CODES, (100, 101, 102), strict=True))
    assert load(entry, file, **more)["is_new"] is False


def test_boundaries_are_taken_of_the_districts_that_are_asked_for(tmp_path):
    file, beside = boundaries(tmp_path / "areas.geojson"), about_areas(tmp_path / "about.csv")
    options = {"population": "pop2020", "districts": ["E06000001"]}
    load(sources.entry("boundaries-lsoa-2011"), file, beside=beside, options=options)
    assert sorted(Area.objects.values_list("code", flat=True)) == list(CODES[:2])


def test_boundaries_of_which_nothing_is_known_change_nothing(tmp_path):
    with pytest.raises(BadFile, match="population or the district is not known"):
        load(sources.entry("boundaries-lsoa-2011"), boundaries(tmp_path / "areas.geojson"))
    assert queries.current_boundary_set() is None


def test_a_look_up_is_kept_once(person, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text("LSOA11CD,LSOA21CD,CHGIND\nE01000001,E01000001,U\nE01000002,E01000008,S\nE01000002,E01000009,S\n")
    entry = sources.entry("lookup-lsoa-2011-2021")
    assert load(entry, file)["sentence"] == "Loaded 3 changes."
    assert load(entry, file)["is_new"] is False
    (lookup,) = queries.lookups()
    assert (lookup.old_vintage, lookup.new_vintage) == (2011, 2021)


def test_postcodes_of_the_areas_on_the_map_are_kept_once(person, tmp_path):
    file = tmp_path / "directory.csv"
    rows = ["LE1 1AA,,-1.195,52.605,E01000001", "LE1 1AB,,-1.185,52.605,E01000002", "ZE1 0AA,,-1.1,60.1,S01000001"]
    file.write_text("\n".join(["pcds,doterm,long,lat,lsoa11cd", *rows]))
    entry = sources.entry("onspd")
    assert load(entry, file)["sentence"] == "Loaded 2 postcodes."
    assert queries.postcode("LE11AB").area.code == "E01000002"
    assert load(entry, file)["is_new"] is False


def test_wards_are_those_in_which_most_of_an_areas_ground_lies(person, tmp_path):
    file = boundaries(tmp_path / "wards.geojson", ("E05000001", "E05000002"), "WD25CD")
    assert load(sources.entry("wards"), file)["report"]["areas without a ward"] == 1
    wards = dict(Area.objects.values_list("code", "ward__code"))
    assert wards == {CODES[0]: "E05000001", CODES[1]: "E05000002", CODES[2]: None}


def test_a_point_lies_in_one_area_or_in_none(person):
    places = tasks.geography.Places()
    assert places.of_point(-1.195, 52.605) == CODES[0]
    assert places.of_point(-1.19, 52.605) == CODES[0]  # on the border: the first of the two
    assert places.of_point(0.0, 52.0) == ""


def test_searches_are_placed_by_their_points(person, tmp_path):
    path = tmp_path / "searches.zip"
    points = ["52.605,-1.195", "52.605,-1.195", "52.605,-1.185", ",", "51,0"]
    rows = [f"2025-01-0{day}T10:00:00+00:00,{point}" for day, point in enumerate(points, start=1)]
    with zipfile.ZipFile(path, "w") as archive:
        text = "\n".join(["Date,Latitude,Longitude", *rows])
        archive.writestr("2025-01/2025-01-testshire-stop-and-search.csv", text)
    result = load(sources.entry("stop-and-search"), path)
    assert result["report"]["incidents counted"] == 3
    assert result["report"]["rows without an area code"] == 2
    assert "place" not in queries.dataset("stop-and-search").definition["options"]


# --- the publishers' own files ------------------------------------------------------------------------------------


@pytest.fixture
def real_map():
    if not DATA.is_dir():
        pytest.skip("The folder of official open data is not there. Set PEOPLEZONES_DATA.")
    beside = DATA / "llr" / "llr_lsoa11_lookup_pop.csv"
    load(
        sources.entry("boundaries-lsoa-2011"),
        DATA / "llr" / "llr_lsoa_2011.geojson",
        beside=beside,
        options={"population": "pop2020", "households": "census2011_households"},
    )
    load(sources.entry("lookup-lsoa-2011-2021"), DATA / "llr" / "llr_lsoa11_lsoa21.csv")


def test_an_archive_of_the_police_goes_in_end_to_end(real_map):
    result = load(sources.entry("recorded-crime"), DATA / "police" / "leicestershire-street-2025.zip")
    assert result["sentence"] == ("Loaded 102,146 incidents; 3,063 rows have no area code; 940 lie outside the area.")
    snapshot = queries.dataset("recorded-crime").snapshot
    assert (len(snapshot.periods), set(snapshot.vintages.values())) == (12, {2021})


def test_the_indices_go_in_end_to_end(real_map, tmp_path):
    columns = {"IMD_rank": "overall-rank", "IMD_score": "overall-score"}
    whole = sources.as_mapping(sources.entry("indices-2019"))
    options = {"area": "lsoa11_code", "columns": columns, "ranks": ["overall-rank"]}
    indicators = [one for one in whole["indicator"] if one["key"] == "overall-rank"]
    entry = sources.entry_from(whole | {"options": options, "indicator": indicators})
    result = load(entry, DATA / "england" / "england_imd2019.csv.gz")
    assert result["sentence"] == "Loaded 32,844 areas."
    assert queries.dataset("indices-2019").snapshot.areas == 32_844
    assert load(entry, DATA / "england" / "england_imd2019.csv.gz")["is_new"] is False
