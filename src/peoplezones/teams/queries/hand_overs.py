"""Reads hand-overs and what is in them, within what a person may see."""

import datetime as dt

from django.db.models import Count, Q, QuerySet

from peoplezones.accounts.models import Partnership, Person
from peoplezones.zones.models import Zone

from ..models import HandOver, HandOverItem
from ..states import ItemState
from . import scope
from .people import people_of


def seen_by(person: object) -> "QuerySet[HandOver]":
    """Those of a person's programme, their own, those of which they take something over, and of the zones they lead."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return HandOver.objects.none()
    theirs = _items_of(person).order_by().values("hand_over")
    wanted = scope.whole(scope.runs(person)) | Q(person=person) | Q(pk__in=theirs)
    return HandOver.objects.filter(wanted).select_related("person", "partnership").order_by("-leaves_on", "-id")


def listed(person: object) -> "QuerySet[HandOver]":
    """Each with how many things there are, and how many are still open or not yet done."""
    seen = Q(items__in=items_seen_by(person).order_by().values("pk"))
    return seen_by(person).annotate(
        things=Count("items", filter=seen),
        open_things=Count("items", filter=seen & Q(items__state=ItemState.OPEN)),
        done_things=Count("items", filter=seen & Q(items__state=ItemState.DONE)),
    )


def hand_over(person: object, number: int) -> HandOver | None:
    return seen_by(person).filter(pk=number).first()


def items_seen_by(person: object) -> "QuerySet[HandOverItem]":
    """What a person may see of hand-overs: all of it, or what they take over and what concerns their zones."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return HandOverItem.objects.none()
    whole = scope.whole(scope.runs(person), "hand_over__partnership") | Q(hand_over__person=person)
    found = HandOverItem.objects.filter(whole | Q(pk__in=_items_of(person).order_by().values("pk")))
    found = found.select_related("hand_over__person", "hand_over__partnership", "successor", "idea")
    return found.select_related("sitting__seat__team__zone", "sitting__deputy", "mentoring__zone").order_by(
        "hand_over", "id"
    )


def _items_of(person: Person) -> "QuerySet[HandOverItem]":
    led: QuerySet[Zone] = scope.led_zones(person).order_by()
    in_zone = Q()
    for path in ("sitting__seat__team__zone", "mentoring__zone", "idea__zone"):
        in_zone |= Q(**{f"{path}__in": led.values("pk")})
    return HandOverItem.objects.filter(Q(successor=person) | in_zone)


def items_of(person: object, hand_over: HandOver) -> "QuerySet[HandOverItem]":
    return items_seen_by(person).filter(hand_over=hand_over)


def item(person: object, number: int) -> HandOverItem | None:
    return items_seen_by(person).filter(pk=number).select_related("hand_over__partnership").first()


def may_begin(person: object, day: dt.date) -> bool:
    """Whether a person works in some partnership, and so has something to hand over."""
    return isinstance(person, Person) and not scope.shut_out(person) and scope.worked_in(person, day).exists()


def may_leave(person: Person, day: dt.date) -> list[tuple[Partnership, Person]]:
    """For whom a person may begin a hand-over, and in which partnership; themselves first."""
    mine = list(scope.worked_in(person, day))
    found = [(partnership, person) for partnership in mine]
    for partnership in mine:
        if scope.runs(person).holds(partnership.pk):
            found += [(partnership, other) for other in people_of(partnership.pk).exclude(pk=person.pk)]
    return found
