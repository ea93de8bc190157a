"""The first words are plain, true of the code, and name nobody."""

import re

import pytest

from peoplezones.zones.states import Phase

from .reading import read
from .test_addresses import ADDRESSES

NAMES = {
    "People Zone",
    "People Zones",
    "The People Zones",
    "Web Content Accessibility Guidelines",
    "Equality Advisory",
    "Support Service",
    "Information Commissioner",
}
TWO_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")
UNFINISHED = re.compile(r"lorem|ipsum|todo|tbc|tbd|xxx|placeholder|insert here|\[.*\]", re.IGNORECASE)


@pytest.fixture
def pieces(laid, client):
    """The text of every first page, piece by piece, by its address."""
    return {address: read(client.get(address)).text for address in ADDRESSES}


def sentences(pieces):
    return [one for piece in pieces for one in re.split(r"(?<=[.?!:])\s+", piece) if one.endswith((".", "?", "!"))]


def test_sentences_are_short(pieces):
    for address, said in pieces.items():
        lengths = [len(one.split()) for one in sentences(said)]
        assert len(lengths) >= 5, address
        assert max(lengths) <= 25, address
        assert sum(lengths) / len(lengths) <= 13, address


def test_words_are_short(pieces):
    for address, said in pieces.items():
        words = re.findall(r"[A-Za-z’'-]+", " ".join(sentences(said)))
        long = [word for word in words if len(word) > 10]
        assert len(long) / len(words) < 0.03, (address, sorted(set(long)))


def test_nobody_is_named(pieces):
    found = {name for said in pieces.values() for piece in said for name in TWO_CAPITALS.findall(piece)}
    assert found - NAMES == set()


def test_nothing_is_left_to_write(pieces):
    assert [piece for said in pieces.values() for piece in said if UNFINISHED.search(piece)] == []


def test_the_four_phases_bear_the_names_that_zones_show(laid, client):
    headings = [words for _level, words in read(client.get("/about/how-do-i-set-one-up/")).headings]
    for number, phase in enumerate(Phase, start=1):
        assert f"{number}. {phase.label}" in headings


def test_the_four_outcomes_are_told(laid, client):
    headings = [words for _level, words in read(client.get("/about/what-is-a-people-zone/")).headings]
    assert {"People are safe", "People are well", "People have skills", "People have resources"} <= set(headings)


def test_privacy_names_the_cookies_that_there_are(laid, client, settings):
    words = " ".join(read(client.get("/privacy/")).text)
    assert settings.SESSION_COOKIE_NAME in words
    assert settings.CSRF_COOKIE_NAME in words
    assert settings.SESSION_COOKIE_AGE == 14 * 24 * 3600
    assert "two weeks at the latest" in words
    assert settings.CSRF_COOKIE_AGE // (24 * 3600) == 364
    assert "It lasts a year" in words


def test_the_pages_of_promises_say_where_to_write(laid, client, settings):
    settings.CONTACT_EMAIL = "zones@example.org"
    for address in ("/privacy/", "/accessibility/", "/about/how-do-i-set-one-up/"):
        assert 'href="mailto:zones@example.org"' in client.get(address).content.decode()
