"""Addresses of the directory and of invitations, below the workspace; and of the page that a link leads to."""

from django.urls import path

from .views import answering, directory, invitations

app_name = "people"
urlpatterns = [
    path("people/", directory.directory, name="directory"),
    path("people/<int:number>/", directory.person, name="person"),
    path("people/<int:number>/roles/", directory.change_roles, name="roles"),
    path("people/<int:number>/leave/", directory.leave, name="leave"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:number>/", invitations.invitation, name="invitation"),
    path("invitations/<int:number>/withdraw/", invitations.withdraw, name="withdraw"),
    path("invitations/<int:number>/send-again/", invitations.send_again, name="send_again"),
]
# Whoever has the link may open it, so that it lies outside the workspace.
open_patterns = [path("invitations/<str:token>/", answering.invitation, name="invitation")]
