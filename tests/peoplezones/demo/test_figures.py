import tomllib
from collections import Counter

import polars as pl
import pytest
from django.conf import settings

from peoplezones.demo.figures import illustrative
from peoplezones.foundation import clock
from peoplezones.places.actions import keep_reading
from peoplezones.places.analysis import Group, Setting, demand_of, profile
from peoplezones.places.models import Demand, Outcome
from tests.peoplezones.places.factories import AreaFactory

pytestmark = pytest.mark.django_db

FOLDER = settings.DEMO_DATA
STREAMS = tomllib.loads((FOLDER / "demand.toml").read_text(encoding="utf-8"))
PROPORTIONS = tomllib.loads((FOLDER / "indicators.toml").read_text(encoding="utf-8"))


@pytest.fixture
def boundary_set():
    """Thirty squares in a row with a hundred people more in each."""
    areas = [AreaFactory(position=place, code=f"E{place:08d}", population=1000 + 100 * place) for place in range(30)]
    areas[0].boundary_set.digest = "always the same"  # figures are named by it
    areas[0].boundary_set.save()
    return areas[0].boundary_set


@pytest.fixture
def made(boundary_set):
    return {source.entry.key: (source, source.read()) for source in illustrative(boundary_set, FOLDER)}


def test_the_same_areas_have_the_same_figures_for_ever(boundary_set, made):
    again = {source.entry.key: (source, source.read()) for source in illustrative(boundary_set, FOLDER)}
    for key, (source, reading) in made.items():
        assert again[key][0].digest == source.digest
        assert again[key][1].frame.equals(reading.frame)
        assert again[key][1].vintages == reading.vintages


def test_another_file_or_other_areas_are_another_source(boundary_set, made, tmp_path):
    for name in ("demand.toml", "indicators.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes() + b"\n# changed\n")
    names = {source.digest for source, _reading in made.values()}
    names |= {source.digest for source in illustrative(boundary_set, tmp_path)}
    boundary_set.digest = "others"
    names |= {source.digest for source in illustrative(boundary_set, FOLDER)}
    assert len(names) == 3


def test_what_is_made_up_is_never_called_official(made):
    for source, _reading in made.values():
        assert not source.entry.is_official
        assert not source.entry.covers_england
        assert "made up" in source.entry.name
        assert source.entry.publisher == "People Zones demo"


def test_every_area_has_a_count_in_every_month_but_those_that_were_not_delivered(made):
    source, reading = made["made-up-demand"]
    frame = reading.frame
    months = frame["period"].unique().sort().to_list()
    assert (months[0], months[-1]) == (STREAMS["first_month"], STREAMS["last_month"])
    assert frame.height == 30 * len(months)
    assert set(reading.vintages) == set(months)
    missing = {gap["agency"]: set(gap["months"]) for gap in STREAMS["not_delivered"]}
    for stream in STREAMS["stream"]:
        gone = set(frame.filter(pl.col(stream["key"]).is_null())["period"])
        assert gone == missing.get(stream["agency"], set())
        there = frame[stream["key"]].drop_nulls()
        assert (there == there.round()).all()
        assert (there >= 0).all()
    assert {one.numerator[0] for one in source.entry.indicators} == set(reading.measures)


def test_people_who_are_counted_are_among_those_they_are_counted_among(made):
    source, reading = made["made-up-circumstances"]
    assert set(reading.frame["period"]) == {str(year) for year in PROPORTIONS["yearly"]["years"]}
    for one in source.entry.indicators:
        counted, whole = (reading.frame[name] for name in (one.numerator[0], one.denominator))
        assert ((counted >= 0) & (counted <= whole)).all()
        assert (counted == counted.round()).all()


def test_every_indicator_is_described_and_all_outcomes_and_both_kinds_of_demand_are_there(made):
    indicators = [one for source, _reading in made.values() for one in source.entry.indicators]
    assert {one.outcome for one in indicators} == set(Outcome.values)
    assert {one.demand for one in indicators} == set(Demand.values)
    assert max(Counter(one.key for one in indicators).values()) == 1
    for one in indicators:
        assert one.demand_reason.endswith(".")
        assert one.acted_on_by
    assert all(one.agency for one in made["made-up-demand"][0].entry.indicators)


def test_a_profile_and_the_page_of_demand_can_be_made_of_them(boundary_set, made):
    for source, reading in made.values():
        keep_reading(
            entry=source.entry,
            reading=reading,
            source_name=source.name,
            source_digest=source.digest,
            by=None,
            now=clock.now(),
        )
    setting = Setting.now(boundary_set)
    home = Group("home", dict.fromkeys(setting.people["area"], 1.0))
    lines = profile(setting, home).lines
    assert len(lines) == len(setting.indicators) > 0
    assert all(line.value > 0 for line in lines)
    found = demand_of(setting, home)
    first, last = int(STREAMS["first_month"][:4]), int(STREAMS["last_month"][:4])
    assert len(found.years) == last - first
    gaps = {(gap.agency, gap.is_hidden) for gap in found.gaps}
    assert gaps == {(gap["agency"], False) for gap in STREAMS["not_delivered"]}
