"""Addresses beside the pages: robots, uploaded pictures and documents; the pages' own come from Wagtail, last."""

from django.urls import include, path, re_path
from wagtail.documents.views.serve import serve as document

from . import views

own = (
    [
        path("favicon.ico", views.icon, name="icon"),
        path("robots.txt", views.robots, name="robots"),
        path("sitemap.xml", views.sitemap, name="sitemap"),
        path(".well-known/security.txt", views.security, name="security"),
        path("media/<path:path>", views.picture, name="picture"),
    ],
    "pages",
)

urlpatterns = [
    path("", include(own)),
    # Wagtail's view under Wagtail's name, without its page that asks for a shared password.
    re_path(r"^documents/(\d+)/(.*)$", document, name="wagtaildocs_serve"),
]
