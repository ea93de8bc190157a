import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from peoplezones.accounts import roles
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.provision import actions
from peoplezones.provision.models import Provision
from peoplezones.provision.rows import Seat
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.provision.factories import ProvisionFactory, given
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return ZoneFactory()


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def test_an_item_is_kept_with_all_that_was_said_of_it_and_an_audit_line(zone, team):
    said = given(
        kind="meeting",
        tools=("control", "treatment"),
        times=("tue-morning",),
        seats=(Seat(OrganisationFactory().pk), Seat(name="Church")),
        rhythm="weekly",
    )
    item = actions.add(zone=zone, given=said, by=team, now=WHEN)
    assert actions.given_of(Provision.objects.get(pk=item.pk)) == said
    line = AuditEntry.objects.get(action="provision.add")
    assert line.scope == zone.partnership_id


def test_the_same_title_of_the_same_organisation_is_refused_whatever_its_case(zone, team):
    actions.add(zone=zone, given=given(), by=team, now=WHEN)
    with pytest.raises(NotPossibleNow, match="already an item"):
        actions.add(zone=zone, given=given(title="FAMILY DROP-IN", organisation_name="neighbours"), by=team, now=WHEN)
    actions.add(zone=ZoneFactory(), given=given(), by=team, now=WHEN)


@pytest.mark.parametrize("field", ["title", "organisation_name", "summary", "place", "told_by"])
def test_words_that_name_a_person_are_refused_in_every_field(zone, team, field):
    with pytest.raises(NotPossibleNow, match="name a person"):
        actions.add(zone=zone, given=given(**{field: "Mrs Example"}), by=team, now=WHEN)
    with pytest.raises(NotPossibleNow, match="e-mail"):
        actions.add(zone=zone, given=given(seats=(Seat(name="a@example.org"),)), by=team, now=WHEN)
    assert not Provision.objects.exists()


def test_an_organisation_of_another_partnership_is_not_in_the_register(zone, team):
    foreign = OrganisationFactory(partnership=PartnershipFactory(slug="elsewhere"))
    with pytest.raises(NotPossibleNow, match="not in the register"):
        actions.add(zone=zone, given=given(organisation=foreign.pk, organisation_name=""), by=team, now=WHEN)


def test_nobody_overwrites_what_they_have_not_seen(zone, team):
    item = ProvisionFactory(zone=zone)
    actions.edit(item=item, seen=1, given=given(title="Mine"), by=team, now=WHEN)
    with pytest.raises(EditedMeanwhile):
        actions.edit(item=item, seen=1, given=given(title="Yours"), by=team, now=WHEN)
    with pytest.raises(EditedMeanwhile):
        actions.end(item=item, seen=1, until=WHEN.date(), by=team, now=WHEN)
    item.refresh_from_db()
    assert (item.title, item.version, item.until) == ("Mine", 2, None)


def test_an_item_ends_on_a_day_that_is_not_before_it_began(zone, team):
    item = ProvisionFactory(zone=zone, since=dt.date(2026, 2, 1))
    with pytest.raises(NotPossibleNow, match="before it began"):
        actions.end(item=item, seen=1, until=dt.date(2026, 1, 31), by=team, now=WHEN)
    assert actions.end(item=item, seen=1, until=dt.date(2026, 2, 1), by=team, now=WHEN).until == dt.date(2026, 2, 1)


def test_a_partner_neither_adds_nor_gives_away_in_the_name_of_others(zone):
    organisation = OrganisationFactory()
    PresenceFactory(organisation=organisation, zone=zone)
    partner = ColleagueFactory(organisation=organisation, person=PersonFactory(holding=[roles.PARTNER])).person
    own = given(organisation=organisation.pk, organisation_name="")
    item = actions.add(zone=zone, given=own, by=partner, now=WHEN)
    with pytest.raises(NotAllowedForYou, match="your own organisation"):
        actions.add(zone=zone, given=given(title="Theirs"), by=partner, now=WHEN)
    with pytest.raises(NotAllowedForYou, match="your own organisation"):
        actions.edit(item=item, seen=1, given=given(), by=partner, now=WHEN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gathering"},
        {"rhythm": "weekly"},
        {"people": 0},
        {"hours_each": 169},
        {"organisation_name": ""},
        {"since": dt.date(2026, 2, 2), "until": dt.date(2026, 2, 1)},
    ],
)
def test_what_cannot_be_is_refused_by_the_data_base(zone, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProvisionFactory(zone=zone, **wrong)


def test_an_item_ends_on_a_day_of_a_calendar(zone, team):
    item = actions.add(zone=zone, given=given(), by=team, now=WHEN)
    with pytest.raises(NotPossibleNow, match="between 1800 and 2100"):
        actions.end(item=item, seen=1, until=dt.date(9999, 12, 31), by=team, now=WHEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Provision.objects.filter(pk=item.pk).update(until=dt.date(9999, 12, 31))
