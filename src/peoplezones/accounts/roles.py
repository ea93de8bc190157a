"""The roles a person may hold over the whole installation. To add one, add an entry here.

Capabilities inside one zone (steward, clerk) belong to the membership of that zone, not here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """One role: `staff` opens the workspace of services, `edits_pages` the editorial site.

    Each role of the staff asks for a second factor.
    """

    key: str
    label: str | Promise
    staff: bool = False
    edits_pages: bool = False
    second_factor: bool = False


PROGRAMME_TEAM = Role("programme_team", _("Programme team"), staff=True, edits_pages=True, second_factor=True)
PAGE_EDITOR = Role("page_editor", _("Page editor"), staff=True, edits_pages=True, second_factor=True)
ANALYST = Role("analyst", _("Analyst"), staff=True, second_factor=True)
EVALUATOR = Role("evaluator", _("Evaluator"), staff=True, second_factor=True)
ZONE_LEAD = Role("zone_lead", _("Zone lead"), staff=True, second_factor=True)
PARTNER = Role("partner", _("Partner"), staff=True, second_factor=True)
COMMUNITY_LEADER = Role("community_leader", _("Community leader"))
RESIDENT = Role("resident", _("Resident"))
BOARD_MEMBER = Role("board_member", _("Board or panel member"))

ALL = (
    PROGRAMME_TEAM,
    PAGE_EDITOR,
    ANALYST,
    EVALUATOR,
    ZONE_LEAD,
    PARTNER,
    COMMUNITY_LEADER,
    RESIDENT,
    BOARD_MEMBER,
)
BY_KEY = {role.key: role for role in ALL}
EDITOR_GROUP = "Page editors"  # the Wagtail group whose permissions `edits_pages` stands for
