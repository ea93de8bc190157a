"""Addresses of the context, below the workspace."""

from django.urls import path

from .views import agreement, drafting, glass, keeping, records, register, signing

app_name = "agreements"
ONE = "agreements/<int:number>/"
urlpatterns = [
    path("agreements/", register.index, name="index"),
    path("agreements/new/", drafting.new, name="new"),
    path("agreements/office/", keeping.office, name="office"),
    path(ONE, agreement.page, name="agreement"),
    path(f"{ONE}document/", agreement.document, name="document"),
    path(f"{ONE}flows/", agreement.flows, name="flows"),
    path(f"{ONE}edit/", drafting.edit, name="edit"),
    path(f"{ONE}renew/", drafting.renew, name="renew"),
    path(f"{ONE}send/", signing.send, name="send"),
    path(f"{ONE}take-back/", signing.withdraw, name="withdraw"),
    path(f"{ONE}sign/", signing.sign, name="sign"),
    path(f"{ONE}review/", keeping.review, name="review"),
    path(f"{ONE}end/", keeping.end, name="end"),
    path("shared/", records.index, name="shared"),
    path("shared/new/", records.new, name="share"),
    path("shared/<int:number>/", records.page, name="record"),
    path("shared/<int:number>/table.<slug:kind>", records.table, name="table"),
    path("shared/<int:number>/take-back/", records.take_back, name="take_back"),
    path("shared/<int:number>/glass/", glass.break_it, name="break_glass"),
    path("glass/", glass.index, name="glass"),
]
