"""Who acts for an organisation that is party to an agreement, and who does not any more."""

import pytest

from peoplezones.accounts import roles
from peoplezones.accounts.models import Person, RoleHeld
from peoplezones.agreements import queries, rules
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners.models import Organisation
from tests.peoplezones.accounts.factories import PersonFactory, RoleHeldFactory
from tests.peoplezones.agreements.factories import SharedRecordFactory, agreed
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(health, office):
    return agreed(health, office, in_force=False, sent=True, signed_by=[])


def check_acts_for(person, organisation, agreement, acts):
    person, organisation = Person.objects.get(pk=person.pk), Organisation.objects.get(pk=organisation.pk)
    for check in (rules.check_may_sign, rules.check_may_share):
        if acts:
            check(person, organisation)
        else:
            with pytest.raises(NotAllowedForYou):
                check(person, organisation)
    assert queries.to_sign(person).exists() is acts
    assert rules.works_for_somebody(person) is acts
    assert rules.is_inside(person, agreement) is acts
    assert queries.seen_by(person).exists() is acts
    for told in (queries.signers(agreement), queries.people_to_write_to(agreement)):
        assert told.filter(pk=person.pk).exists() is acts


def test_whose_role_rests_or_was_taken_acts_for_nobody(waiting, health, doctor):
    check_acts_for(doctor, health, waiting, acts=True)
    RoleHeld.objects.filter(person=doctor).update(access_ended_at=clock.now(), ended_because="idle")
    check_acts_for(doctor, health, waiting, acts=False)
    RoleHeld.objects.filter(person=doctor).delete()
    check_acts_for(doctor, health, waiting, acts=False)
    RoleHeldFactory(person=doctor)  # a resident
    check_acts_for(doctor, health, waiting, acts=False)


def test_while_a_second_factor_is_owed_nobody_acts(waiting, health, doctor):
    doctor.ask_second_factor = lambda: False
    for check in (rules.check_may_sign, rules.check_may_share):
        with pytest.raises(NotAllowedForYou):
            check(doctor, health)
    assert not queries.to_sign(doctor)
    assert not rules.is_inside(doctor, waiting)


def test_a_community_leader_acts_for_a_group_of_neighbours(office):
    neighbours = OrganisationFactory(kind="informal_group")
    leader = PersonFactory()
    RoleHeldFactory(person=leader, role=roles.COMMUNITY_LEADER.key, partnership=neighbours.partnership)
    ColleagueFactory(person=leader, organisation=neighbours, may_sign=True)
    made = agreed(neighbours, office, in_force=False, sent=True, signed_by=[])
    check_acts_for(leader, neighbours, made, acts=True)


def test_an_organisation_that_left_has_nobody_inside(waiting, health, doctor):
    Organisation.objects.filter(pk=health.pk).update(left_on="2026-02-28")
    check_acts_for(doctor, health, waiting, acts=False)


def test_who_acts_for_nobody_reads_no_record(health, office, doctor, clerk):
    agreed(health, office)
    record = SharedRecordFactory(giver=health)
    today = clock.now().date()
    assert queries.record(clerk, record.pk, today) == record
    RoleHeld.objects.filter(person=clerk).delete()
    assert queries.record(Person.objects.get(pk=clerk.pk), record.pk, today) is None
