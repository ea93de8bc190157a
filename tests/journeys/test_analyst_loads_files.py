"""An analyst hands in files: one that must be described, one that is known, one that is wrong; all of it or nothing."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tools.whereabouts import ROOT

from .visitor import DESK, PHONE

PATIENCE = 40_000  # milliseconds: the demo's worker looks for work now and then


def codes():
    with (ROOT / "demo-data" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def file_of(name, header, rows):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def benches(name):
    rows = [[code, "2025", place % 9] for place, code in enumerate(codes())]
    return file_of(name, ["Area", "Year", "Benches in parks"], rows)


@pytest.fixture(params=[(DESK, True), (PHONE, False)], ids=["at a desk", "on a phone without JavaScript"])
def analyst(request, sign_in_as):
    width, javascript = request.param
    visitor = sign_in_as("Analyst", width=width, javascript=javascript)
    visitor.follows("Load data")
    return visitor


def hands_in(visitor, what, file, *, given_by=""):
    visitor.field("What is in the file?").select_option(label=what)
    if given_by:
        visitor.field("Which partner gave it?").select_option(label=given_by)
    visitor.page.locator("input[name=file]").set_input_files(file)
    visitor.presses("Hand it in")


def waits_for_the_end(visitor):
    """By itself where there is JavaScript; else by the link to look again."""
    end = visitor.link("Hand in another file")
    if visitor.javascript:
        expect(end).to_be_visible(timeout=PATIENCE)
    else:
        for _look in range(60):
            if end.count():
                break
            visitor.page.wait_for_timeout(1000)
            visitor.page.reload()
        assert end.count()
    visitor.checks_the_page()


def describes(visitor, name):
    visitor.sees_heading("Which column is what?")
    visitor.presses("Go on")
    visitor.sees_heading("What is in the table?")
    visitor.types("Name of the data set", name)
    visitor.types("Who gave or published it", "Parks department")
    visitor.types("Under which terms", "None")
    visitor.types("Unit", "benches")
    visitor.presses("Load the table")


def test_a_table_that_nobody_described_is_described_once_and_then_read_by_one_press(analyst):
    name = f"Benches, {analyst.width}"
    hands_in(analyst, "Another table: say next what is in it", benches(f"benches-{analyst.width}.csv"))
    if analyst.button("Read it the same way").count():  # the other run of this journey described it already
        analyst.presses("Read it the same way")
    else:
        describes(analyst, name)
    waits_for_the_end(analyst)
    analyst.follows("See the data set")
    analyst.sees("Parks department")
    analyst.opens("/workspace/data/")
    hands_in(analyst, "Another table: say next what is in it", benches(f"benches-again-{analyst.width}.csv"))
    analyst.sees("These are the columns of")
    analyst.presses("Read it the same way")
    waits_for_the_end(analyst)
    analyst.opens("/areas/E01013721/")
    analyst.sees("Benches in parks")


def test_a_bad_file_lists_its_bad_rows_and_changes_nothing(analyst):
    analyst.opens("/data/made-up-demand/")
    before = analyst.page.locator("main").inner_text()
    rows = [
        ["E01013600", "2026-01", "Calls", "Ambulance", "reactive", "4"],
        ["E01013601", "January", "Calls", "", "", "many"],
    ]
    header = ["area_code", "month", "demand", "agency", "kind", "count"]
    analyst.opens("/workspace/data/")
    partners_own = "Demand for services, from partners' own records"
    hands_in(analyst, partners_own, file_of("calls.csv", header, rows), given_by="Primary care network, west")
    waits_for_the_end(analyst)
    analyst.sees("Nothing was changed.")
    analyst.sees("January")
    analyst.sees("many")
    analyst.opens("/data/made-up-demand/")
    assert analyst.page.locator("main").inner_text() == before


def test_what_is_missing_in_the_form_is_told(analyst):
    analyst.presses("Hand it in", status=422)
    analyst.is_told("Choose which data set the file is of")


def test_a_partner_may_not_load(sign_in_as):
    partner = sign_in_as("Partner", width=DESK)
    assert not partner.page.get_by_role("link", name="Load data").count()
    partner.opens("/workspace/data/", status=403)
