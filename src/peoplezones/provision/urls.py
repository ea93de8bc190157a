"""Addresses of the context."""

from django.urls import path

from .views import items, mappings, sheets, today

app_name = "provision"
urlpatterns = [
    path("today/", today.index, name="index"),
    path("zones/<slug:slug>/today/", today.zone, name="today"),
    path("zones/<slug:slug>/today/list/", today.listed, name="list"),
    path("zones/<slug:slug>/today/people-team/", today.team, name="team"),
    path("zones/<slug:slug>/today/add/", items.add, name="add"),
    path("zones/<slug:slug>/today/<int:number>/", items.item, name="item"),
    path("zones/<slug:slug>/today/<int:number>/edit/", items.edit, name="edit"),
    path("zones/<slug:slug>/today/<int:number>/end/", items.end, name="end"),
    path("zones/<slug:slug>/today/import/", sheets.sheet, name="sheet"),
    path("zones/<slug:slug>/today/template.csv", sheets.template_csv, name="template_csv"),
    path("zones/<slug:slug>/today/template.xlsx", sheets.template_xlsx, name="template_xlsx"),
    path("zones/<slug:slug>/today/baselines/", mappings.mappings, name="mappings"),
    path("zones/<slug:slug>/today/baselines/<int:number>/", mappings.mapping, name="mapping"),
    path("zones/<slug:slug>/today/baselines/<int:number>/changes/", mappings.changed, name="changes"),
    path("zones/<slug:slug>/today/baselines/agree/", mappings.agree, name="agree"),
]
