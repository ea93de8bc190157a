"""Which address belongs to which context."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from peoplezones.people.urls import open_patterns as invitations

handler400 = "peoplezones.foundation.views.bad_request"
handler403 = "peoplezones.foundation.views.forbidden"
handler404 = "peoplezones.foundation.views.not_found"
handler500 = "peoplezones.foundation.views.server_error"

urlpatterns = [
    # Ours before theirs: Wagtail's own login lets a password in without the second factor (ADR-0006).
    path("", include("peoplezones.accounts.urls")),
    path(settings.CMS_PREFIX, include(wagtailadmin_urls)),
    path("", include("peoplezones.zones.urls")),
    path("", include("peoplezones.places.urls")),
    path("api/v1/", include("peoplezones.places.api.urls")),
    path("choosing/", include("peoplezones.choosing.urls")),
    path("workspace/", include("peoplezones.agreements.urls")),
    path("workspace/", include("peoplezones.people.urls")),
    *invitations,
    path("workspace/", include("peoplezones.provision.urls")),
    path("workspace/", include("peoplezones.teams.urls")),
    path("workspace/", include("peoplezones.partners.urls")),
    path("", include("peoplezones.pages.urls")),
    path("", include(wagtail_urls)),
]
