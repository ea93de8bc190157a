"""Official open data of one county, read, kept and worked out; each number is the publisher's own or counted apart."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from django.conf import settings
from django.db import transaction

from peoplezones.foundation import clock
from peoplezones.places import queries, store
from peoplezones.places.actions import keep_reading, load_boundary_set, load_lookup
from peoplezones.places.analysis import Group, Setting, crossing, periods, profile
from peoplezones.places.readers import open_data
from zonelab.indicators import INDICES_WEIGHTS, indices_score

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)"),
]


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Boundaries, look-up, indices and recorded crime, loaded once for all tests of this file and then taken back."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with clock.stopped(pd.Timestamp("2026-03-02T09:00Z").to_pydatetime()) as now:
                made = load_boundary_set(about=open_data.BOUNDARIES, rows=open_data.areas(DATA), by=None, now=now)
                known = open_data.lookup(DATA)
                load_lookup(
                    old_vintage=known.old_vintage,
                    new_vintage=known.new_vintage,
                    rows=known.rows,
                    source_name=known.source_name,
                    by=None,
                    now=now,
                )
                for source in open_data.sources_in(DATA, made):
                    if source.entry.key in ("indices-2019", "recorded-crime"):
                        keep_reading(
                            entry=source.entry,
                            reading=source.read(),
                            source_name=source.name,
                            source_digest=source.digest,
                            by=None,
                            now=now,
                        )
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def cells(name, code):
    """What was counted apart: area, month and type to number."""
    rows = pl.read_csv(DATA / "llr" / name).rename({code: "area", "month": "period"})
    return rows.with_columns(
        pl.col("crime_type").str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").alias("measure")
    )


def kept_cells(first, last):
    """The cells of the snapshot with a count above zero."""
    digest = queries.dataset("recorded-crime").snapshot.digest
    measures = list(store.periods_with(digest))
    rows = store.whole(digest, measures).filter(pl.col("period").is_between(pl.lit(first), pl.lit(last)))
    long = rows.unpivot(measures, index=["area", "period"], variable_name="measure", value_name="n")
    return long.filter(pl.col("n") > 0)


@pytest.mark.parametrize(
    ("name", "code", "first", "last", "how_many", "crimes"),
    [
        ("llr_crime_lsoa21_month_type.csv.gz", "lsoa21", "2025-01", "2025-12", 37_253, 102_146),
        ("llr_crime_lsoa11_month_type.csv.gz", "lsoa11", "2022-01", "2022-10", 31_977, 93_547),
    ],
)
def test_recorded_crimes_are_cell_by_cell_what_was_counted_apart(county, name, code, first, last, how_many, crimes):
    apart = cells(name, code).filter(pl.col("period").is_between(pl.lit(first), pl.lit(last)))
    found = kept_cells(first, last)
    assert (found.height, found["n"].sum()) == (how_many, crimes)
    both = found.join(apart, on=["area", "period", "measure"], how="full", suffix=" apart")
    assert both.height == how_many
    assert (both["n"] == both["n apart"]).all()
    assert both["n"].null_count() == both["n apart"].null_count() == 0


def test_rows_that_could_not_be_counted_are_told(county):
    snapshot = queries.dataset("recorded-crime").snapshot
    said = snapshot.report
    assert said["incidents counted"] == 102_146 + 93_547
    lost = said["rows without an area code"] + said["rows outside the area"]
    assert said["rows read"] == said["incidents counted"] + lost
    of_2025 = open_data.police.read_street(
        DATA / "police/leicestershire-street-2025.zip",
        open_data.entry_for("recorded-crime"),
        within=open_data.known_codes(),
    ).report
    assert (of_2025["rows without an area code"], of_2025["rows outside the area"]) == (3_063, 940)


def test_the_census_of_each_month_is_found_out_from_its_codes(county):
    vintages = queries.dataset("recorded-crime").snapshot.vintages
    assert {month[:4]: vintage for month, vintage in vintages.items()} == {"2022": 2011, "2025": 2021}
    assert len(vintages) == 10 + 12


def test_all_crimes_of_2025_arrive_in_the_areas_of_2011(county):
    setting = Setting.now(county)
    dataset = queries.dataset("recorded-crime")
    measures = dict.fromkeys(store.periods_with(dataset.snapshot.digest), crossing.COUNT)
    months = periods.window_ending(periods.ordinal("2025-12", "month"), 12, "month")
    frame = crossing.measured(
        dataset, 2011, setting.lookups, measures, areas=setting.people["area"].to_list(), periods=months
    )
    apart = cells("llr_crime_lsoa21_month_type.csv.gz", "lsoa21").filter(pl.col("period").str.starts_with("2025"))
    assert frame.height == 611 * 12
    assert sum(frame[measure].sum() for measure in measures) == pytest.approx(102_146, abs=1e-6)
    for (measure,), rows in apart.group_by("measure"):
        assert frame[measure].sum() == pytest.approx(rows["n"].sum(), abs=1e-6)


def test_the_county_of_2025_is_the_total_that_was_counted_apart(county):
    setting = Setting.now(county)
    home = profile(setting, Group("home", dict.fromkeys(setting.people["area"], 1.0)))
    line = {one.indicator.key: one for one in home.lines}["burglary"]
    apart = cells("llr_crime_lsoa21_month_type.csv.gz", "lsoa21").filter(
        pl.col("period").str.starts_with("2025"), pl.col("measure") == "burglary"
    )
    assert line.window[0] == "2025-01"
    assert line.count == pytest.approx(apart["n"].sum())
    assert line.denominator == setting.people["population"].sum()
    assert line.value == pytest.approx(1000 * apart["n"].sum() / line.denominator)


@pytest.mark.parametrize(("kind", "field"), [("S", "split"), ("M", "merged")])
def test_an_area_that_was_changed_is_named_and_missing_months_are_gaps(county, kind, field):
    setting = Setting.now(county)
    changed = queries.changes(setting.lookups[0]).filter(pl.col("change") == kind)["old"].unique().sort()[0]
    found = profile(setting, Group("area", {changed: 1.0}))
    [one] = found.breaks
    assert (one.period, getattr(one, field)) == ("2025-01", (changed,))
    assert sum(len(codes) for codes in (one.split, one.merged)) == 1
    lines = {line.indicator.key: line for line in found.lines}
    shown = lines["anti-social-behaviour"]
    assert shown.window == periods.window_ending(periods.ordinal("2025-12", "month"), 12, "month")
    assert shown.value > 0
    assert shown.trend == "cannot be calculated"
    wanted = [f"{year}-{month:02d}" for year in range(2021, 2026) for month in range(1, 13)]
    frame = crossing.measured(
        one.dataset, 2011, setting.lookups, {"burglary": crossing.COUNT}, areas=[changed], periods=wanted
    )
    assert frame["period"].to_list() == [month for month in wanted if month in one.dataset.snapshot.vintages]
    assert frame.height == 22
    # One whole year makes no line of years: it is shown month by month, as if for a year, and what is missing is a gap.
    assert [period for period, _value in shown.series] == wanted[12:]
    assert [period for period, value in shown.series if value == value] == [
        month for month in wanted if month in one.dataset.snapshot.vintages
    ]
    last_year = [value for period, value in shown.series if period.startswith("2025")]
    assert sum(last_year) / 12 == pytest.approx(shown.value)


def test_the_indices_hold_all_of_england_and_the_place_that_comes_first(county):
    snapshot = queries.dataset("indices-2019").snapshot
    assert (snapshot.areas, snapshot.vintages) == (32_844, {"2019": 2011})
    ranks = store.whole(snapshot.digest, ["overall-rank"])
    assert ranks.filter(pl.col("overall-rank") == 1)["area"].to_list() == ["E01021988"]
    assert (ranks["overall-rank"].min(), ranks["overall-rank"].max(), ranks.height) == (1, 32_844, 32_844)


def test_the_published_score_follows_from_the_seven_ranks(county):
    names = {"housing": "barriers"}
    digest = queries.dataset("indices-2019").snapshot.digest
    domains = {domain: f"{names.get(domain, domain)}-rank" for domain in INDICES_WEIGHTS}
    rows = store.whole(digest, [*domains.values(), "overall-score"])
    ranks = pd.DataFrame({domain: rows[column].to_numpy() for domain, column in domains.items()})
    assert np.abs(indices_score(ranks) - rows["overall-score"].to_numpy()).max() < 0.002


def test_a_mean_of_england_is_made_of_the_people_that_the_publisher_counted(county):
    """12.9 % of people in England were in income deprivation (statistical release of the Indices 2019)."""
    setting = Setting.now(county)
    lines = profile(setting, Group("area", {"E01013726": 1.0})).lines
    income = next(line for line in lines if line.indicator.key == "income-deprivation")
    england = next(one for one in income.benchmarks if one.level == "england")
    assert england.value == pytest.approx(12.9, abs=0.1)
    rank = next(line for line in lines if line.indicator.key == "health-rank")
    assert not [one for one in rank.benchmarks if one.level == "england"]
