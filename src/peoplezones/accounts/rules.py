"""Who may do what because of a role held over the whole installation; knows no record and no state of one."""

from django.utils.translation import gettext as _
from rules.predicates import Predicate

from peoplezones.foundation.refusals import NotAllowedForYou

from . import queries, roles


def _holds(*wanted: roles.Role) -> Predicate:
    name = "is_" + "_or_".join(role.key for role in wanted)

    def test(person: object) -> bool:
        return queries.holds_any(person, wanted)

    return Predicate(test, name=name)


is_programme_team = _holds(roles.PROGRAMME_TEAM)
is_page_editor = _holds(roles.PAGE_EDITOR)
is_analyst = _holds(roles.ANALYST)
is_evaluator = _holds(roles.EVALUATOR)
is_zone_lead = _holds(roles.ZONE_LEAD)
is_partner = _holds(roles.PARTNER)
is_community_leader = _holds(roles.COMMUNITY_LEADER)
is_resident = _holds(roles.RESIDENT)
is_board_member = _holds(roles.BOARD_MEMBER)
is_staff = Predicate(queries.is_staff, name="is_staff")
edits_pages = Predicate(queries.edits_pages, name="edits_pages")


def check_may_run_programme(person: object) -> None:
    """The programme team."""
    if not is_programme_team(person):
        raise NotAllowedForYou(_("Only the programme team can do this."))


def check_may_edit_pages(person: object) -> None:
    """Everybody whose role edits pages."""
    if not edits_pages(person):
        raise NotAllowedForYou(_("Only page editors and the programme team can change pages."))


def check_may_work_here(person: object) -> None:
    """Everybody whose role works for the programme."""
    if not is_staff(person):
        raise NotAllowedForYou(_("Only people who work for the programme can do this."))
