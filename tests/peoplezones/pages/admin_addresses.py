"""Every page of Wagtail's admin that a page editor can open by GET; tests and the browser journey walk this list."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from peoplezones.pages.models import ContentPage, HomePage


@dataclass(frozen=True)
class Editable:
    """One of each thing that an editor can open."""

    home: Page
    page: Page
    image: Image
    document: Document
    redirect: Redirect


def one_of_each() -> Editable:
    """What is in the data base: lay the pages first, and make a picture, a document and a redirect."""
    home = HomePage.objects.get()
    page = ContentPage.objects.filter(latest_revision__isnull=False).order_by("path").last()
    image, document, redirect = (kind.objects.order_by("pk").first() for kind in (Image, Document, Redirect))
    return Editable(home, page, image, document, redirect)


def admin_addresses(things: Editable) -> list[str]:
    home, page = things.home.pk, things.page.pk
    revision = things.page.latest_revision_id
    kind = ["pages", "contentpage"]
    plain = [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",  # leads on to the front page, the highest that an editor sees
        "wagtailadmin_pages:search",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_account",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs_chooser:choose",
        "wagtailredirects:index",
        "wagtailredirects:add",
        "wagtailredirects:start_import",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:page_types_usage",
    ]
    of_things: list[tuple[str, list[object]]] = [
        ("wagtailadmin_explore", [home]),
        ("wagtailadmin_explore", [page]),
        ("wagtailadmin_pages:add_subpage", [home]),  # leads on: there is one kind of page to add
        ("wagtailadmin_pages:add", [*kind, home]),
        ("wagtailadmin_pages:type_use", kind),
        ("wagtailadmin_pages:edit", [home]),
        ("wagtailadmin_pages:edit", [page]),
        ("wagtailadmin_pages:preview_on_edit", [page]),
        ("wagtailadmin_pages:view_draft", [page]),
        ("wagtailadmin_pages:usage", [page]),
        ("wagtailadmin_pages:delete", [page]),
        ("wagtailadmin_pages:unpublish", [page]),
        ("wagtailadmin_pages:move", [page]),
        ("wagtailadmin_pages:copy", [page]),
        ("wagtailadmin_pages:set_privacy", [page]),
        ("wagtailadmin_pages:history", [page]),
        ("wagtailadmin_pages:workflow_history", [page]),
        ("wagtailadmin_pages:revisions_view", [page, revision]),
        ("wagtailadmin_pages:revisions_revert", [page, revision]),
        ("wagtailadmin_pages:revisions_compare", [page, "live", "latest"]),
        ("wagtailadmin_choose_page_child", [home]),
        ("wagtailimages:edit", [things.image.pk]),
        ("wagtailimages:image_usage", [things.image.pk]),
        ("wagtailimages:delete", [things.image.pk]),
        ("wagtaildocs:edit", [things.document.pk]),
        ("wagtaildocs:document_usage", [things.document.pk]),
        ("wagtaildocs:delete", [things.document.pk]),
        ("wagtailredirects:edit", [things.redirect.pk]),
        ("wagtailredirects:delete", [things.redirect.pk]),
    ]
    return [reverse(name) for name in plain] + [reverse(name, args=args) for name, args in of_things]
