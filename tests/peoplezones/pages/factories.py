"""Makes pages, pictures, documents and redirects for tests; a page is put into the tree below `parent`."""

from io import BytesIO
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as Drawing
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from peoplezones.pages.models import ContentPage, HomePage


def root() -> Page:
    return Page.objects.get(depth=1)


class PageFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    lede = "What this page is about."

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any) -> Page:
        above = Page.objects.get(pk=parent.pk) if parent else root()
        return above.add_child(instance=model_class(*args, **fields))


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    headline = "A place that works together"


class ContentPageFactory(PageFactory):
    """Give `parent`, a front page or another page of text."""

    class Meta:
        model = ContentPage


def png() -> bytes:
    held = BytesIO()
    Drawing.new("RGB", (80, 60), "#5a2a82").save(held, "PNG")
    return held.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = Image

    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.LazyFunction(lambda: ContentFile(png(), "picture.png"))


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"A plan on one page.", "plan.txt"))


class RedirectFactory(DjangoModelFactory):
    class Meta:
        model = Redirect

    old_path = factory.Sequence(lambda n: f"/old-{n}")
    redirect_link = "/about/"
