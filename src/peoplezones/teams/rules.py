"""Who may do what with teams, ideas, mentoring, hand-overs and self-assessments; knows no state of them."""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.roles import PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Membership, Zone

from .models import HandOver, HandOverItem, Idea, Sitting, Team, TeamKind
from .models.teams import SittingQuerySet


def allows(check: Callable[..., None], *about: Any) -> bool:
    """Whether a guard lets somebody: for buttons and hints, which so cannot disagree with it."""
    try:
        check(*about)
    except NotAllowedForYou:
        return False
    return True


def check_may_start(person: Person, partnership: Partnership, zone: Zone | None) -> None:
    """The programme team of the partnership; a zone lead in a zone of their own."""
    if not _looks_after(person, partnership.pk, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can start a team."))


def check_may_start_somewhere(places: Sequence[object]) -> None:
    """Whoever may start a team somewhere: the programme team and zone leads with a zone."""
    if not places:
        raise NotAllowedForYou(_("Only the programme team and zone leads can start a team."))


def check_may_run_somewhere(person: Person) -> None:
    """The programme team of any partnership."""
    if not accounts.scope_of(person, [PROGRAMME_TEAM]):
        raise NotAllowedForYou(_("Only the programme team can do this."))


def check_may_run(person: Person, team: Team) -> None:
    """The programme team of the partnership; for the team of a zone also its own lead."""
    if not _looks_after(person, team.partnership_id, team.zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can change this team."))


def check_may_ask_champions(person: Person, partnership: Partnership) -> None:
    """The programme team of the partnership."""
    if not _runs(person, partnership.pk):
        raise NotAllowedForYou(_("Only the programme team can ask for champions."))


def check_may_link_mentors(person: Person, partnership: Partnership) -> None:
    """The programme team of the partnership."""
    if not _runs(person, partnership.pk):
        raise NotAllowedForYou(_("Only the programme team can say who mentors which zone."))


def check_may_capture(person: Person, partnership: Partnership, zone: Zone | None, day: dt.date) -> None:
    """The programme team, the Champion Team, the zone's own lead, and whoever sits in a team of the zone."""
    if _looks_after(person, partnership.pk, zone) or is_champion(person, partnership.pk, day):
        return
    if zone is None or not _sitting(person, day).filter(seat__team__zone=zone).exists():
        raise NotAllowedForYou(_("Only champions, teams and the programme team can capture ideas here."))


def check_may_capture_somewhere(places: Sequence[object]) -> None:
    """Whoever may capture an idea somewhere: the programme team, champions, zone leads and people in teams."""
    if not places:
        raise NotAllowedForYou(_("Only champions, teams and the programme team can capture ideas."))


def check_may_move_idea(person: Person, idea: Idea, day: dt.date) -> None:
    """The programme team, the Champion Team, and the zone's own lead."""
    if not _looks_after(person, idea.partnership_id, idea.zone) and not is_champion(person, idea.partnership_id, day):
        raise NotAllowedForYou(_("Only champions, the zone's own lead and the programme team can do this."))


def check_may_edit_idea(person: Person, idea: Idea, day: dt.date) -> None:
    """Whoever captured it, and whoever may say what became of it."""
    if idea.captured_by_id != person.pk:
        check_may_move_idea(person, idea, day)


def check_may_begin_hand_over(person: Person, partnership: Partnership, leaver: Person) -> None:
    """The programme team of the partnership for anybody; everybody for themselves."""
    if person.pk != leaver.pk and not _runs(person, partnership.pk):
        raise NotAllowedForYou(_("Only the programme team can begin a hand-over for somebody else."))


def check_may_hand_over_something(possible: Sequence[object]) -> None:
    """Everybody who works in a partnership, a zone, an organisation or a team."""
    if not possible:
        raise NotAllowedForYou(_("There is nothing that you could hand over: you hold no seat and no role here."))


def check_may_run_hand_over(person: Person, hand_over: HandOver) -> None:
    """The programme team of the partnership, and whoever leaves."""
    if person.pk != hand_over.person_id and not _runs(person, hand_over.partnership_id):
        raise NotAllowedForYou(_("Only the programme team and whoever leaves can change this hand-over."))


def ground_of(item: HandOverItem) -> Hashable:
    """What the guards of things to hand over look at: in one pack those of one ground are answered alike."""
    team = item.sitting.seat.team if item.sitting else None
    place = (team.partnership_id, team.zone_id) if team else None
    return place, item.mentoring_id is None, item.successor_id


def check_may_arrange(person: Person, item: HandOverItem) -> None:
    """The programme team, whoever leaves, and the zone's own lead for a seat in a team of the zone."""
    if item.sitting is None or not allows(check_may_run, person, item.sitting.seat.team):
        check_may_run_hand_over(person, item.hand_over)


def check_may_finish(person: Person, item: HandOverItem) -> None:
    """For a seat or a mentoring whoever may fill it; for all else also whoever leaves and whoever takes it over."""
    if item.sitting is not None:
        check_may_run(person, item.sitting.seat.team)
    elif item.mentoring is not None:
        check_may_link_mentors(person, item.hand_over.partnership)
    elif item.successor_id != person.pk:
        check_may_run_hand_over(person, item.hand_over)


def check_may_assess(person: Person, organisation: Organisation) -> None:
    """People who work for the organisation today."""
    if not partners.own(person).filter(pk=organisation.pk).exists():
        raise NotAllowedForYou(_("Only people who work for the organisation can fill this in for it."))


def is_champion(person: Person, partnership_id: int, day: dt.date) -> bool:
    """They sit in the Champion Team of the partnership, or are somebody's deputy there."""
    champions = {"seat__team__kind": TeamKind.CHAMPION_TEAM, "seat__team__partnership": partnership_id}
    return bool(_sitting(person, day).filter(**champions).exists())


def _sitting(person: Person, day: dt.date) -> SittingQuerySet:
    return Sitting.objects.on(day).opening(person)


def _runs(person: Person, partnership_id: int) -> bool:
    return accounts.holds_in(person, [PROGRAMME_TEAM], partnership_id)


def _looks_after(person: Person, partnership_id: int, zone: Zone | None) -> bool:
    if _runs(person, partnership_id):
        return True
    if zone is None or not accounts.holds_in(person, [ZONE_LEAD], zone.partnership_id):
        return False
    return Membership.objects.filter(zone=zone, person=person).exists()
