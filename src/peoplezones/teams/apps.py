"""Registers the context with Django, its links and slots, and what it holds about people."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "peoplezones.teams"
    label = "teams"

    def ready(self) -> None:
        from peoplezones.accounts.personal_data import NAME_GOES, PERSONAL_DATA, Kept, named_in, own_rows
        from peoplezones.accounts.registry import LEAVING, MORE_THAN_RESIDENTS
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WORKSPACE_SLOTS, Group, WorkspaceLink
        from peoplezones.partners.registry import ORGANISATION_BANDS
        from peoplezones.ui.slots import Slot
        from peoplezones.zones.registry import TEAM, WORKSPACE_BANDS

        from .actions.leaving import leave
        from .views import reach, slots

        LEAVING.add("teams", leave)

        WORKSPACE_SLOTS.add("teams", Slot("teams/my_teams.html", slots.my_teams), position=20)
        ORGANISATION_BANDS.add("teams", Slot("teams/of_organisation.html", slots.of_organisation), position=20)
        WORKSPACE_BANDS.add("teams", Slot("teams/of_zone.html", slots.of_zone), position=TEAM)
        links = [
            ("teams", _("Teams and boards"), "teams:index", reach.sees_teams, _("Who sits where, who stands in.")),
            ("champions", _("Champions"), "teams:champions", reach.sees_champions, _("Who named one, and mentors.")),
            ("ideas", _("Ideas"), "teams:ideas", reach.sees_teams, _("What could be better, and what became of it.")),
            (
                "appetite",
                _("Appetite and capability"),
                "teams:appetite",
                reach.sees_appetite,
                _("How willing and able organisations are."),
            ),
            (
                "hand-overs",
                _("Hand-overs"),
                "teams:hand_overs",
                reach.hands_over,
                _("When somebody leaves, others take over."),
            ),
        ]
        for number, (name, label, address, may_see, about) in enumerate(links):
            WORKSPACE_LINKS.add(name, WorkspaceLink(label, address, may_see, about, Group.TEAMS), position=40 + number)

        sits = Q(sittings__isnull=False) | Q(deputy_sittings__isnull=False) | Q(mentorings__isnull=False)
        MORE_THAN_RESIDENTS.add("teams", sits)
        followed = own_rows("teams.Follow", "person", goes=_("Which ideas you follow"))
        PERSONAL_DATA.add("teams_follow", followed)
        done = Kept(_("What you did in a team"), _("It is part of the history of the team."), NAME_GOES)
        fields = [
            ("Sitting", "person"),
            ("Sitting", "deputy"),
            ("Mentoring", "champion"),
            ("ChampionAsk", "by"),
            ("Idea", "captured_by"),
            ("IdeaChange", "by"),
            ("SelfAssessment", "by"),
            ("HandOver", "person"),
            ("HandOverItem", "successor"),
        ]
        for model, way in fields:
            PERSONAL_DATA.add(f"teams_{model}_{way}", named_in(f"teams.{model}", way, kept=done))
