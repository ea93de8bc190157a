"""Pages are found by their words: in code and in the admin's search."""

import pytest
from wagtail.models import Page

from peoplezones.pages.models import ContentPage


@pytest.fixture
def found_by(laid):
    return lambda words, kind=ContentPage: [page.title for page in kind.objects.live().search(words)]


def test_a_page_is_found_by_its_title_its_opening_and_its_body(found_by):
    assert "Accessibility" in found_by("accessibility")
    assert found_by("jargon") == ["Accessibility"]
    assert found_by("teenagers") == ["What is a People Zone?"]


def test_all_kinds_are_searched_together(found_by):
    assert "Home" in found_by("residents", Page)


def test_what_is_nowhere_is_not_found(found_by):
    assert found_by("submarine") == []


def test_the_admin_finds_pages_by_the_beginning_of_a_word_of_their_title(found_by, editor, client):
    html = client.get("/cms/pages/search/", {"q": "happ"}).content.decode()
    assert "What happens in one?" in html
    assert "What is a People Zone?" not in html
