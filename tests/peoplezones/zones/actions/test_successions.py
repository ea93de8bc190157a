import datetime as dt

import pytest

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones import actions, queries
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def note(zone, earlier, by, kind="follows"):
    return actions.come_from(zone=zone, earlier=earlier, kind=kind, on=dt.date(2022, 3, 1), by=by, now=clock.now())


def test_a_zone_follows_another_and_both_know_it(team):
    first, second = ZoneFactory(), ZoneFactory()
    made = note(second, first, team)
    assert queries.successions(first) == queries.successions(second) == [made]
    actions.take_back(succession=made, by=team, now=clock.now())
    assert queries.successions(first) == []


def test_an_idea_stays_hidden_on_the_page_of_the_zone_that_it_followed(team):
    first, idea = ZoneFactory(), ZoneFactory(state="idea")
    note(idea, first, team)
    assert queries.successions(first) == []
    assert queries.successions_for(team, first) != []


def test_no_zone_comes_from_itself_from_its_own_child_or_from_another_partnership(team):
    first, second, third = ZoneFactory.create_batch(3)
    note(second, first, team)
    note(third, second, team, kind="split")
    for zone, earlier, says in [
        (first, first, "another zone of the same"),
        (first, third, "came from this zone itself"),
        (second, first, "noted already"),
        (first, ZoneFactory(partnership=PartnershipFactory(slug="elsewhere")), "same partnership"),
    ]:
        with pytest.raises(NotPossibleNow, match=says):
            note(zone, earlier, team)
