"""Who reaches the editorial site: its pages, its files, and Wagtail's own addresses."""

from collections.abc import Callable
from typing import Any

from wagtail.models import PageViewRestriction

from peoplezones.pages.actions import lay_foundation_pages
from peoplezones.pages.models import HomePage
from tests.house.things import NOW, Things
from tests.peoplezones.pages.factories import ContentPageFactory, DocumentFactory, ImageFactory

TABLE = {
    "pages:icon": "> > >>>>>> >>> >>>",
    "pages:robots": "o o oooooo ooo ooo",
    "pages:sitemap": "o o oooooo ooo ooo",
    "pages:security": "o o oooooo ooo ooo",
    "pages:picture": "o o oooooo ooo ooo",
    "wagtail_serve": "o o oooooo ooo ooo",
    "wagtail_serve, for people who signed in": "s o oooooo ooo ooo",
    "wagtaildocs_serve": "o o oooooo ooo ooo",
    "wagtailcore_authenticate_with_password": "- - ------ --- ---",
    "wagtailcore_login": "s s ssssss sss sss",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "pages:picture": lambda things: [things.picture.file.name],
    "wagtail_serve": lambda things: ["about/"],
    "wagtail_serve, for people who signed in": lambda things: [things.private_page.url.strip("/") + "/"],
    "wagtaildocs_serve": lambda things: [things.document.pk, things.document.filename],
    "wagtailcore_authenticate_with_password": lambda things: [1, 1],
}

# Every address of Wagtail's admin, which is its own affair for those whose role edits pages.
WAGTAIL_ADMIN = "s 2 oorrrr rrr orr"

# Open to visitors without our mark, since the view is the library's own.
OPEN_AND_NOT_OURS = {
    "wagtail_serve": "a page of text is open unless an editor keeps it to some",
    "wagtaildocs_serve": "the same holds for documents",
}


def make(things: Things) -> None:
    lay_foundation_pages(by=None, now=NOW)  # the site has one set of them
    things.private_page = ContentPageFactory(parent=HomePage.objects.get())
    PageViewRestriction.objects.create(page=things.private_page, restriction_type=PageViewRestriction.LOGIN)
    things.picture, things.document = ImageFactory(), DocumentFactory()
