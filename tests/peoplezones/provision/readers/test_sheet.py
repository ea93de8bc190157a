import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from peoplezones.accounts import roles
from peoplezones.places.rows import BadFile
from peoplezones.provision import actions, queries
from peoplezones.provision.readers import COLUMNS, read, template_rows
from peoplezones.provision.rows import Seat
from tests.peoplezones.accounts.factories import WHEN, PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.provision.factories import ProvisionFactory
from tests.peoplezones.zones.factories import ZoneFactory

HEADINGS = [column.heading for column in COLUMNS]
LINE = {"Kind": "Service", "Title": "Lunch club", "Organisation": "Church"}


def sheet(*lines):
    file = io.StringIO()
    writer = csv.DictWriter(file, HEADINGS)
    writer.writeheader()
    writer.writerows(lines)
    return file.getvalue().encode()


def workbook(*lines):
    book = Workbook()
    book.active.append(HEADINGS)
    for line in lines:
        book.active.append([line.get(heading) for heading in HEADINGS])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def bad(*lines):
    with pytest.raises(BadFile) as refused:
        read("ours.csv", sheet(*lines))
    assert "nothing was changed" in refused.value.sentence
    return [(row.file, row.line, row.column, row.found) for row in refused.value.rows]


FULL = {
    **LINE,
    "People": 2,
    "Hours a week of each": 7.5,
    "Tools": "Community integration; human interaction",
    "Outcomes": "well",
    "Who it reaches": "Older people",
    "When": "Friday evening; tue morning",
    "By appointment": "yes",
    "Since": dt.date(2024, 9, 1),
    "Told on": "31/01/2026",
    "Could sit in the People Team": "no",
}


@pytest.mark.parametrize("written", [sheet, workbook])
def test_a_line_says_the_same_in_both_kinds_of_file(written):
    [row] = read("ours", written(FULL))
    assert (row.kind, row.title, row.people, row.hours_each) == ("service", "Lunch club", 2, Decimal("7.5"))
    assert row.tools == ("interaction", "integration")
    assert row.times == ("tue-morning", "fri-evening")
    assert (row.by_appointment, row.could_join_team) == (True, False)
    assert (row.since, row.until, row.told_on) == (dt.date(2024, 9, 1), None, dt.date(2026, 1, 31))


def test_the_template_can_be_read_as_it_is_given_out():
    file = io.StringIO()
    csv.writer(file).writerows(template_rows())
    service, meeting = read("template.csv", file.getvalue().encode())
    assert service.audiences == ("families", "children")
    assert [seat.name for seat in meeting.seats] == ["Example: police", "Example: children's centre"]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("Kind", "Gathering"),
        ("Title", ""),
        ("Title", "Mrs Example"),
        ("People", "0"),
        ("People", "two"),
        ("Hours a week of each", "169"),
        ("Hours a week of each", "nan"),
        ("Tools", "hope"),
        ("Outcomes", "rich"),
        ("Who it reaches", "dogs"),
        ("People reached a month", "-1"),
        ("When", "Friday"),
        ("By appointment", "perhaps"),
        ("Rhythm of a meeting", "yearly"),
        ("Since", "soon"),
        ("Told on", "2026-02-30"),
        ("Who told us", "a@example.org"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_by_line_and_column(column, found):
    assert bad(LINE, {**LINE, "Title": "Other", column: found}) == [("ours.csv", 3, column, found)]


def test_what_is_wrong_between_cells_is_told_too():
    assert bad({**LINE, "Since": "2026-01-02", "Until": "2026-01-01"})[0][2] == "Until"
    assert bad({**LINE, "Who sits in a meeting": "Police"})[0][2] == "Who sits in a meeting"
    assert bad(LINE, {**LINE, "Title": "LUNCH club"})[0][:3] == ("ours.csv", 3, "Title")


def test_a_file_of_another_kind_is_refused_by_its_own_name():
    with pytest.raises(BadFile, match=r"ours\.csv lacks the columns"):
        read("ours.csv", b"a,b\n1,2\n")


@pytest.mark.django_db
def test_a_second_time_the_same_file_changes_nothing_and_names_of_the_register_are_known():
    zone, team = ZoneFactory(), PersonFactory(holding=[roles.PROGRAMME_TEAM])
    church = OrganisationFactory(name="Church")
    line = {**LINE, "Kind": "meeting", "Organisation": "CHURCH", "Who sits in a meeting": "church; Police"}
    rows = read("ours.csv", sheet(line, {**LINE, "Title": "Other"}))
    assert actions.take_in(zone=zone, rows=rows, by=team, now=WHEN) == actions.TakenIn(added=2)
    item = queries.items_of(zone).get(title="Lunch club")
    assert item.organisation == church
    assert actions.given_of(item).seats == (Seat(church.pk), Seat(name="Police"))
    assert actions.take_in(zone=zone, rows=rows, by=team, now=WHEN) == actions.TakenIn(same=2)
    item.refresh_from_db()
    assert item.version == 1


@pytest.mark.django_db
def test_what_the_file_says_takes_the_place_of_what_was_there_and_the_rest_stays():
    zone, team = ZoneFactory(), PersonFactory(holding=[roles.PROGRAMME_TEAM])
    ProvisionFactory(zone=zone, title="lunch CLUB", organisation_name="church", place="Hall")
    ProvisionFactory(zone=zone, title="Stays")
    rows = read("ours.csv", sheet({**LINE, "Where": "Garden"}))
    assert actions.take_in(zone=zone, rows=rows, by=team, now=WHEN) == actions.TakenIn(changed=1)
    assert [(item.title, item.place, item.version) for item in queries.items_of(zone)] == [
        ("Lunch club", "Garden", 2),
        ("Stays", "", 1),
    ]
