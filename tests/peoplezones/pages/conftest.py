"""What the tests of the editorial site share: the first pages, an editor, and a reader of HTML."""

import datetime as dt

import pytest
from wagtail.models import Site

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.pages.actions import lay_foundation_pages
from tests.peoplezones.accounts import walks

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def site_roots_are_read_afresh():
    """Wagtail keeps the root of each site in the cache, which tests share."""
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


@pytest.fixture
def laid(db):
    """The first pages, by the end of their address."""
    pages = lay_foundation_pages(by=None, now=NOW)
    return {page.slug: page.specific for page in pages}


def person_holding(*holding, email="page-editor@example.org", name="Page editor 1"):
    return accounts.add_person(email=email, name=name, holding=list(holding), by=None, now=NOW)


@pytest.fixture
def editor(laid, client):
    """A page editor, signed in."""
    person = person_holding(roles.PAGE_EDITOR)
    walks.sign_in_fully(client, person)
    return person
