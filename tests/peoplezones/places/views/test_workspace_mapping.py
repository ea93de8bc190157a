"""An unknown table is described on two pages and loaded; what was typed stays, and the columns are remembered."""

import io
from urllib.parse import urlencode

import openpyxl
import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.models import Job, JobState
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import actions, queries
from peoplezones.places.models import Dataset
from peoplezones.places.registry import IMPORT_GATES
from tests.peoplezones.places.handing_in import (
    BAD_TABLE,
    CODES,
    GOOD_TABLE,
    analyst,
    handed_in,
    signed_in,
    small_map,
    table_text,
    waiting_files,
)

pytestmark = pytest.mark.django_db
COLUMNS = {
    "layout": "wide",
    "area": "LSOA code",
    "period": "Year",
    "period_kind": "year",
    "values": ["Warm homes (%)", "Damp homes (%)"],
}
DATASET = {"name": "Homes", "publisher": "Council", "licence": "None", "nature": "official", "vintage": "0"}
LEFT_OUT = {"figure-1-include": ""}
FIGURE = {"include": "on", "unit": "%", "polarity": "none", "demand": "neither"}


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA_STORE = tmp_path / "store"
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def person():
    small_map()
    return analyst()


@pytest.fixture
def client(person):
    return signed_in(person)


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    def post(address, data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data)

    return post


def page_of(upload):
    return f"/workspace/data/map/{upload.token}/"


def figures_of(upload, **columns):
    return f"{page_of(upload)}figures/?{urlencode({**COLUMNS, **columns}, doseq=True)}"


def described(*names, **more):
    figures = {f"figure-{place}-{key}": value for place, _name in enumerate(names) for key, value in FIGURE.items()}
    named = {f"figure-{place}-name": name for place, name in enumerate(names)}
    return {**DATASET, "suppress_below": "0", **figures, **named, **more}


def options_chosen(page):
    """What the form of columns holds, by field."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_first_page_shows_the_table_and_what_we_guess(client, person):
    page = client.get(page_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)))
    text = page.content.decode()
    assert all(word in text for word in ("homes.csv", "Warm homes (%)", CODES[0]))
    chosen = options_chosen(page)
    assert {name: chosen[name] for name in COLUMNS} == COLUMNS
    assert text.count(" checked") == 2


def test_the_second_page_is_filled_in_as_far_as_the_table_tells(client, person):
    page = client.get(figures_of(handed_in(GOOD_TABLE, "warm_homes-2025.csv", by=person.pk)))
    assert page.context["dataset"]["name"].value() == "warm homes 2025"
    assert [figure["name"].value() for figure in page.context["figures"]] == ["Warm homes (%)", "Damp homes (%)"]
    assert page.context["figures"][0]["first"][0].value() == "%"


def test_a_small_table_is_loaded_with_few_entries(client, send, person):
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    answer = send(figures_of(upload), described("Warm homes", "Damp homes"))
    job = Job.objects.get()
    assert answer.url == f"/workspace/data/jobs/{job.pk}/"
    assert (job.state, job.sentence) == (JobState.DONE, "Loaded 6 values.")
    dataset = queries.dataset("homes")
    assert (dataset.publisher, dataset.is_official, dataset.snapshot.periods) == ("Council", True, ["2025"])
    assert sorted(dataset.indicators.values_list("key", flat=True)) == ["homes-damp-homes", "homes-warm-homes"]
    assert waiting_files() == []


def test_the_next_file_with_the_same_columns_needs_one_press(client, send, person):
    send(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), described("Warm homes", "Damp homes"))
    newer = table_text(*((code, 2026, 1, 2) for code in CODES))
    upload = handed_in(newer, "homes 2026.csv", by=person.pk)
    assert "These are the columns of “Homes”" in client.get(page_of(upload)).content.decode()
    send(page_of(upload), {})
    assert Job.objects.order_by("-pk")[0].state == JobState.DONE
    assert queries.dataset("homes").snapshot.periods == ["2025", "2026"]


def test_a_single_picture_is_asked_for_its_year_again(client, send, person):
    header = ("LSOA code", "Warm homes (%)", "Damp homes (%)")
    table = table_text(*((code, 1, 2) for code in CODES), header=header)
    columns = {"period": "", "period_kind": "once", "said_period": "2025"}
    send(figures_of(handed_in(table, "homes.csv", by=person.pk), **columns), described("Warm", "Damp"))
    upload = handed_in(table, "homes.csv", by=person.pk)
    assert "is no period" in send(page_of(upload), {"period": "soon"}).content.decode()
    send(page_of(upload), {"period": "2026"})
    assert queries.dataset("homes").snapshot.periods == ["2026"]


def test_a_table_that_is_not_remembered_cannot_be_read_as_before(send, person):
    assert send(page_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), {}).status_code == 404
    assert not Job.objects.exists()


def test_rows_that_are_told_apart_by_a_column_are_figures_of_their_own(client, send, person):
    header = ("Area", "Month", "What", "Number")
    rows = [(code, "2025-03", what, 3) for code in CODES for what in ("Falls", "Fires")]
    upload = handed_in(table_text(*rows, header=header), "calls.csv", by=person.pk)
    columns = {
        "layout": "tidy",
        "area": "Area",
        "period": "Month",
        "period_kind": "month",
        "measure": "What",
        "value": "Number",
        "values": [],
    }
    page = client.get(figures_of(upload, **columns))
    assert [figure["title"] for figure in page.context["figures"]] == ["Falls", "Fires"]
    changed = described("Falls", "Fires", **{"figure-1-include": "", "figure-0-denominator": "population"})
    send(figures_of(upload, **columns), changed)
    (indicator,) = queries.dataset("homes").indicators.all()
    assert (indicator.numerator, indicator.denominator, indicator.per) == (["falls"], "population", 1000)


def test_only_chosen_figures_and_what_they_are_divided_by_are_read_and_kept(send, person):
    header = ("LSOA code", "Year", "Falls", "Homes", "Secrets")
    table = table_text(*((code, 2025, 3, 9, "what is left out may be anything") for code in CODES), header=header)
    left_out = {f"figure-{place}-include": "" for place in (1, 2)}
    values = ["Falls", "Homes", "Secrets"]
    data = described(*values, **{**left_out, "figure-0-denominator": "homes"})
    send(figures_of(handed_in(table, "homes.csv", by=person.pk), values=values), data)
    assert Job.objects.get().sentence == "Loaded 6 values."
    assert queries.dataset("homes").snapshot.measures == ["falls", "homes"]


def test_a_table_that_was_described_before_figures_were_chosen_is_read_for_its_figures_alone(client, send, person):
    send(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), described("Warm", "Damp", **LEFT_OUT))
    dataset = queries.dataset("homes")
    columns = {"Warm homes (%)": "warm-homes", "Damp homes (%)": "damp-homes"}
    options = {**dataset.definition["options"], "columns": columns}
    del options["keep"]
    Dataset.objects.update(definition={**dataset.definition, "options": options})
    send(page_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), {})
    assert queries.dataset("homes").definition["options"]["keep"] == ["warm-homes"]
    assert queries.dataset("homes").snapshot.measures == ["warm-homes"]


def test_that_no_row_means_nothing_is_a_question_of_its_own_and_is_never_ticked_by_itself(client, send, person):
    rows = [(code, 2025, 2) for code in CODES[:2]]
    upload = handed_in(table_text(*rows, *rows, header=("Area", "Year", "Calls")), "calls.csv", by=person.pk)
    chosen = options_chosen(client.get(page_of(upload)))
    assert (chosen["adds"], chosen["counts_events"]) == (True, None)
    columns = {"layout": "tidy", "area": "Area", "value": "Calls", "values": [], "adds": "on"}
    page = client.get(figures_of(upload, **columns))
    assert page.context["figures"][0]["first"][1].value() == "population"
    send(figures_of(upload, **columns), described("Calls"))
    assert queries.dataset("homes").counts_events is False
    ticked = handed_in(table_text(*rows, header=("Area", "Year", "Calls")), "calls.csv", by=person.pk)
    columns = {**columns, "adds": "", "counts_events": "on"}
    send(figures_of(ticked, **columns), described("Calls", replaces="on"))
    assert queries.dataset("homes").counts_events is True


def test_names_beyond_those_that_one_page_takes_are_counted(client, person):
    header = ("LSOA code", "Year", "What", "Number")
    table = table_text(*((CODES[0], 2025, f"Kind {number}", 1) for number in range(33)), header=header)
    columns = {"layout": "tidy", "measure": "What", "value": "Number", "values": []}
    page = client.get(figures_of(handed_in(table, "calls.csv", by=person.pk), **columns))
    assert len(page.context["figures"]) == 30
    assert "3 more names stand in “What”. Only the first 30 are offered" in page.content.decode()
    assert "more name" not in client.get(figures_of(handed_in(GOOD_TABLE, "a.csv", by=person.pk))).content.decode()


def test_periods_may_stand_across(client, send, person):
    header = ("Area", "2023", "2024")
    upload = handed_in(table_text(*((code, 3, 4) for code in CODES), header=header), "years.csv", by=person.pk)
    chosen = options_chosen(client.get(page_of(upload)))
    columns = {name: chosen[name] or "" for name in ("layout", "area", "period", "period_kind", "values")}
    assert (columns["layout"], columns["values"]) == ("periods_across", ["2023", "2024"])
    send(figures_of(upload, **columns), described("Calls"))
    assert queries.dataset("homes").snapshot.periods == ["2023", "2024"]


def test_a_workbook_with_several_sheets_is_read_from_the_one_that_is_chosen(client, send, person):
    book = openpyxl.Workbook()
    book.active.append(["Notes"])
    sheet = book.create_sheet("Figures")
    for row in (("LSOA code", "Year", "Warm homes (%)", "Damp homes (%)"), *((code, 2025, 1, 2) for code in CODES)):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    upload = handed_in(kept.getvalue(), "book.xlsx", by=person.pk)
    page = client.get(page_of(upload), {"sheet": "Figures"})
    assert options_chosen(page)["sheet"] == "Figures"
    send(figures_of(upload, sheet="Figures"), described("Warm homes", "Damp homes"))
    assert queries.dataset("homes").snapshot.rows == 3


# --- small counts, and names that are taken ------------------------------------------------------------------------


def limit_shown(page):
    return page.context["dataset"]["suppress_below"].value()


def test_small_counts_are_hidden_until_somebody_says_otherwise_in_plain_view(client, person):
    page = client.get(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)))
    assert limit_shown(page) == 5
    in_view = page.content.decode().partition("More about the data set")[0]
    assert "Give 0 only where the counts are published openly already." in in_view


@pytest.mark.parametrize(("limit", "name"), [("12", "homes.csv"), ("12", "other.csv"), ("3", "homes.csv")])
def test_a_higher_limit_of_such_data_is_where_the_next_description_starts(client, send, person, limit, name):
    send(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), described("W", "D", suppress_below=limit))
    newer = (
        GOOD_TABLE if name == "other.csv" else GOOD_TABLE.replace(b"Year,", b"YEAR OF COUNT,")
    )  # as remembered, or not
    columns = {} if name == "other.csv" else {"period": "YEAR OF COUNT"}
    page = client.get(figures_of(handed_in(newer, name, by=person.pk), **columns))
    assert limit_shown(page) == max(5, int(limit))


@pytest.mark.parametrize("is_in_use", [True, False])
def test_a_name_that_is_taken_is_refused_until_the_other_is_to_be_replaced(send, person, is_in_use):
    send(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), described("W", "D", suppress_below="7"))
    if not is_in_use:
        actions.retire_dataset(dataset=queries.dataset("homes"), by=None, now=clock.now())
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    page = send(figures_of(upload), described("Warm typed", "D", publisher="Another"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "There is a data set of that name already. Tick “Replace it”, or choose another name" in text
    assert "The data set of this name hides counts below 7." in text
    assert text.count('name="replaces"') == 1
    assert "Warm typed" in text
    assert Job.objects.count() == 1
    send(figures_of(upload), described("Warm typed", "D", publisher="Another", replaces="on"))
    assert queries.dataset("homes").publisher == "Another"


def test_a_free_name_is_not_asked_about(client, send, person):
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    assert 'name="replaces"' not in send(figures_of(upload), described("W", "D", publisher="")).content.decode()


# --- refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"area": ""}, "Choose the column with the codes of the areas"),
        ({"values": []}, "Choose at least one column of values"),
        ({"period": ""}, "Choose the column of periods, or type the period"),
        ({"area": "Year"}, "Each column can be one thing only"),
        ({"layout": "tidy", "values": []}, "Choose the column of values, or tick"),
        ({"layout": "periods_across"}, "is no period of that kind"),
    ],
)
def test_columns_that_make_no_table_are_said_and_what_was_chosen_stays(client, person, wrong, sentence):
    page = client.get(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk), **wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert options_chosen(page)["period_kind"] == "year"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"publisher": ""}, "Say whose data they are"),
        ({"key": "recorded-crime"}, "is a data set that we know"),
        ({"figure-0-unit": ""}, "Say in which unit it is"),
        ({"figure-0-feeds_choice": "on"}, "To count, a figure needs an outcome"),
        ({"figure-0-demand": "reactive"}, "Say why it is that kind of demand"),
        ({"figure-0-include": "", "figure-1-include": ""}, "Take at least one figure"),
    ],
)
def test_a_description_that_is_not_whole_is_said_and_what_was_typed_stays(send, person, wrong, sentence):
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    page = send(figures_of(upload), described("Warm <homes>", "Damp homes", **wrong))
    assert page.status_code == 422
    text = page.content.decode()
    assert sentence in text
    assert "Warm &lt;homes&gt;" in text
    assert not Job.objects.exists()
    assert len(waiting_files()) == 2


def test_a_gate_refuses_on_the_page(send, person):
    def gate(entry, by, now):
        raise NotPossibleNow(f"Sign the agreement about {entry.name} first.")

    IMPORT_GATES.add("tests.gate", gate)
    try:
        page = send(figures_of(handed_in(GOOD_TABLE, "homes.csv", by=person.pk)), described("Warm", "Damp"))
    finally:
        IMPORT_GATES.remove("tests.gate")
    assert "Sign the agreement about Homes first." in page.content.decode()
    assert not Job.objects.exists()


def test_a_bad_table_changes_nothing_and_is_not_remembered(client, send, person):
    send(figures_of(handed_in(BAD_TABLE, "homes.csv", by=person.pk)), described("Warm", "Damp"))
    assert Job.objects.get().state == JobState.REFUSED
    assert not Dataset.objects.exists()
    page = client.get(page_of(handed_in(BAD_TABLE, "homes.csv", by=person.pk)))
    assert page.context["remembered"] is None


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"", b"PK\x05\x06" + b"\x00" * 18, b"%PDF-1.4 hello"])
def test_a_file_that_is_no_table_is_said_to_be_none_by_its_own_name(client, person, content):
    page = client.get(page_of(handed_in(content, "strange.csv", by=person.pk)))
    assert page.status_code == 422
    assert "strange.csv" in page.content.decode()


def test_a_file_that_was_read_already_is_said_to_be_in_a_second_tab(client, send, person):
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    send(figures_of(upload), described("Warm homes", "Damp homes"))
    for answer in (client.get(page_of(upload)), client.get(figures_of(upload)), client.post(page_of(upload))):
        assert answer.status_code == 404
        text = answer.content.decode()
        assert "The file was read already, or is no longer here." in text
        assert 'href="/workspace/data/">Load data' in text.partition("<main")[2]
        assert "was loaded" not in text


def test_nobody_opens_the_file_of_another(person):
    upload = handed_in(GOOD_TABLE, "homes.csv", by=person.pk)
    other = signed_in(analyst())
    assert other.get(page_of(upload)).status_code == 404
    assert other.post(figures_of(upload), described("Warm", "Damp")).status_code == 404
