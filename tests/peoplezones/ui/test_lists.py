import csv
import io

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from peoplezones.accounts.models import Person
from peoplezones.ui import lists
from tests.peoplezones.accounts.factories import PersonFactory

pytestmark = pytest.mark.django_db

LISTING = lists.Listing(
    name="people",
    caption="People",
    columns=[
        lists.Column("Name", lambda person: person.name, link=lambda person: f"/people/{person.pk}/"),
        lists.Column("State", lambda person: "open" if person.is_active else "closed", tag=True),
        lists.Column("E-mail", lambda person: person.email, shown=False),
    ],
    empty="Invite somebody first.",
    filters=[
        lists.Filter(
            "state",
            "State",
            [("open", "Open"), ("closed", "Closed")],
            lambda rows, value: rows.filter(is_active=value == "open"),
        )
    ],
    look_in=["name", "email"],
    size=2,
)


def shown(address):
    rows = Person.objects.order_by("name")
    return lists.answer(RequestFactory().get(address), LISTING, rows, "ui/list.html").content.decode()


@pytest.fixture
def people():
    PersonFactory(name="Resident 1", email="a@example.org")
    PersonFactory(name="Resident 2", email="b@example.org", is_active=False)
    PersonFactory(name="=Resident 3", email="c@example.org")


def test_a_list_shows_a_page_and_says_how_many_there_are(people):
    page = shown("/")
    assert "1 to 2 of 3" in page
    assert 'href="?page=2"' in page
    assert "a@example.org" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=resident+1", ["Resident 1"]),
        ("q=A%40example.org", ["Resident 1"]),
        ("state=closed", ["Resident 2"]),
        ("q=resident&state=open", ["'=Resident 3", "Resident 1"]),
        ("state=unheard-of", ["'=Resident 3", "Resident 1", "Resident 2"]),
        ("q=nobody", []),
        ("q=%00", ["'=Resident 3", "Resident 1", "Resident 2"]),
    ],
)
def test_a_download_holds_every_row_that_the_list_shows_and_no_other(people, query, names):
    rows = Person.objects.order_by("name")
    answer = lists.answer(RequestFactory().get(f"/?{query}&download=csv"), LISTING, rows, "ui/list.html")
    table = list(csv.reader(io.StringIO(answer.content.decode())))
    assert table[0] == ["Name", "State", "E-mail"]
    assert [row[0] for row in table[1:]] == names
    assert 'filename="people.csv"' in answer["Content-Disposition"]


def test_a_workbook_holds_the_same_and_runs_no_formula(people):
    rows = Person.objects.order_by("name")
    answer = lists.answer(RequestFactory().get("/?download=xlsx"), LISTING, rows, "ui/list.html")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [row[0].value for row in sheet.rows] == ["Name", "'=Resident 3", "Resident 1", "Resident 2"]
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)


def test_an_empty_list_says_what_to_do_and_offers_no_search():
    page = shown("/")
    assert "Invite somebody first." in page
    assert "<form" not in page
    assert "download" not in page


def test_a_search_without_result_keeps_what_was_typed_and_leads_back(people):
    page = shown("/?q=nobody")
    assert 'value="nobody"' in page
    assert "Nothing here fits" in page


def test_a_choice_that_we_do_not_know_is_said_and_everything_shown(people):
    page = shown("/?state=unheard-of")
    assert "We do not know that choice" in page
    assert "1 to 2 of 3" in page


def test_links_that_read_the_same_and_lead_elsewhere_are_told_apart_for_those_who_hear_them():
    for number in range(2):
        PersonFactory(name="Resident 7", email=f"seven-{number}@example.org")
    page = shown("/")
    assert page.count("Resident 7<span") == 1
    assert '<span class="govuk-visually-hidden"> (1)</span>' in page
