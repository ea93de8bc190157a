"""Addresses of teams, champions, ideas, hand-overs, and of appetite and capability, all in the workspace."""

from django.urls import path

from .views import appetite, champions, hand_overs, ideas, seats, teams

app_name = "teams"
urlpatterns = [
    path("teams/", teams.index, name="index"),
    path("teams/start/", teams.start, name="start"),
    path("teams/depends/", teams.depends, name="depends"),
    path("teams/<int:number>/", teams.team, name="team"),
    path("teams/<int:number>/edit/", teams.edit, name="edit"),
    path("teams/<int:number>/seats/add/", seats.add, name="add_seat"),
    path("teams/seats/<int:number>/edit/", seats.edit, name="edit_seat"),
    path("teams/seats/<int:number>/fill/", seats.fill, name="fill_seat"),
    path("teams/sittings/<int:number>/edit/", seats.sitting, name="sitting"),
    path("champions/", champions.index, name="champions"),
    path("champions/<int:number>/", champions.agency, name="agency"),
    path("champions/mentors/", champions.mentorings, name="mentorings"),
    path("champions/mentors/link/", champions.link, name="link_mentor"),
    path("champions/mentors/<int:number>/edit/", champions.mentoring, name="mentoring"),
    path("ideas/", ideas.index, name="ideas"),
    path("ideas/capture/", ideas.capture, name="capture"),
    path("ideas/<int:number>/", ideas.idea, name="idea"),
    path("ideas/<int:number>/edit/", ideas.edit, name="edit_idea"),
    path("ideas/<int:number>/follow/", ideas.follow, name="follow_idea"),
    path("hand-overs/", hand_overs.index, name="hand_overs"),
    path("hand-overs/begin/", hand_overs.begin, name="begin_hand_over"),
    path("hand-overs/<int:number>/", hand_overs.hand_over, name="hand_over"),
    path("hand-overs/<int:number>/edit/", hand_overs.edit, name="edit_hand_over"),
    path("hand-overs/things/<int:number>/", hand_overs.arrange, name="arrange"),
    path("hand-overs/things/<int:number>/finish/", hand_overs.finish, name="finish"),
    path("appetite/", appetite.index, name="appetite"),
    path("appetite/all/", appetite.listed, name="assessments_list"),
    path("appetite/<int:organisation>/<int:zone>/", appetite.assessments, name="assessments"),
    path("appetite/<int:organisation>/fill-in/", appetite.assess, name="assess"),
]
