"""Builds valid rows of teams for tests."""

import datetime as dt

import factory

from peoplezones.teams.models import (
    Answer,
    ChampionAsk,
    Follow,
    HandOver,
    HandOverItem,
    Idea,
    IdeaChange,
    Mentoring,
    Seat,
    SelfAssessment,
    Sitting,
    Team,
)
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.zones.factories import ZoneFactory

DAY = dt.date(2026, 1, 12)


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    partnership = factory.SubFactory(PartnershipFactory)
    kind = "project_team"
    name = factory.Sequence(lambda number: f"Team {number}")
    purpose = "Brings together who works here."
    rhythm = "weekly"
    since = dt.date(2026, 1, 5)


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    team = factory.SubFactory(TeamFactory)
    title = factory.Sequence(lambda number: f"Seat {number}")


class SittingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sitting

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    since = DAY


class ChampionAskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChampionAsk

    organisation = factory.SubFactory(OrganisationFactory)
    on = DAY
    by = factory.SubFactory(PersonFactory)


class MentoringFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mentoring

    champion = factory.SubFactory(PersonFactory)
    zone = factory.SubFactory(ZoneFactory)
    since = DAY


class IdeaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Idea

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda number: f"Idea {number}")
    text = "Meet outside when the weather is good."
    captured_on = DAY


class IdeaChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IdeaChange

    idea = factory.SubFactory(IdeaFactory)
    to = "captured"
    at = WHEN
    by = factory.SubFactory(PersonFactory)


class FollowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Follow

    idea = factory.SubFactory(IdeaFactory)
    person = factory.SubFactory(PersonFactory)
    since = WHEN


class HandOverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HandOver

    partnership = factory.SubFactory(PartnershipFactory)
    person = factory.SubFactory(PersonFactory)
    leaves_on = dt.date(2026, 3, 31)
    begun_at = WHEN


class HandOverItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HandOverItem

    hand_over = factory.SubFactory(HandOverFactory)
    kind = "other"
    title = factory.Sequence(lambda number: f"Key {number}")


class SelfAssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SelfAssessment

    organisation = factory.SubFactory(OrganisationFactory)
    zone = factory.SubFactory(ZoneFactory)
    on = DAY
    by = factory.SubFactory(PersonFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    assessment = factory.SubFactory(SelfAssessmentFactory)
    statement = "time"
    level = 3
