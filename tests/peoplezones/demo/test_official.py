"""Official figures for the demo: fetched, loaded and said; without them the demo goes on."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from peoplezones.demo import official
from peoplezones.demo.official import first_choice, official_places
from peoplezones.demo.play import play
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries
from peoplezones.places.models import Outcome
from peoplezones.places.readers import extracts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.PEOPLEZONES_DEMO = True


def published(file, codes):
    """A table in the publisher's layout; every rank is that of the row."""
    columns = first_choice().options["columns"]
    with file.open("w", encoding="utf-8") as out:
        print("LSOA code (2011)", *(f'"{name}"' for name in columns), sep=",", file=out)
        for place, code in enumerate(codes, start=1):
            print(code, *([place] * len(columns)), sep=",", file=out)
    return file


@pytest.fixture
def publisher(monkeypatch, settings):
    """Hands over a table of the demo's own neighbourhoods instead of all of England."""
    codes = [row.code for row in extracts.areas(settings.DEMO_DATA)]

    def fetch(address, to, **more):
        to.parent.mkdir(parents=True, exist_ok=True)
        return published(to, codes)

    monkeypatch.setattr(official.fetching, "fetch", fetch)


def test_every_outcome_of_the_first_choice_has_an_official_figure():
    feeding = [one for one in first_choice().indicators if one.feeds_choice]
    assert {one.outcome for one in feeding} == set(Outcome.values)
    assert first_choice().download.startswith("https://")


def test_fetched_figures_take_the_place_of_made_up_ones_and_the_label_goes(client, publisher, settings, tmp_path):
    said = []
    fetched = official_places(demo_data=settings.DEMO_DATA, kept_in=tmp_path, say=said.append)
    play(demo_data=settings.DEMO_DATA, official=None, fetched=fetched, now=clock.now(), say=said.append)
    assert "Loaded 611 neighbourhoods, 24,272 postcodes and 1 data sets of official figures." in said
    assert [one.key for one in queries.datasets()] == ["indices-2019"]
    for address in ("/choosing/", "/areas/E01013726/"):
        assert "llustrative" not in client.get(address).content.decode()


def test_off_line_it_says_so_and_the_demo_goes_on_with_illustrative_figures(client, monkeypatch, capsys):
    def out_of_reach(*words, **more):
        raise NotPossibleNow("The publisher cannot be reached.")

    monkeypatch.setattr(official.fetching, "fetch", out_of_reach)
    call_command("load_demo", official=True)
    told = capsys.readouterr().out
    assert "could not be fetched: The publisher cannot be reached." in told
    assert "goes on with illustrative ones" in told
    assert "These figures are illustrative" in client.get("/choosing/").content.decode()


def test_a_file_that_is_not_what_it_should_be_is_no_reason_to_stop(monkeypatch, settings, tmp_path):
    def fetch(address, to, **more):
        to.write_text("moved to another page", encoding="utf-8")
        return to

    monkeypatch.setattr(official.fetching, "fetch", fetch)
    said = []
    assert official_places(demo_data=settings.DEMO_DATA, kept_in=tmp_path, say=said.append) is None
    assert "could not be fetched" in said[0]


def test_the_entry_of_the_sources_itself_is_left_as_it_is():
    assert first_choice() != replace(first_choice(), indicators=())
    assert not next(
        one for one in official.sources.entry("indices-2019").indicators if one.key == "crime-rank"
    ).feeds_choice
