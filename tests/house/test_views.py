"""Every address is asked for by everybody, and answers as the table says; no view is left out of the table."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from peoplezones.accounts import roles
from tests.house import visits
from tests.house.addresses import CMS, OURS, THEIRS, address_of, example
from tests.house.things import FIRST_STEP, VISITOR, VISITORS, Things
from tests.house.view_table import (
    COLUMNS,
    OPEN_AND_NOT_OURS,
    TABLE,
    expected,
)
from tests.house.views.pages import WAGTAIL_ADMIN
from tests.house.visits import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Things, dict[str, list[Client]]]]:
    """One of each thing and one visitor of each kind, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        here, elsewhere = visits.one_of_each("here"), visits.one_of_each("elsewhere")
        yield here, visits.everybody(here, elsewhere)
        transaction.set_rollback(True)


def test_there_is_a_column_for_each_role_and_for_those_who_owe_a_second_step():
    assert list(dict.fromkeys(visitor.column for visitor in VISITORS)) == COLUMNS
    assert {visitor.role for visitor in VISITORS} == {None, *roles.ALL}


def test_there_is_a_row_for_each_address_and_none_too_many():
    rows = {key.partition(", ")[0] if not key.startswith("/") else key for key in TABLE}
    assert rows == {address.key for address in OURS}


@pytest.mark.parametrize("key", TABLE)
def test_everybody_reaches_what_the_table_says(key, house):
    things, everybody = house
    address = address_of(key, things)
    assert {who: visits.outcomes(clients, address) for who, clients in everybody.items()} == expected(TABLE[key])


@pytest.mark.parametrize("who", [who for who, told in expected(WAGTAIL_ADMIN).items() if told != Outcome.OPEN])
def test_no_address_of_wagtails_admin_is_left_open(who, house):
    _things, everybody = house
    assert len(THEIRS) > 150
    told = expected(WAGTAIL_ADMIN)[who]
    # The middleware answers each of them alike, before the view: visitors ask for all, others for every tenth.
    asked = THEIRS if who in (VISITOR, FIRST_STEP) else THEIRS[::10]
    found = {address.route: visits.outcomes(everybody[who], example(address.route)) for address in asked}
    assert {route: how for route, how in found.items() if how != told} == {}


@pytest.mark.parametrize("who", [who for who, told in expected(WAGTAIL_ADMIN).items() if told == Outcome.OPEN])
def test_wagtails_admin_opens_for_those_who_edit_pages(who, house):
    _things, everybody = house
    assert visits.outcomes(everybody[who], CMS) == Outcome.OPEN


def test_what_a_visitor_may_open_says_so_or_is_not_ours():
    open_to_visitors = {key for key, cells in TABLE.items() if expected(cells)[VISITOR] == Outcome.OPEN}
    marked = {address.key for address in OURS if getattr(address.view, "is_public", False)}
    assert open_to_visitors - marked == set(OPEN_AND_NOT_OURS)


def test_what_says_it_is_public_is_kept_from_nobody():
    marked = {address.key for address in OURS if getattr(address.view, "is_public", False)}
    assert len(marked) >= 20
    kept = {Outcome.REFUSED, Outcome.SECOND_STEP}
    assert [key for key in marked if kept & set(expected(TABLE[key]).values())] == []
