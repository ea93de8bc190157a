"""The things and visitors that the permission tests stand on: sets that do not mix, people who belong or do not."""

from typing import Any

import pytest

from peoplezones.accounts import roles
from tests.house import visits
from tests.house.things import FIRST_STEP, VISITOR
from tests.house.views import by_context, together
from tests.peoplezones.accounts.factories import RoleHeldFactory
from tests.peoplezones.zones.factories import MembershipFactory

SHARED = {"boundary_set"}  # there is one map, whoever looks at it
pytestmark = pytest.mark.django_db


def members(zone: Any) -> set[str]:
    of_zone = MembershipFactory._meta.model.objects.filter(zone=zone)
    return {str(pk) for pk in of_zone.values_list("person", flat=True)}


def test_two_sets_of_things_share_the_map_and_nothing_else():
    here, elsewhere = visits.one_of_each("here"), visits.one_of_each("elsewhere")
    assert vars(here).keys() == vars(elsewhere).keys()
    assert {name for name, thing in vars(here).items() if thing == getattr(elsewhere, name)} == SHARED


def test_all_things_of_a_set_are_of_one_partnership():
    here = visits.one_of_each("here")
    theirs = {name for name, thing in vars(here).items() if hasattr(thing, "partnership_id")}
    assert theirs >= {"zone", "other_zone", "organisation", "other_organisation"}
    assert {getattr(here, name).partnership_id for name in theirs} == {here.partnership.pk}


def test_whoever_is_not_from_elsewhere_belongs_to_the_things():
    here, elsewhere = visits.one_of_each("here"), visits.one_of_each("elsewhere")
    everybody = visits.everybody(here, elsewhere)
    of_column = {
        column: {client.session["_auth_user_id"] for client in clients}
        for column, clients in everybody.items()
        if column != VISITOR
    }
    assert len(of_column[FIRST_STEP]) == sum(role.staff for role in roles.ALL)
    visiting = set().union(*of_column.values())  # others are things that are looked for
    outside = {column for column, people in of_column.items() if not people <= members(here.zone)}
    assert outside == {"programme team of another partnership", "zone lead of another zone"}
    assert of_column["programme team of another partnership"] == members(elsewhere.zone) & visiting
    assert of_column["zone lead of another zone"] == members(here.other_zone)
    for column, organisation in {
        "partner": here.organisation,
        "partner of another organisation": here.other_organisation,
    }.items():
        assert of_column[column] <= {str(colleague.person_id) for colleague in organisation.colleagues.all()}
    held = RoleHeldFactory._meta.model.objects.filter(partnership=elsewhere.partnership)
    assert {str(pk) for pk in held.values_list("person", flat=True)} & visiting == members(elsewhere.zone) & visiting


def test_contexts_come_from_the_lowest_up():
    names = [module.__name__.rpartition(".")[2] for module in by_context()]
    assert [name for name in names if name in ("accounts", "places", "zones", "choosing", "pages")] == [
        "accounts",
        "places",
        "zones",
        "choosing",
        "pages",
    ]


def test_a_row_in_two_modules_is_found():
    with pytest.raises(ValueError, match="zones:index"):
        together({"zones": {"zones:index": "o"}, "pages": {"zones:index": "o"}})
