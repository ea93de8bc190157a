"""Addresses of organisations and of what they offer, below the workspace."""

from django.urls import path

from .views import belonging, bringing, offers, organisations

app_name = "partners"
urlpatterns = [
    path("organisations/", organisations.index, name="organisations"),
    path("organisations/new/", organisations.new, name="new"),
    path("organisations/import/", bringing.bring_in, name="bring_in"),
    path("organisations/import/template.<slug:kind>", bringing.template, name="template"),
    path("organisations/<int:number>/", organisations.organisation, name="organisation"),
    path("organisations/<int:number>/edit/", organisations.edit, name="edit"),
    path("organisations/<int:number>/leave/", organisations.leave, name="leave"),
    path("organisations/<int:number>/zones/", belonging.zones, name="zones"),
    path("organisations/<int:number>/colleagues/", belonging.colleagues, name="colleagues"),
    path("organisations/<int:number>/numbers/", belonging.identifiers, name="identifiers"),
    path("organisations/<int:number>/offers/new/", offers.new_offer, name="new_offer"),
    path("offers/", offers.offers, name="offers"),
    path("offers/<int:number>/", offers.offer, name="offer"),
    path("offers/<int:number>/edit/", offers.edit_offer, name="edit_offer"),
]
