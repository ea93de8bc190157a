"""The folder of official data that was cut to one county: its areas, its data sets, and what it lacks is named."""

import os
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.models import Demand, Outcome, Polarity
from peoplezones.places.readers import LAYOUTS, open_data, sources
from peoplezones.places.rows import PeriodKind

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")


def test_a_folder_without_the_files_says_which_is_missing(tmp_path):
    with pytest.raises(NotPossibleNow, match=r"llr_lsoa_2011\.geojson"):
        open_data.areas(tmp_path)


def test_every_entry_of_the_sources_says_what_a_reader_and_a_page_need_to_know():
    keys = []
    for entry in sources.entries():
        assert entry.publisher
        assert entry.licence
        assert entry.address.startswith("https://") or entry.key == "partner-demand"
        assert entry.layout in LAYOUTS
        assert not entry.download or entry.download.startswith("https://")
        for one in entry.indicators:
            keys.append(one.key)
            assert one.outcome in ["", *Outcome.values]
            assert one.demand in Demand.values
            assert one.polarity in Polarity.values
            assert one.demand_reason.endswith(".")
            if entry.period_kind == PeriodKind.MONTH and one.denominator:
                assert one.window == 12
            if one.feeds_choice and one.outcome and one.polarity != Polarity.NONE:
                assert one.acted_on_by
            if one.demand == Demand.REACTIVE and one.denominator == "population":
                assert one.agency
    assert len(keys) == len(set(keys))


def test_the_choice_rests_on_every_outcome_and_counts_nothing_twice():
    chosen = [one for entry in sources.entries() for one in entry.indicators if one.feeds_choice and one.outcome]
    assert {one.outcome for one in chosen} == set(Outcome.values)
    assert not [one.key for one in chosen if one.key.endswith(("-2025", "-decile")) or one.key == "all-crime"]


@pytest.fixture(scope="module")
def rows():
    return open_data.areas(DATA)


@needs_data
def test_official_areas_carry_population_ward_and_rural_urban_class(rows):
    assert len(rows) == 611
    assert {row.rural_urban for row in rows} >= {"Urban city and town"}
    assert sum(row.population for row in rows) > 1_100_000
    assert all(row.households and row.ward_code for row in rows)
    assert {row.code: row.local_name for row in rows}["E01013726"] == "New Parks & Stokeswood"


@needs_data
def test_the_look_up_shares_out_what_was_split_by_people():
    lookup = open_data.lookup(DATA)
    kinds = [row.change for row in lookup.rows]
    assert (kinds.count("U"), kinds.count("S"), kinds.count("M")) == (587, 46, 2)
    shares: dict[str, float] = {}
    for row in lookup.rows:
        shares[row.old] = shares.get(row.old, 0) + row.share
    assert {round(share, 9) for share in shares.values()} == {1.0}


@needs_data
def test_entries_are_those_of_the_sources_but_for_what_the_folder_calls_otherwise():
    for held in open_data.HELD:
        entry, published = open_data.entry_for(held.key), sources.entry(held.key)
        assert {one.key for one in entry.indicators} <= {one.key for one in published.indicators}
        same = ("key", "name", "publisher", "licence", "vintage", "period_kind")
        assert {name: asdict(entry)[name] for name in same} == {name: asdict(published)[name] for name in same}
        assert [one for one in published.indicators if one.feeds_choice and one not in entry.indicators] == []


@needs_data
def test_a_missing_file_is_named_before_anything_is_read(tmp_path):
    for name in ("llr", "england"):
        shutil.copytree(DATA / name, tmp_path / name)
    with pytest.raises(NotPossibleNow, match=r"leicestershire-street-2022\.zip"):
        list(open_data.sources_in(tmp_path, None))
