"""The front page and the pages of text; the front page asks for zones, which it does not own."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from peoplezones.zones.forms import PostcodeForm
from peoplezones.zones.queries import all_zones

from .blocks import BodyBlock

ZONES_ON_FRONT_PAGE = 6


class HomePage(Page):
    """The front page: what this is, where do you live, which zones are there."""

    headline = models.CharField(_("headline"), max_length=120)
    lede = models.CharField(_("opening words"), max_length=300)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lede"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.ContentPage"]
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "postcode_form": PostcodeForm(),
            "zones": list(all_zones()[:ZONES_ON_FRONT_PAGE]),
        }


class ContentPage(Page):
    """A page of text. A page that has others below it lists them."""

    lede = models.CharField(_("opening words"), max_length=300)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]

    class Meta:
        verbose_name = _("page of text")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "above": list(self.get_ancestors().filter(depth__gt=1)),
            "below": list(ContentPage.objects.child_of(self).live().defer("body")) if self.numchild else [],
        }
