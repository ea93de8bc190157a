"""Lays the first pages: makes those that are missing, and leaves every page that is there as it is.

The words are in `first_pages` and its neighbours; who may change them afterwards is in `editors`.
"""

import datetime as dt
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from peoplezones.accounts import rules
from peoplezones.accounts.models import Person
from peoplezones.foundation import audit
from peoplezones.pages.models import ContentPage, HomePage

from .editors import let_editors_edit
from .first_pages import FIRST_PAGES, HOME, FirstPage

# A first page is known by its translation key, so that it is found again after it was renamed or moved.
KEYS = uuid.UUID("5c0f4b0e-6f0d-4b7e-9b53-0a8f3a5a1c11")


def key_of(first: FirstPage) -> uuid.UUID:
    return uuid.uuid5(KEYS, first.name)


@transaction.atomic
def lay_foundation_pages(*, by: Person | None, now: dt.datetime) -> list[Page]:
    """Make the first pages that are missing and answer them; again and again does no harm.

    By nobody (an installation), or by somebody who may edit pages; raises Refused for others.
    """
    if by is not None:
        rules.check_may_edit_pages(by)
    there: dict[str, Page] = {}
    new: list[Page] = []
    for first in FIRST_PAGES:
        page = Page.objects.filter(translation_key=key_of(first)).first()
        if page is None:
            above = there[first.above] if first.above else Page.get_first_root_node()
            page = _add(first, above)
            new.append(page)
            audit.record(by=by, action="pages.lay", target=page, now=now)
        there[first.name] = page
    # Bodies come last, since pages link to each other.
    for first in FIRST_PAGES:
        if there[first.name] in new:
            _fill(there[first.name], first, there, by)
    _lead_site_to(there[HOME.name])
    let_editors_edit(home=there[HOME.name], by=by, now=now)
    return new


def _add(first: FirstPage, above: Page) -> Page:
    kind = HomePage if first is HOME else ContentPage
    more = {"headline": first.headline} if first is HOME else {}
    page = kind(title=first.title, slug=first.slug, lede=first.lede, live=False, translation_key=key_of(first), **more)
    # Read again: an addition changes the tree's numbers of the page above.
    Page.objects.get(pk=above.pk).add_child(instance=page)
    return page


# Wagtail asks for its own permission, which editors have only once the pages are there; ours was asked.
def _fill(page: Page, first: FirstPage, there: dict[str, Page], by: Person | None) -> None:
    page.refresh_from_db()
    page.body = first.body(there)
    page.save_revision(user=by, log_action=True).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()


def _lead_site_to(home: Page) -> None:
    """Put the root of the site on our front page, in place of the page that Wagtail welcomes with."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Site.objects.create(
            hostname=address.hostname,
            port=port,
            site_name=settings.SITE_NAME,
            root_page=home,
            is_default_site=True,
        )
        return
    welcome = site.root_page
    if welcome.specific_class is not Page:
        return  # somebody has led the site elsewhere, or we have
    site.hostname, site.port, site.site_name = address.hostname, port, settings.SITE_NAME
    site.root_page = home
    site.save()
    if welcome.is_leaf() and not welcome.is_root():
        Page.objects.get(pk=welcome.pk).delete()
