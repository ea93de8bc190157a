import pytest
from django.contrib.auth.models import AnonymousUser, Group

from peoplezones.accounts import actions, queries, roles, rules
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou

from .factories import WHEN, PartnershipFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db

ROLE_RULES = {
    roles.PROGRAMME_TEAM: rules.is_programme_team,
    roles.PAGE_EDITOR: rules.is_page_editor,
    roles.ANALYST: rules.is_analyst,
    roles.EVALUATOR: rules.is_evaluator,
    roles.ZONE_LEAD: rules.is_zone_lead,
    roles.PARTNER: rules.is_partner,
    roles.COMMUNITY_LEADER: rules.is_community_leader,
    roles.RESIDENT: rules.is_resident,
    roles.BOARD_MEMBER: rules.is_board_member,
}


def test_roles_are_read_once_a_request(django_assert_num_queries):
    person = PersonFactory(holding=[roles.ANALYST, roles.RESIDENT])
    with django_assert_num_queries(1):
        assert queries.roles_of(person) == {"analyst", "resident"}
        assert queries.is_staff(person)
        assert not queries.edits_pages(person)
        assert queries.needs_second_factor(person)
        assert [str(role.label) for role in queries.role_objects(person)] == ["Analyst", "Resident"]


@pytest.mark.parametrize("role", roles.ALL, ids=lambda role: role.key)
def test_every_role_of_the_staff_asks_for_a_second_factor(role):
    assert role.second_factor or not role.staff


@pytest.mark.parametrize("nobody", [AnonymousUser(), None])
def test_a_visitor_holds_no_role(nobody, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.roles_of(nobody) == frozenset()
        assert not queries.second_factor_missing(nobody)


def test_a_closed_account_holds_no_role():
    assert queries.roles_of(PersonFactory(is_active=False, holding=[roles.ANALYST])) == frozenset()


def test_a_role_that_no_longer_exists_opens_nothing():
    held = RoleHeldFactory(role="town_crier")
    assert queries.role_objects(held.person) == []
    assert not queries.is_staff(held.person)


@pytest.mark.parametrize("role", roles.ALL, ids=lambda role: role.key)
def test_each_role_has_a_rule_that_holds_for_it_alone(role):
    person = PersonFactory(holding=[role])
    assert [held.key for held, rule in ROLE_RULES.items() if rule(person)] == [role.key]


@pytest.mark.parametrize(
    ("guard", "open_to"),
    [
        (rules.check_may_run_programme, {"programme_team"}),
        (rules.check_may_edit_pages, {"programme_team", "page_editor"}),
        (
            rules.check_may_work_here,
            {"programme_team", "page_editor", "analyst", "evaluator", "zone_lead", "partner"},
        ),
    ],
)
def test_guards_let_in_whom_they_name_and_say_a_sentence_to_others(guard, open_to):
    for role in roles.ALL:
        person = PersonFactory(holding=[role])
        if role.key in open_to:
            guard(person)
        else:
            with pytest.raises(NotAllowedForYou, match=r"^Only .+\.$"):
                guard(person)


def test_giving_a_role_twice_changes_and_records_once():
    person = PersonFactory()
    for _again in range(2):
        actions.give_role(person=person, role=roles.ANALYST, by=None, now=WHEN)
    assert queries.roles_of(person) == {"analyst"}
    line = AuditEntry.objects.get(action="accounts.give_role")
    assert (line.actor_label, line.target_id, line.detail) == (
        "the system",
        str(person.pk),
        {"role": "analyst", "partnership": "everywhere"},
    )


def test_the_editorial_site_opens_with_the_first_editing_role_and_closes_with_the_last():
    person = PersonFactory()
    for role in (roles.PAGE_EDITOR, roles.PROGRAMME_TEAM):
        actions.give_role(person=person, role=role, by=None, now=WHEN)
    editors = Group.objects.get(name=roles.EDITOR_GROUP)
    actions.take_role(person=person, role=roles.PAGE_EDITOR, by=None, now=WHEN)
    assert editors in person.groups.all()
    actions.take_role(person=person, role=roles.PROGRAMME_TEAM, by=None, now=WHEN)
    assert editors not in person.groups.all()
    assert queries.roles_of(person) == frozenset()


def test_taking_a_role_that_is_not_held_records_nothing():
    actions.take_role(person=PersonFactory(), role=roles.ANALYST, by=None, now=WHEN)
    assert not AuditEntry.objects.filter(action="accounts.take_role").exists()


def test_adding_a_person_gives_a_proven_address_and_the_roles():
    by = PersonFactory(name="Programme lead")
    person = actions.add_person(email=" New@Example.org ", name="Analyst 1", holding=[roles.ANALYST], by=by, now=WHEN)
    assert person.email == "new@example.org"
    assert person.emailaddress_set.get().verified
    assert queries.roles_of(person) == {"analyst"}
    assert {line.actor_label for line in AuditEntry.objects.all()} == {"Programme lead"}


def test_only_a_person_without_roles_becomes_a_resident_at_the_first_sign_in():
    fresh, analyst = PersonFactory(), PersonFactory(holding=[roles.ANALYST])
    for person in (fresh, analyst):
        actions.complete_sign_up(person=person, now=WHEN)
    assert queries.roles_of(fresh) == {"resident"}
    assert queries.roles_of(analyst) == {"analyst"}


def test_a_role_of_one_partnership_counts_there_alone():
    here, there = PartnershipFactory(slug="here"), PartnershipFactory(slug="there")
    person = PersonFactory()
    actions.give_role(person=person, role=roles.ANALYST, partnership=here, by=None, now=WHEN)
    assert queries.holds_in(person, [roles.ANALYST], here.pk)
    assert not queries.holds_in(person, [roles.ANALYST], there.pk)
    assert not queries.holds_in(person, [roles.EVALUATOR], here.pk)
    assert list(queries.partnerships(queries.scope_of(person, [roles.ANALYST]))) == [here]


def test_a_role_of_no_partnership_counts_in_all():
    here, there = PartnershipFactory(slug="here"), PartnershipFactory(slug="there")
    person = PersonFactory(holding=[roles.ANALYST])
    assert list(queries.partnerships(queries.scope_of(person, [roles.ANALYST]))) == [here, there]
    assert not queries.scope_of(person, [roles.EVALUATOR])


def test_a_role_is_taken_where_it_was_given():
    here = PartnershipFactory(slug="here")
    person = PersonFactory(holding=[roles.PAGE_EDITOR])
    actions.give_role(person=person, role=roles.PAGE_EDITOR, partnership=here, by=None, now=WHEN)
    actions.take_role(person=person, role=roles.PAGE_EDITOR, partnership=here, by=None, now=WHEN)
    assert queries.scope_of(person, [roles.PAGE_EDITOR]).everywhere
    assert person.groups.exists()
