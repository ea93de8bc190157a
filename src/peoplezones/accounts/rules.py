"""Who may do what because of a role that they hold, and with whose account; knows no state of a record."""

from django.utils.translation import gettext as _
from rules.predicates import Predicate

from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow

from . import queries, roles
from .models import Assistance, Person, RoleHeld
from .queries import assistance, belonging


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


def check_may_search_audit(person: object) -> None:
    """The programme team, each in its own partnerships."""
    if not is_programme_team(person):
        raise NotAllowedForYou(_("Only the programme team can see who saw and changed what."))


def check_may_speak_for(by: Person, person: Person) -> None:
    """Everybody for themselves, and the programme team for people of its partnerships who told them."""
    if by.pk != person.pk and not belonging.looked_after_by(by).filter(pk=person.pk).exists():
        raise NotAllowedForYou(_("Only they and the programme team of their partnership can say this."))


def check_may_answer_requests(person: object) -> None:
    """The programme team, each for its own partnerships."""
    if not is_programme_team(person):
        raise NotAllowedForYou(_("Only the programme team can answer requests about people's data."))


def check_may_hand_over(by: Person, person: Person) -> None:
    """Everybody what is held about themselves, and the programme team where all that is held lies in its hands."""
    if by.pk == person.pk:
        return
    check_may_answer_requests(by)
    scope = queries.scope_of(by, [roles.PROGRAMME_TEAM])
    if scope.everywhere:
        return
    if belonging.works_everywhere(person) or belonging.belongs_to(person) - scope.ids:
        raise NotAllowedForYou(
            _("They belong to another partnership too. Ask somebody of the programme team of the whole installation.")
        )


def check_may_erase(by: Person, person: Person) -> None:
    """Everybody their own account, and the programme team where all that is held lies in its hands."""
    check_may_hand_over(by, person)


def check_is_not_the_last(person: Person) -> None:
    """Nobody may go while the programme team would be empty without them."""
    if belonging.last_of_the_programme_team(person):
        raise NotPossibleNow(
            _("The programme team would be empty without this account. Give somebody else the role first.")
        )


def check_may_see_idle(person: object) -> None:
    """The programme team, each in its own partnerships."""
    if not is_programme_team(person):
        raise NotAllowedForYou(_("Only the programme team can see whose access rests."))


def check_may_give_back(by: Person, held: RoleHeld) -> None:
    """The programme team of the partnership in which the role is held, but nobody to themselves."""
    if by.pk == held.person_id or not queries.holds_in(by, [roles.PROGRAMME_TEAM], held.partnership_id):
        raise NotAllowedForYou(_("Only somebody else of the programme team can give this access back."))


def check_may_help(by: object) -> None:
    """The programme team, zone leads and clerks, where they look after people."""
    if not assistance.may_help_anybody(by):
        raise NotAllowedForYou(_("Only the programme team, zone leads and clerks can act for people without e-mail."))


def check_may_help_person(by: Person, person: Person) -> None:
    """Who looks after this person, who has no e-mail and no role of the staff."""
    check_may_help(by)
    if not assistance.helped_by(by).filter(pk=person.pk).exists():
        raise NotAllowedForYou(_("You can act only for people without e-mail whom you look after."))


def check_is_own_help(by: Person, help_given: Assistance) -> None:
    """Whoever began to help, for themselves."""
    if help_given.helper_id != by.pk:
        raise NotAllowedForYou(_("Only whoever helps can do this."))
