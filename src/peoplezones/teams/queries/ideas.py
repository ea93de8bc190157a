"""Reads ideas, what became of them and who follows them, within what a person may see."""

import datetime as dt

from django.db.models import Q, QuerySet

from peoplezones.accounts.models import Person

from ..models import Follow, Idea, IdeaChange
from . import scope


def seen_by(person: object, day: dt.date) -> "QuerySet[Idea]":
    """Those of a person's partnership or zones, their own, and those for all zones where they sit in a team."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return Idea.objects.none()
    zones = scope.own_zones(person).order_by().values("pk")
    sitting = scope.seats_taken(person, day)
    wanted = (
        scope.whole(scope.reads(person))
        | Q(zone__in=zones)
        | Q(zone__in=sitting.values("seat__team__zone"))
        | Q(zone=None, partnership__in=sitting.values("seat__team__partnership"))
        # A champion works for all zones of the partnership.
        | Q(partnership__in=sitting.filter(seat__team__kind="champion_team").values("seat__team__partnership"))
        | Q(captured_by=person)
    )
    found = Idea.objects.filter(wanted).select_related("zone", "partnership", "captured_by")
    return found.order_by("-captured_on", "-id")


def idea(person: object, number: int, day: dt.date) -> Idea | None:
    return seen_by(person, day).filter(pk=number).first()


def changes_of(idea: Idea) -> "QuerySet[IdeaChange]":
    return IdeaChange.objects.filter(idea=idea).select_related("by").order_by("at", "id")


def follows(person: object, idea: Idea) -> bool:
    return isinstance(person, Person) and Follow.objects.filter(idea=idea, person=person).exists()


def followers_of(idea: Idea) -> int:
    return Follow.objects.filter(idea=idea).count()
