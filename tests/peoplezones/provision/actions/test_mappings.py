import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from peoplezones.accounts import roles
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.provision import actions, queries
from peoplezones.provision.models import Mapping
from peoplezones.provision.states import State
from tests.peoplezones.accounts.factories import WHEN, PersonFactory
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory, SeatFactory, given
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
TODAY = WHEN.date()


@pytest.fixture
def zone():
    return ZoneFactory()


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def agreed(zone, team, as_at=TODAY):
    draft = actions.start_mapping(zone=zone, as_at=as_at, about="Asked all.", by=team, now=WHEN)
    return actions.agree(mapping=draft, by=team, now=WHEN)


def test_a_baseline_keeps_what_runs_that_day_whatever_happens_later(zone, team):
    item = ProvisionFactory(zone=zone, title="Drop-in", marks={"tool": ["control"], "time": ["tue-morning"]})
    SeatFactory(provision=ProvisionFactory(zone=zone, kind="meeting", title="Forum"), organisation_name="Church")
    ProvisionFactory(zone=zone, title="Ended", until=TODAY - dt.timedelta(days=1))
    before = queries.entries(queries.now_of(zone, TODAY))
    mapping = agreed(zone, team)
    actions.edit(item=item, seen=1, given=given(title="Other"), by=team, now=WHEN)
    kept = queries.kept_by(Mapping.objects.get(pk=mapping.pk)).entries
    assert kept == before
    assert [entry.title for entry in kept] == ["Drop-in", "Forum"]
    assert kept[1].seats == ("Church",)


def test_the_next_baseline_supersedes_the_one_before(zone, team):
    ProvisionFactory(zone=zone)
    first, second = agreed(zone, team), agreed(zone, team)
    first.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.AGREED)
    assert queries.baseline_of(zone) == second


def test_an_agreed_mapping_is_not_agreed_again_and_one_is_drawn_up_at_a_time(zone, team):
    ProvisionFactory(zone=zone)
    mapping = agreed(zone, team)
    with pytest.raises(NotPossibleNow, match="agreed before"):
        actions.agree(mapping=mapping, by=team, now=WHEN)
    actions.start_mapping(zone=zone, as_at=TODAY, about="", by=team, now=WHEN)
    with pytest.raises(NotPossibleNow, match="being drawn up already"):
        actions.start_mapping(zone=zone, as_at=TODAY, about="", by=team, now=WHEN)


def test_nothing_is_no_baseline_and_the_future_cannot_be_mapped(zone, team):
    with pytest.raises(NotPossibleNow, match="Nothing is mapped"):
        agreed(zone, team)
    with pytest.raises(NotPossibleNow, match="not in the future"):
        actions.start_mapping(zone=ZoneFactory(), as_at=TODAY + dt.timedelta(days=1), about="", by=team, now=WHEN)


def test_only_those_who_map_the_zone_agree(zone):
    analyst = PersonFactory(holding=[roles.ANALYST])
    with pytest.raises(NotAllowedForYou):
        actions.agree(mapping=MappingFactory(zone=zone, draft=True), by=analyst, now=WHEN)


@pytest.mark.parametrize("wrong", [{"items": None}, {"agreed_at": None}, {"state": "draft"}])
def test_the_data_base_keeps_items_with_what_was_agreed_alone(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        MappingFactory(**wrong)


def test_a_mapping_of_today_can_begin_in_the_hour_after_midnight_of_a_summer_night(zone, team):
    night = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    made = actions.start_mapping(zone=zone, as_at=dt.date(2026, 7, 1), about="", by=team, now=night)
    assert made.as_at == dt.date(2026, 7, 1)


def test_no_mapping_is_of_a_day_before_any_calendar(zone, team):
    with pytest.raises(NotPossibleNow, match="between 1800 and 2100"):
        actions.start_mapping(zone=zone, as_at=dt.date(1, 1, 1), about="", by=team, now=WHEN)
