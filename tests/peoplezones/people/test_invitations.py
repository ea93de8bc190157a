import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from peoplezones.accounts import actions as giving
from peoplezones.accounts import queries as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import Person
from peoplezones.accounts.registry import LEAVING
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.people import actions
from peoplezones.people.actions import Asked
from peoplezones.people.models import Invitation
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def test_an_invitation_is_a_letter_with_a_link_that_is_kept_nowhere(
    team, invite, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made, token = invite(team)
    assert mailoutbox[0].to == ["new@example.org"]
    assert f"https://example.org/invitations/{token}/" in mailoutbox[0].body
    assert "Analyst" in mailoutbox[0].body
    assert token not in str(Invitation.objects.values())
    assert AuditEntry.objects.get(action="people.invite").scope == made.partnership_id


def test_whoever_accepts_gets_an_account_the_role_the_zone_and_the_position(team, invite, here, zone):
    organisation = OrganisationFactory(partnership=here)
    asked = Asked(roles.PARTNER, zone=zone, organisation=organisation, position="Manager", may_sign=True)
    _made, token = invite(team, asked)
    person = actions.accept(token=token, now=clock.now())
    assert (person.email, person.name) == ("new@example.org", "Invited 1")
    assert accounts.holds_in(person, [roles.PARTNER], here.pk)
    assert not accounts.holds_in(person, [roles.PARTNER], PartnershipFactory(slug="there").pk)
    assert person.memberships.get().zone == zone
    position = person.positions.get()
    assert (position.organisation, position.position, position.may_sign) == (organisation, "Manager", True)


def test_somebody_who_has_an_account_keeps_it_and_gets_the_role(team, invite, here):
    person = PersonFactory(email="new@example.org", name="Resident 9")
    _made, token = invite(team)
    assert actions.accept(token=token, now=clock.now()) == person
    person = Person.objects.get(email="new@example.org")
    assert person.name == "Resident 9"
    assert accounts.holds_in(person, [roles.ANALYST], here.pk)


def test_a_link_opens_once(team, invite):
    _made, token = invite(team)
    actions.accept(token=token, now=clock.now())
    with pytest.raises(NotPossibleNow, match="has been answered"):
        actions.accept(token=token, now=clock.now())


@pytest.mark.parametrize("days", [14, 40])
def test_a_link_runs_out(team, invite, days):
    _made, token = invite(team)
    with pytest.raises(NotPossibleNow, match="not open any more"):
        actions.accept(token=token, now=clock.now() + dt.timedelta(days=days))
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_link_that_was_withdrawn_declined_or_sent_again_opens_nothing(team, invite):
    made, token = invite(team)
    actions.send_again(invitation=made, link=lambda token: token, by=team, now=clock.now())
    with pytest.raises(NotPossibleNow):
        actions.accept(token=token, now=clock.now())
    made, token = invite(team)
    actions.withdraw(invitation=made, by=team, now=clock.now())
    with pytest.raises(NotPossibleNow):
        actions.accept(token=token, now=clock.now())
    made, token = invite(team)
    actions.decline(token=token, now=clock.now())
    with pytest.raises(NotPossibleNow):
        actions.accept(token=token, now=clock.now())
    assert not Person.objects.filter(email="new@example.org").exists()


def test_an_invitation_is_worth_nothing_when_whoever_sent_it_may_not_any_more(team, invite, here):
    _made, token = invite(team)
    giving.take_role(person=team, role=roles.PROGRAMME_TEAM, partnership=here, by=None, now=clock.now())
    with pytest.raises(NotAllowedForYou):
        actions.accept(token=token, now=clock.now())
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_zone_lead_invites_to_their_own_zone_and_to_three_roles_alone(hold, invite, here, zone):
    lead = hold(roles.ZONE_LEAD, zone)
    other = ZoneFactory(partnership=here, slug="corner")
    invite(lead, Asked(roles.RESIDENT, zone=zone))
    for asked in (Asked(roles.RESIDENT, zone=other), Asked(roles.ZONE_LEAD, zone=zone), Asked(roles.RESIDENT)):
        with pytest.raises(NotAllowedForYou):
            invite(lead, asked)


def test_who_signs_for_a_partner_invites_colleagues_of_their_own_organisation(hold, invite, here):
    theirs, other = OrganisationFactory(partnership=here), OrganisationFactory(partnership=here)
    signatory, plain = hold(roles.PARTNER), hold(roles.PARTNER)
    ColleagueFactory(person=signatory, organisation=theirs, may_sign=True)
    ColleagueFactory(person=plain, organisation=theirs)
    _made, token = invite(signatory, Asked(roles.PARTNER, organisation=theirs, position="Officer"))
    assert actions.accept(token=token, now=clock.now()).positions.get().organisation == theirs
    for by, asked in (
        (signatory, Asked(roles.PARTNER, organisation=other, position="Officer")),
        (signatory, Asked(roles.ANALYST, organisation=theirs, position="Officer")),
        (plain, Asked(roles.PARTNER, organisation=theirs, position="Officer")),
    ):
        with pytest.raises(NotAllowedForYou):
            invite(by, asked)


def test_nobody_invites_to_another_partnership(team, invite):
    there = PartnershipFactory(slug="there")
    with pytest.raises(NotAllowedForYou):
        invite(team, partnership=there)
    with pytest.raises(NotPossibleNow, match="another partnership"):
        invite(team, Asked(roles.RESIDENT, zone=ZoneFactory(partnership=there, slug="far")))


def test_who_leaves_holds_nothing_here_any_more_and_keeps_what_they_hold_elsewhere(team, hold, here, zone):
    there = PartnershipFactory(slug="there")
    person = hold(roles.PARTNER, zone)
    giving.give_role(person=person, role=roles.PARTNER, partnership=there, by=None, now=clock.now())
    organisation = OrganisationFactory(partnership=here)
    PresenceFactory(organisation=organisation, zone=zone)
    ColleagueFactory(person=person, organisation=organisation)
    actions.end_in_partnership(person=person, partnership=here, reason="changed jobs", by=team, now=clock.now())
    assert not person.memberships.exists()
    assert not person.positions.filter(until=None).exists()
    assert not accounts.holds_in(person, [roles.PARTNER], here.pk)
    assert accounts.holds_in(person, [roles.PARTNER], there.pk)
    assert AuditEntry.objects.get(action="people.leave").detail == {"reason": "changed jobs"}


def test_no_lead_brings_anybody_into_an_organisation_but_those_of_neighbours(hold, invite, here, zone, team):
    lead = hold(roles.ZONE_LEAD, zone)
    service = OrganisationFactory(partnership=here, kind="public_service")
    group = OrganisationFactory(partnership=here, kind="informal_group")
    for by, role in (
        (lead, roles.RESIDENT),
        (lead, roles.PARTNER),
        (team, roles.RESIDENT),
        (team, roles.COMMUNITY_LEADER),
    ):
        with pytest.raises(NotAllowedForYou):
            invite(by, Asked(role, zone=zone, organisation=service, position="Officer"))
    for by in (lead, team):
        invite(by, Asked(roles.COMMUNITY_LEADER, zone=zone, organisation=group, position="Chair"))
    with pytest.raises(NotAllowedForYou):
        invite(team, Asked(roles.RESIDENT, zone=zone, organisation=group, position="Chair"))


def test_nobody_invites_themselves(team, invite, hold):
    EmailAddress.objects.create(user=team, email="second@example.org")
    for email in (team.email.upper(), "second@example.org"):
        with pytest.raises(NotAllowedForYou, match="your own address"):
            invite(team, email=email)
    other = hold(roles.PROGRAMME_TEAM)
    made, _token = invite(team, email=other.email)
    with pytest.raises(NotAllowedForYou, match="your own address"):
        actions.send_again(invitation=made, link=str, by=other, now=clock.now())


def test_whoever_sends_it_again_stands_for_it(team, invite, here, hold):
    made, _token = invite(team)
    giving.take_role(person=team, role=roles.PROGRAMME_TEAM, partnership=here, by=None, now=clock.now())
    other, tokens = hold(roles.PROGRAMME_TEAM), []
    actions.send_again(invitation=made, link=lambda token: tokens.append(token) or "", by=other, now=clock.now())
    assert actions.accept(token=tokens[0], now=clock.now()).email == "new@example.org"


def test_who_accepts_stays_steward_and_clerk(team, invite, zone):
    person = PersonFactory(email="new@example.org")
    member = MembershipFactory(person=person, zone=zone, is_steward=True)
    for asked in (Asked(roles.RESIDENT, zone=zone), Asked(roles.RESIDENT, zone=zone, is_clerk=True)):
        _made, token = invite(team, asked)
        actions.accept(token=token, now=clock.now())
    member.refresh_from_db()
    assert (member.is_steward, member.is_clerk) == (True, True)


def test_an_invitation_wakes_no_role_that_rests(team, invite, hold, here):
    person = hold(roles.ANALYST, email="new@example.org")
    giving.end_access(person=person, reason="Idle", by=None, now=clock.now())
    made, token = invite(team)
    with pytest.raises(NotPossibleNow, match="This role rests"):
        actions.accept(token=token, now=clock.now())
    assert not accounts.holds_in(Person.objects.get(pk=person.pk), [roles.ANALYST], here.pk)
    made.refresh_from_db()
    assert made.state == "open"


def test_what_contexts_registered_ends_with_the_rest_in_the_same_transaction(team, hold, here):
    ended = []
    LEAVING.add("of this test", lambda person, number, by, now: ended.append((person, number, by)))
    person = hold(roles.PARTNER)
    try:
        actions.end_in_partnership(person=person, partnership=here, reason="left", by=team, now=clock.now())
    finally:
        LEAVING.remove("of this test")
    assert ended == [(person, here.pk, team)]


def test_the_last_of_the_programme_team_keeps_the_role(team, here, hold):
    with pytest.raises(NotPossibleNow, match="last person"):
        actions.take_role(person=team, role=roles.PROGRAMME_TEAM, partnership=here, by=team, now=clock.now())
    hold(roles.PROGRAMME_TEAM)
    actions.take_role(person=team, role=roles.PROGRAMME_TEAM, partnership=here, by=team, now=clock.now())
    assert not accounts.holds_in(team, [roles.PROGRAMME_TEAM], here.pk)


def test_only_the_programme_team_of_the_partnership_gives_roles(team, hold, here):
    there, person = PartnershipFactory(slug="there"), PersonFactory()
    actions.give_role(person=person, role=roles.ANALYST, partnership=here, by=team, now=clock.now())
    for by, where in ((team, there), (hold(roles.ZONE_LEAD), here)):
        with pytest.raises(NotAllowedForYou):
            actions.give_role(person=person, role=roles.ANALYST, partnership=where, by=by, now=clock.now())


def test_invitations_are_forgotten_when_they_are_long_over(team, invite):
    old, _token = invite(team)
    actions.withdraw(invitation=old, by=team, now=clock.now())
    invite(team, email="late@example.org")
    later = clock.now() + dt.timedelta(days=100)
    with clock.stopped(later):
        _fresh, _token = invite(team, email="fresh@example.org")
        assert actions.forget_invitations(by=None, now=later) == 1  # the other ran out 86 days ago
    assert set(Invitation.objects.values_list("email", flat=True)) == {"late@example.org", "fresh@example.org"}
    line = AuditEntry.objects.get(action="people.forget_invitation")
    assert "new@example.org" not in line.target_label
