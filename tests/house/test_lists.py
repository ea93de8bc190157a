"""Every page with a list: in pages, searched or narrowed, taken away whole, and asking no more with a thousand rows."""

import csv
import html
import inspect
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from openpyxl import load_workbook

from peoplezones.accounts import actions, roles
from tests.house import visits
from tests.house.addresses import OURS, address_of
from tests.house.list_pages import ListPage
from tests.house.things import NOW, Things
from tests.house.views import gathered
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory

pytestmark = pytest.mark.django_db

LISTS: dict[str, ListPage] = gathered("LISTS")
FEW, MANY = 10, 1_000
MOST_QUERIES = 35
MOST_CHOICES = 12  # of one filter: a long list of names is narrowed alike by each


def answers_with_a_list(view: Any) -> bool:
    words = inspect.getsource(inspect.unwrap(view))
    return "lists.answer(" in words or "lists.wants_download(" in words


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Things, Client]]:
    """One of each thing, and the programme team of its partnership."""
    with django_db_blocker.unblock(), transaction.atomic():
        here = visits.one_of_each("here")
        yield here, programme_team(here.partnership)
        transaction.set_rollback(True)


def programme_team(partnership: Any) -> Client:
    client, person = Client(), PersonFactory()
    actions.give_role(person=person, role=roles.PROGRAMME_TEAM, partnership=partnership, by=None, now=NOW)
    walks.sign_in_fully(client, person)
    return client


def asked_for(key: str, house: tuple[Things, Client]) -> tuple[Client, str]:
    things, team = house
    return (Client() if LISTS[key].is_public else team), address_of(key, things)


def rows_of(client: Client, address: str, kind: str) -> list[list[Any]]:
    answer = client.get(address, {"download": kind})
    assert answer.status_code == 200
    if kind == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode())))
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.rows]


def test_every_page_that_answers_with_a_list_is_known_here():
    ours = {address.key for address in OURS if answers_with_a_list(address.view)}
    assert ours == LISTS.keys()


@pytest.mark.parametrize("key", LISTS)
def test_a_list_asks_no_more_with_a_thousand_rows_and_can_be_taken_away_whole(key, house, count_queries):
    client, address = asked_for(key, house)
    with transaction.atomic():
        before = len(rows_of(client, address, "csv")) - 1
        LISTS[key].fill(house[0], FEW)
        few = queries_of(client, address, count_queries)
        LISTS[key].fill(house[0], MANY - FEW)
        many = queries_of(client, address, count_queries)
        assert many == few
        assert sum(many.values()) <= MOST_QUERIES
        page = client.get(address).content.decode()
        assert 'aria-label="Pages"' in page
        assert "download=xlsx" in page
        search = page[page.index('<form method="get"') :].partition("</form>")[0]
        assert 'name="q"' in search or 'name="text"' in search or 'name="name"' in search
        assert "<select" in search or 'type="date"' in search
        table = rows_of(client, address, "csv")
        noted = int(LISTS[key].notes_itself)
        assert len(table) - 1 == before + MANY + noted
        assert len(rows_of(client, address, "xlsx")) == len(table) + noted
        transaction.set_rollback(True)


def queries_of(client: Client, address: str, count_queries: Any) -> dict[str, int]:
    client.get(address)  # what is worked out once a process is worked out now
    with count_queries() as counted:
        assert client.get(address).status_code == 200
    return dict(counted.by_function)


@pytest.mark.parametrize("key", [key for key, one in LISTS.items() if one.empty])
def test_an_empty_list_says_what_to_do(key, house):
    things = Things(**vars(house[0]))
    with transaction.atomic():
        things.partnership = PartnershipFactory(slug="nothing-yet")
        page = programme_team(things.partnership).get(address_of(key, things)).content.decode()
        assert LISTS[key].empty in page
        assert "download=csv" not in page
        transaction.set_rollback(True)


@pytest.mark.parametrize("key", LISTS)
def test_every_choice_of_every_filter_is_answered(key, house):
    client, address = asked_for(key, house)
    page = client.get(address).content.decode()
    search = page[page.index('<form method="get"') :].partition("</form>")[0]
    asked = 0
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', search, re.DOTALL):
        for value in re.findall(r'<option value="([^"]+)"', options)[:MOST_CHOICES]:
            asked += 1
            assert client.get(address, {name: html.unescape(value)}).status_code == 200
    assert asked or 'type="date"' in search


@pytest.mark.parametrize("key", LISTS)
def test_a_search_for_what_nobody_wrote_finds_nothing_and_leads_back(key, house):
    client, address = asked_for(key, house)
    words = "q" if 'name="q"' in client.get(address).content.decode() else "text"
    page = client.get(address, {words: "zzz-nobody-wrote-this"}).content.decode()
    assert "zzz-nobody-wrote-this" in page
    assert "all" in page
    assert "download=csv" not in page
