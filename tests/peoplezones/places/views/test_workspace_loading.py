"""A file is handed in, watched and called off on the pages of loading; only those who load may."""

import datetime as dt
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from peoplezones.accounts import roles
from peoplezones.foundation import clock, jobs
from peoplezones.foundation.models import Job, JobState
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries
from peoplezones.places.models import Dataset
from peoplezones.places.readers import uploads
from peoplezones.places.registry import IMPORT_GATES
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.foundation.factories import JobFactory
from tests.peoplezones.places.factories import DatasetFactory, IndicatorFactory, give
from tests.peoplezones.places.handing_in import (
    all_that_is_kept,
    analyst,
    handed_in,
    signed_in,
    small_map,
    street_zip,
    waiting_files,
)

pytestmark = pytest.mark.django_db
PAGE = "/workspace/data/"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA_STORE = tmp_path / "store"
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def person():
    return analyst()


@pytest.fixture
def client(person):
    return signed_in(person)


def hand_in(client, content, name="streets.zip", dataset="recorded-crime", **more):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(PAGE, {"dataset": dataset, "file": file, **more})


def streets(tmp_path):
    return street_zip(tmp_path / "made.zip").read_bytes()


# --- handing in ---------------------------------------------------------------------------------------------------


def test_a_file_that_is_handed_in_waits_for_the_worker_under_a_name_of_ours(client, person, tmp_path):
    content = streets(tmp_path)
    answer = hand_in(client, content, name="../../../etc/Streets of März.zip")
    job = Job.objects.get()
    assert answer.url == f"{PAGE}jobs/{job.pk}/"
    assert job.arguments["dataset"] == "recorded-crime"
    assert job.arguments["by"] == person.pk
    upload = uploads.find(job.arguments["upload"])
    assert upload.path.read_bytes() == content
    assert upload.path.name == f"{upload.token}.zip"
    assert upload.name == "Streets of März.zip"
    assert waiting_files() == [f"{upload.token}.about", f"{upload.token}.zip"]


def test_the_sha256_of_a_file_is_counted_as_it_comes(client, tmp_path):
    hand_in(client, b"abc", name="a.csv")
    upload = uploads.find(Job.objects.get().arguments["upload"])
    assert upload.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert upload.size == 3


def test_a_file_that_was_handed_in_is_loaded(client, tmp_path, django_capture_on_commit_callbacks):
    small_map()
    with django_capture_on_commit_callbacks(execute=True):
        answer = hand_in(client, streets(tmp_path))
    job = Job.objects.get()
    assert job.state == JobState.DONE  # it holds no type of crime but burglary: the others happened nowhere
    page = client.get(answer.url).content.decode()
    assert job.sentence in page
    assert queries.dataset("recorded-crime").snapshot.measures.count("robbery") == 1
    assert waiting_files() == []


@pytest.mark.parametrize("missing", ["dataset", "file"])
def test_what_is_missing_is_asked_for_and_nothing_stays_behind(client, tmp_path, missing):
    given = {"dataset": "recorded-crime", "file": SimpleUploadedFile("a.csv", b"abc")}
    del given[missing]
    answer = client.post(PAGE, given)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert waiting_files() == []
    assert not Job.objects.exists()


@pytest.mark.parametrize("slack", [0, 10_000_000])
def test_a_file_that_is_too_large_is_refused_and_taken_away(client, settings, monkeypatch, slack):
    settings.UPLOAD_LIMIT = 1000
    monkeypatch.setattr("peoplezones.places.views.workspace.loading.SLACK", slack)
    answer = hand_in(client, b"a" * 200_000, name="a.csv")
    assert answer.status_code == 413
    assert "larger than" in answer.content.decode()
    assert waiting_files() == []
    assert not Job.objects.exists()


def test_two_files_are_too_large_together(client, settings, monkeypatch):
    settings.UPLOAD_LIMIT = 1000
    monkeypatch.setattr("peoplezones.places.views.workspace.loading.SLACK", 10_000)
    answer = hand_in(client, b"a" * 700, name="a.csv", beside=SimpleUploadedFile("b.csv", b"b" * 700))
    assert answer.status_code == 413
    assert waiting_files() == []


def test_a_gate_refuses_on_the_page_and_the_file_is_taken_away(client, tmp_path):
    def gate(entry, by, now):
        raise NotPossibleNow("Sign the agreement about data first.")

    IMPORT_GATES.add("tests.gate", gate)
    try:
        answer = hand_in(client, streets(tmp_path))
    finally:
        IMPORT_GATES.remove("tests.gate")
    assert "Sign the agreement about data first." in answer.content.decode()
    assert waiting_files() == []
    assert not Job.objects.exists()


def test_without_the_token_of_our_form_nothing_is_taken(person, tmp_path):
    client = Client(enforce_csrf_checks=True)
    walks.sign_in_fully(client, person)
    assert hand_in(client, streets(tmp_path)).status_code == 403
    assert waiting_files() == []
    assert not Job.objects.exists()


@pytest.mark.parametrize("role", [role for role in roles.ALL if role.key not in ("analyst", "programme_team")])
def test_of_others_no_file_is_even_written(role, tmp_path):
    client = signed_in(PersonFactory(holding=[role]))
    assert hand_in(client, streets(tmp_path)).status_code == 403
    assert waiting_files() == []


def test_boundaries_come_with_a_table_and_the_districts_to_take(client):
    beside = SimpleUploadedFile("about.csv", b"LSOA11CD,LAD11CD,pop2020\n")
    more = {"beside": beside, "population": "pop2020", "districts": "e06000016, E06000017"}
    hand_in(client, b"{}", name="areas.geojson", dataset="boundaries-lsoa-2011", **more)
    arguments = Job.objects.get().arguments
    assert arguments["options"] == {"population": "pop2020", "districts": ["E06000016", "E06000017"]}
    assert uploads.find(arguments["beside"]).name == "about.csv"


def test_old_files_are_taken_away_when_a_new_one_comes(client, person, tmp_path):
    old, newer = (handed_in(b"abc", "a.csv", by=person.pk) for _number in range(2))
    for upload, days in ((old, 8), (newer, 6)):
        when = (clock.now() - dt.timedelta(days=days)).timestamp()
        for path in uploads.folder().glob(f"{upload.token}*"):
            os.utime(path, (when, when))
    hand_in(client, streets(tmp_path))
    assert uploads.find(old.token) is None
    assert uploads.find(newer.token) is not None


# --- watching -----------------------------------------------------------------------------------------------------


def test_what_is_wrong_is_shown_row_by_row_and_can_be_taken_along(client):
    rows = [{"file": "f.csv", "line": 7, "column": "Value", "found": "=many", "expected": "a number"}]
    job = JobFactory(failed=True, name="places.load_file", result={"rows": rows, "more": 1200})
    page = client.get(f"{PAGE}jobs/{job.pk}/").content.decode()
    assert "=many" in page
    assert "1,200 more rows are wrong." in page
    table = client.get(f"{PAGE}jobs/{job.pk}/rows.csv")
    assert table["Content-Disposition"] == f'attachment; filename="bad-rows-{job.pk}.csv"'
    assert table.content.decode().splitlines() == ["File,Line,Column,Found,Expected", "f.csv,7,Value,'=many,a number"]


def test_no_cache_on_the_way_stores_a_page_or_the_rows_of_a_file(client):
    rows = [{"file": "f.csv", "line": 7, "column": "Value", "found": "many", "expected": "a number"}]
    job = JobFactory(failed=True, name="places.load_file", result={"rows": rows})
    for address in (PAGE, f"{PAGE}jobs/{job.pk}/", f"{PAGE}jobs/{job.pk}/rows.csv", f"{PAGE}map/{'0' * 32}/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_was_counted_is_shown(client):
    job = JobFactory(done=True, name="places.load_file", result={"report": {"rows read": 37253}})
    page = client.get(f"{PAGE}jobs/{job.pk}/").content.decode()
    assert "Rows read" in page
    assert "37,253" in page


def test_a_file_that_waits_is_called_off_and_taken_away(client, person):
    upload = handed_in(b"abc", "a.csv", by=person.pk)
    arguments = {"dataset": "recorded-crime", "upload": upload.token, "by": person.pk}
    job = jobs.ask(name="places.load_file", label="Load", arguments=arguments, by=person, now=clock.now())
    before = all_that_is_kept()[0]
    assert client.post(f"{PAGE}jobs/{job.pk}/").status_code == 302
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert waiting_files() == []
    assert all_that_is_kept()[0] == before
    assert "It has ended" in client.post(f"{PAGE}jobs/{job.pk}/", follow=True).content.decode()


def test_other_work_is_not_shown_here(client):
    job = JobFactory(name="reports.make")
    assert client.get(f"{PAGE}jobs/{job.pk}/").status_code == 404
    assert client.post(f"{PAGE}jobs/{job.pk}/").status_code == 404
    assert job.label not in client.get(PAGE).content.decode()


def test_a_job_without_bad_rows_has_no_table_of_them(client):
    job = JobFactory(done=True, name="places.load_file")
    assert client.get(f"{PAGE}jobs/{job.pk}/rows.csv").status_code == 404


# --- what is here -------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_loaded_and_how_old_it_is_and_where_the_rest_comes_from(client):
    areas = small_map()
    give(IndicatorFactory(dataset=DatasetFactory(name="Warm homes")), {areas[0]: 1.0})
    with clock.stopped(clock.now().replace(year=2027)):
        page = client.get(PAGE).content.decode()
    assert "Warm homes" in page
    assert "1\xa0year ago" in page
    assert "https://data.police.uk/data/" in page
    assert "Squares, 3 areas." in page


def test_before_anything_is_loaded_the_page_says_where_to_begin(client):
    assert "Load them first" in client.get(PAGE).content.decode()


def test_the_page_asks_the_data_base_as_often_for_many_as_for_few(client, count_queries):
    areas = small_map()

    def add(many):
        for _number in range(many):
            give(IndicatorFactory(), {areas[0]: 1.0})
            JobFactory(done=True, name="places.load_file")

    add(2)
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    add(6)
    with count_queries() as many:
        client.get(PAGE)
    assert Dataset.objects.count() == 8
    assert many.total == few.total < 20


def test_partners_get_a_template(client):
    answer = client.get(f"{PAGE}demand-template.csv")
    assert answer.content.startswith(b"area_code,month,demand,agency,kind,count\r\n")
    assert "attachment" in answer["Content-Disposition"]


def test_the_workspace_leads_here(client, person):
    assert PAGE in client.get("/workspace/").content.decode()
    assert PAGE not in signed_in(PersonFactory(holding=[roles.PARTNER])).get("/workspace/").content.decode()
