"""`data` lists, fetches and loads from the command line, by the same code as the page."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries
from peoplezones.places.management.commands import data
from peoplezones.places.readers import sources
from peoplezones.places.registry import IMPORT_GATES
from tests.peoplezones.places.handing_in import all_that_is_kept, entry_of_streets, small_map, street_zip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.DATA_STORE = tmp_path / "store"


@pytest.fixture
def streets(monkeypatch):
    """A data set of one kind of crime in place of those that are known."""
    small_map()
    entry = entry_of_streets(vintage=2011)
    monkeypatch.setattr(sources, "entry", lambda key: entry)
    return entry


def said(*arguments, **options):
    out, err = StringIO(), StringIO()
    try:
        call_command("data", *map(str, arguments), stdout=out, stderr=err, **options)
    finally:
        said.err = err.getvalue()
    return out.getvalue()


def test_every_known_data_set_is_listed_and_whether_its_reader_is_proven():
    lines = said("list").splitlines()
    assert len(lines) == len(sources.entries())
    assert "recorded-crime: Street-level crime and anti-social behaviour (not loaded)" in lines
    assert any("reader not yet proven" in line for line in lines)


def test_a_file_is_loaded_and_stays_where_it_is(streets, tmp_path):
    path = street_zip(tmp_path / "streets.zip")
    text = said("load", "streets", path)
    assert text.endswith("Loaded 12 incidents; 2 rows have no area code; 2 lie outside the area.\n")
    assert "  rows read: 16\n" in text
    assert path.exists()
    assert queries.dataset("streets").snapshot.made_by == "the system"


def test_the_same_file_again_changes_nothing(streets, tmp_path):
    path = street_zip(tmp_path / "streets.zip")
    said("load", "streets", path)
    before = all_that_is_kept()
    assert said("load", "streets", path).endswith("already loaded, so nothing changed.\n")
    assert all_that_is_kept() == before


def test_a_bad_file_is_told_row_by_row_and_nothing_changes(streets, tmp_path):
    path = street_zip(tmp_path / "streets.zip", month_said="2024-12")
    before = all_that_is_kept()
    with pytest.raises(CommandError, match="Nothing was changed") as refused:
        said("load", "streets", path)
    assert refused.value.returncode == 1
    assert "2025-01/2025-01-testshire-street.csv, line 2, Month: found “2024-12”" in said.err
    assert all_that_is_kept() == before


def test_a_gate_refuses_before_anything_is_read(streets, tmp_path):
    def gate(entry, by, now):
        raise NotPossibleNow("Sign the agreement about data first.")

    path = tmp_path / "not-even-an-archive.zip"
    path.write_bytes(b"nothing")
    IMPORT_GATES.add("tests.gate", gate)
    try:
        with pytest.raises(CommandError, match="Sign the agreement about data first"):
            said("load", "streets", path)
    finally:
        IMPORT_GATES.remove("tests.gate")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("load", "recorded-crimes", "x.zip"), "Did you mean recorded-crime"),
        (("load", "recorded-crime", "no-such.zip"), "There is no file no-such.zip"),
        (("fetch", "recorded-crime"), "Get it by hand from https://data.police.uk/data/"),
        (("fetch", "partner-demand"), "Ask Partners of the programme for it"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        said(*arguments)


def test_a_file_is_fetched_from_its_publisher_under_a_name_of_ours(monkeypatch, tmp_path):
    asked = {}

    def fetch(address, to, **more):
        asked.update(more, address=address, to=to)
        return to

    monkeypatch.setattr(data.fetching, "fetch", fetch)
    text = said("fetch", "indices-2019", "--to", tmp_path)
    assert asked["to"] == tmp_path / "indices-2019.csv"
    assert asked["address"] == sources.entry("indices-2019").download
    assert "./run manage data load indices-2019" in text


@pytest.mark.parametrize("entry", [entry for entry in sources.entries() if entry.download], ids=lambda one: one.key)
def test_every_file_that_can_be_fetched_keeps_the_ending_of_its_kind(entry):
    assert data.file_name(entry).rpartition(".")[2] in ("csv", "xlsx", "zip")
