"""Who reaches teams, champions, ideas, hand-overs, and what organisations say of themselves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from peoplezones.partners.models import Organisation
from peoplezones.teams.models import HandOver, Idea, Mentoring, Seat, SelfAssessment, Team
from tests.house.list_pages import ListPage
from tests.house.things import Things
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.teams.factories import (
    AnswerFactory,
    ChampionAskFactory,
    HandOverFactory,
    HandOverItemFactory,
    IdeaChangeFactory,
    IdeaFactory,
    MentoringFactory,
    SeatFactory,
    SelfAssessmentFactory,
    SittingFactory,
    TeamFactory,
)

TABLE = {
    "teams:index": "s 2 oooooo ooo ooo",
    "teams:start": "s 2 orrror rrr oor",
    "teams:depends": "s 2 oooooo ooo ooo",
    # Everybody who belongs to the zone sees its team.
    "teams:team": "s 2 oooooo ooo --o",
    "teams:edit": "s 2 orrror rrr --r",
    "teams:add_seat": "s 2 orrror rrr --r",
    "teams:edit_seat": "s 2 orrror rrr --r",
    "teams:fill_seat": "s 2 orrror rrr --r",
    "teams:sitting": "s 2 orrror rrr --r",
    "teams:champions": "s 2 oooooo oro ooo",
    "teams:agency": "s 2 oooooo oro --o",
    "teams:mentorings": "s 2 oooooo ooo ooo",
    "teams:link_mentor": "s 2 orrrrr rrr orr",
    "teams:mentoring": "s 2 orrrrr rrr --r",
    "teams:ideas": "s 2 oooooo ooo ooo",
    "teams:capture": "s 2 orrror rrr oor",
    "teams:idea": "s 2 oooooo ooo --o",
    "teams:edit_idea": "s 2 orrror rrr --r",
    "teams:follow_idea": "s 2 ------ --- ---",  # only sent, never asked for
    # The programme team, the lead of the zone that it concerns, whoever leaves and whoever takes over.
    "teams:hand_overs": "s 2 oooooo ooo ooo",
    "teams:begin_hand_over": "s 2 oooooo ooo ooo",
    "teams:hand_over": "s 2 o---o- --- ---",
    "teams:edit_hand_over": "s 2 o---r- --- ---",
    "teams:arrange": "s 2 o---o- --- ---",
    "teams:finish": "s 2 ------ --- ---",
    "teams:appetite": "s 2 oooooo ooo ooo",
    "teams:assessments_list": "s 2 oooooo ooo ooo",
    "teams:assessments": "s 2 o-oooo --o ---",
    "teams:assess": "s 2 rrrrro r-r --r",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "teams:team": lambda things: [things.team.pk],
    "teams:edit": lambda things: [things.team.pk],
    "teams:add_seat": lambda things: [things.team.pk],
    "teams:edit_seat": lambda things: [things.seat.pk],
    "teams:fill_seat": lambda things: [things.seat.pk],
    "teams:sitting": lambda things: [things.sitting.pk],
    "teams:agency": lambda things: [things.organisation.pk],
    "teams:mentoring": lambda things: [things.mentoring.pk],
    "teams:idea": lambda things: [things.idea.pk],
    "teams:edit_idea": lambda things: [things.idea.pk],
    "teams:follow_idea": lambda things: [things.idea.pk],
    "teams:hand_over": lambda things: [things.hand_over.pk],
    "teams:edit_hand_over": lambda things: [things.hand_over.pk],
    "teams:arrange": lambda things: [things.item.pk],
    "teams:finish": lambda things: [things.item.pk],
    "teams:assessments": lambda things: [things.organisation.pk, things.zone.pk],
    "teams:assess": lambda things: [things.organisation.pk],
}


def _teams(things: Things, many: int) -> None:
    Team.objects.bulk_create(TeamFactory.build_batch(many, partnership=things.partnership))


def _empty_seats(things: Things, many: int) -> None:
    Seat.objects.bulk_create(SeatFactory.build_batch(many, team=things.team))


def _organisations(things: Things, many: int) -> None:
    Organisation.objects.bulk_create(OrganisationFactory.build_batch(many, partnership=things.partnership))


def _mentorings(things: Things, many: int) -> None:
    link = {"champion": things.sitting.person, "zone": things.zone, "until": dt.date(2026, 2, 1)}
    Mentoring.objects.bulk_create(MentoringFactory.build_batch(many, **link))


def _ideas(things: Things, many: int) -> None:
    Idea.objects.bulk_create(IdeaFactory.build_batch(many, partnership=things.partnership, zone=things.zone))


def _hand_overs(things: Things, many: int) -> None:
    who = {"partnership": things.partnership, "person": things.sitting.person}
    HandOver.objects.bulk_create(HandOverFactory.build(**who, leaves_on=day) for day in _days(HandOver, many))


def _assessments(things: Things, many: int) -> None:
    about = {"organisation": things.organisation, "zone": things.zone, "by": None}
    days = _days(SelfAssessment, many)
    SelfAssessment.objects.bulk_create(SelfAssessmentFactory.build(**about, on=day) for day in days)


def _days(model: Any, many: int) -> list[dt.date]:
    """As many days, of which none was used before."""
    first = model.objects.count()
    return [dt.date(2000, 1, 1) + dt.timedelta(days=number) for number in range(first, first + many)]


LISTS = {
    "teams:index": ListPage(_teams, "There is no team here"),
    "teams:depends": ListPage(_empty_seats, "Every seat is filled"),
    "teams:champions": ListPage(_organisations, "No public service takes part yet"),
    "teams:mentorings": ListPage(_mentorings, "No champion mentors a zone yet"),
    "teams:ideas": ListPage(_ideas, "No idea is captured yet"),
    "teams:hand_overs": ListPage(_hand_overs, "Nobody hands anything over"),
    "teams:assessments_list": ListPage(_assessments, "No organisation has filled this in yet"),
}


def make(things: Things) -> None:
    ours = {"partnership": things.partnership}
    team = {"name": f"Team {things.label}", "kind": "people_team", "zone": things.zone}
    things.team = TeamFactory(**ours, **team)
    things.seat = SeatFactory(team=things.team, title=f"Chair {things.label}")
    things.sitting = SittingFactory(seat=things.seat, person=PersonFactory(name=f"Resident {things.label}"))
    ChampionAskFactory(organisation=things.organisation, note=f"By letter, {things.label}")
    things.mentoring = MentoringFactory(zone=things.zone, champion=things.sitting.person, note=things.label)
    things.idea = IdeaFactory(**ours, zone=things.zone, title=f"Idea {things.label}")
    IdeaChangeFactory(idea=things.idea)
    things.hand_over = HandOverFactory(**ours, person=things.sitting.person)
    things.item = HandOverItemFactory(
        hand_over=things.hand_over, kind="seat", title=f"Seat {things.label}", sitting=things.sitting
    )
    said = SelfAssessmentFactory(organisation=things.organisation, zone=things.zone, comment=things.label)
    AnswerFactory(assessment=said)
