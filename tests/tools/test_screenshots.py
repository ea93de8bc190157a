"""Every page that is pictured unless others are named is there."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import resolve

from peoplezones.foundation import clock
from peoplezones.pages.actions import lay_foundation_pages
from tools.screenshots import PAGES, PICTURES, name_of

LAID = "wagtail_serve"  # any address of words and slashes leads there: whether there is a page, only asking tells


def test_there_are_pages_of_both_kinds():
    kinds = {resolve(path.partition("?")[0]).url_name == LAID for path in PAGES}
    assert kinds == {True, False}


@pytest.mark.django_db
def test_every_address_leads_to_a_page():
    lay_foundation_pages(by=None, now=clock.now())
    client = Client()
    laid = [path for path in PAGES if resolve(path.partition("?")[0]).url_name == LAID]
    assert {path: client.get(path).status_code for path in laid} == dict.fromkeys(laid, 200)


def test_every_picture_has_a_name_of_its_own_without_signs():
    names = [name_of(path) for path in PAGES]
    assert len(set(names)) == len(PAGES)
    assert names[0] == "home"
    assert name_of("/postcode/?q=LE3+6DN") == "postcode-q-LE3-6DN"
    assert {(PICTURES / name).parent for name in names} == {Path(PICTURES)}
