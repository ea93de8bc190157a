"""The front page and the pages of text; the front page asks for zones, which it does not own."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.users.models import UserProfile

from peoplezones.ui.policies import CMS_DIRECTIVES
from peoplezones.zones.queries import living_zones

from .blocks import BodyBlock

ZONES_ON_FRONT_PAGE = 6


class OurPage(Page):
    """What both kinds of page share: a short way to them, and a preview that works inside Wagtail's admin.

    Wagtail plays a preview as a second request to the page's public address, which our guards take for a visit.
    """

    above: "tuple[OurPage, ...] | None" = None  # the pages on the way to this one, once it was reached by its address

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Like Wagtail's, with one query a level (it takes two) and the way kept for the breadcrumbs."""
        if not path_components:
            return super().route(request, path_components)
        child = ContentPage.objects.child_of(self).filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        child.above = (*(self.above or ()), self)
        return child.route(request, path_components[1:])

    def make_preview_request(self, original_request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> Any:
        """The editor's bar in the preview reads their settings; made first, since that second request may not."""
        if original_request is not None:
            UserProfile.get_for_user(original_request.user)
        return super().make_preview_request(original_request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Under the admin's policy (ADR-0007): the bar has inline script, and the preview stands in a frame."""
        answer = super().serve_preview(request, mode_name)
        answer._csp_replace = CMS_DIRECTIVES
        return answer


class HomePage(OurPage):
    """The front page: what this is, where do you live, which zones are there."""

    headline = models.CharField(_("headline"), max_length=120)
    lede = models.CharField(_("opening words"), max_length=300)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lede", widget=AdminAutoHeightTextInput),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.ContentPage"]
    max_count = 1

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "zones": list(living_zones()[:ZONES_ON_FRONT_PAGE]),
        }


class ContentPage(OurPage):
    """A page of text. A page that has others below it lists them."""

    lede = models.CharField(_("opening words"), max_length=300)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("lede", widget=AdminAutoHeightTextInput), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]

    class Meta:
        verbose_name = _("page of text")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "above": self.above or list(self.get_ancestors().filter(depth__gt=1)),
            "below": list(ContentPage.objects.child_of(self).live().defer("body")) if self.numchild else [],
        }
