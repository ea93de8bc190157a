import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from peoplezones.foundation.models import AuditEntry
from peoplezones.partners import readers
from peoplezones.partners.models import Organisation

pytestmark = pytest.mark.django_db
PAGE = "/workspace/organisations/import/"
CLUB = ("Chess Club", "Informal group, without a constitution", "Chess on Fridays.", "", "Mill Lane", "01/03/2026")
SCHOOL = ("Hill School", "education", "", "https://example.org", "mill lane; ", "", "gb-edu", "123456")


def text_of(answer):
    return " ".join(answer.content.decode().split())


def as_csv(*lines, header=readers.COLUMNS):
    kept = io.StringIO()
    csv.writer(kept).writerows([header, *lines])
    return SimpleUploadedFile("ours.csv", kept.getvalue().encode())


def as_workbook(*lines):
    book, kept = Workbook(), io.BytesIO()
    for line in (readers.COLUMNS, *lines):
        book.active.append(line)
    book.save(kept)
    return SimpleUploadedFile("ours.xlsx", kept.getvalue())


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_every_line_becomes_an_organisation(here, signed_in, write):
    answer = signed_in(here.team).post(PAGE, {"file": write((*CLUB, "", ""), SCHOOL)}, follow=True)
    assert "2 organisations take part now." in text_of(answer)
    club, school = Organisation.objects.filter(name__in=[CLUB[0], SCHOOL[0]]).order_by("name")
    assert (club.kind, str(club.since), club.summary) == ("informal_group", "2026-03-01", "Chess on Fridays.")
    assert str(school.since) == "2026-03-02"
    assert [str(one) for one in school.identifiers.all()] == ["GB-EDU-123456"]
    assert [one.zone for one in school.presences.all()] == [here.zone]


def test_the_template_comes_empty_and_fills_as_it_is(here, signed_in):
    client = signed_in(here.team)
    assert client.get(f"{PAGE}template.csv").content.decode().strip() == ",".join(readers.COLUMNS)
    sheet = load_workbook(io.BytesIO(client.get(f"{PAGE}template.xlsx").content)).active
    assert [cell.value for cell in next(sheet.rows)] == list(readers.COLUMNS)
    assert client.get(f"{PAGE}template.exe").status_code == 404


WRONG = [
    ((*CLUB[:1], "circus", *CLUB[2:], "", ""), "one of the kinds"),
    (("", *CLUB[1:], "", ""), "a name"),
    ((*CLUB[:4], "Nowhere", CLUB[5], "", ""), "zones of this partnership"),
    ((*CLUB[:5], "soon", "", ""), "a day such as"),
    ((*CLUB, "GB-CHC", "12"), "six or seven digits"),
    ((*CLUB, "GB-XX", "12"), "one of GB-CHC"),
    ((*CLUB, "", "12"), "one of GB-CHC"),
    (("Bell Foundry Boxing Club", *CLUB[1:], "", ""), "There is already an organisation"),
    (("x" * 121, *CLUB[1:], "", ""), "at most 120 letters"),
    ((*CLUB[:3], "no address", *CLUB[4:], "", ""), "valid URL"),
    ((*SCHOOL[:6], "GB-EDU", "123456"), "belongs to an organisation"),
]


@pytest.mark.parametrize(("line", "expected"), WRONG)
def test_a_wrong_line_is_told_and_nothing_is_changed(here, signed_in, line, expected):
    client, lines = signed_in(here.team), AuditEntry.objects.count()
    good = ("Another School", *SCHOOL[1:])
    answer = client.post(PAGE, {"file": as_csv(good, line)})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "nothing was changed" in text
    assert expected in text
    assert '<th class="govuk-table__header" scope="row">3</th>' in text
    assert not Organisation.objects.filter(name="Another School").exists()
    assert AuditEntry.objects.count() == lines


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: SimpleUploadedFile("picture.png", b"\x89PNG\r\n\x1a\n\0\0"), ""),
        (lambda: SimpleUploadedFile("broken.xlsx", b"PK\x03\x04 no workbook"), ""),
        (lambda: as_csv(("x",), header=("Title",)), "Kind"),
        (lambda: as_csv(), ""),
        (lambda: as_csv(*[(f"Club {number}", "business") for number in range(501)], header=("Name", "Kind")), "500"),
        (lambda: SimpleUploadedFile("large.csv", b"x" * (readers.LARGEST + 1)), "too large"),
    ],
)
def test_what_is_no_list_of_organisations_is_refused_in_words(here, signed_in, file, said):
    answer = signed_in(here.team).post(PAGE, {"file": file()})
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)
    assert said in text_of(answer)
    assert Organisation.objects.count() == 1


def test_nobody_but_the_team_sends_one(here, signed_in):
    assert signed_in(here.lead).post(PAGE, {"file": as_csv(CLUB)}).status_code == 403
    signed_in(here.stranger).post(PAGE, {"file": as_csv((*CLUB[:4], "", "", "", ""))})
    assert Organisation.objects.get(name="Chess Club").partnership != here.partnership
