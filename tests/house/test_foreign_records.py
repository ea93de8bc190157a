"""Everybody asks for the records of another partnership: they are not there, and in no list, search, file or count."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.house import visits
from tests.house.addresses import OURS, address_of
from tests.house.things import Things
from tests.house.view_table import ARGUMENTS, TABLE, expected
from tests.house.views import gathered
from tests.house.visits import Outcome

pytestmark = pytest.mark.django_db

OPEN_TO_OTHERS: dict[str, str] = gathered("OPEN_TO_OTHERS")
LABEL = "elsewhere"
CLOSED = {Outcome.NOT_HERE, Outcome.REFUSED, Outcome.SIGN_IN, Outcome.SECOND_STEP}
PUBLIC = {key for key in TABLE if expected(TABLE[key])["visitor"] in (Outcome.OPEN, Outcome.LED_ON)}
OF_A_RECORD = [key for key in ARGUMENTS if key in TABLE and key not in PUBLIC and ":" in key]
IN_THE_WORKSPACE = [
    address.key for address in OURS if address.route.startswith("/workspace/") and address.key not in ARGUMENTS
]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Things, Things, dict[str, list[Client]]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        here, there = visits.one_of_each("here"), visits.one_of_each(LABEL)
        yield here, there, visits.everybody(here, there)
        transaction.set_rollback(True)


def strangers(everybody: dict[str, list[Client]]) -> list[tuple[str, Client]]:
    """All who hold nothing in the other partnership."""
    return [
        (who, client)
        for who, clients in everybody.items()
        if who != "programme team of another partnership"
        for client in clients
    ]


@pytest.mark.parametrize("key", [key for key in OF_A_RECORD if key not in OPEN_TO_OTHERS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_record_of_another_partnership_is_not_there_for_anybody(key, method, house):
    _here, there, everybody = house
    address = address_of(key, there)
    found = {}
    for who, client in strangers(everybody):
        how = visits.how_it_went(getattr(client, method)(address))
        if how not in CLOSED:
            found[who] = how
    assert found == {}


@pytest.mark.parametrize("key", IN_THE_WORKSPACE)
@pytest.mark.parametrize("query", ["", f"?q={LABEL}", "?download=csv"])
def test_nothing_of_another_partnership_is_in_a_list_a_search_or_a_file(key, query, house):
    here, _there, everybody = house
    address = address_of(key, here)
    found = {}
    for who, client in strangers(everybody):
        words = client.get(address + query).content.decode(errors="replace").lower()
        if LABEL in words.replace(f'value="{LABEL}"', "").replace(f"q={LABEL}", ""):
            found[who] = address
    assert found == {}


def test_what_is_open_to_others_is_an_address_and_needed():
    assert OPEN_TO_OTHERS.keys() <= set(OF_A_RECORD)
