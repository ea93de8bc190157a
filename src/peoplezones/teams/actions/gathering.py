"""Gathers what a person who leaves holds: seats, deputies, mentoring, ideas, organisations. Saves nothing."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from peoplezones.partners.models import Colleague

from ..models import Follow, HandOver, HandOverItem, ItemKind, Mentoring, Sitting, Team


def gather(hand_over: HandOver, day: dt.date) -> Iterator[HandOverItem]:
    """One item for each, in the order in which the pack tells them."""
    person, partnership = hand_over.person, hand_over.partnership_id
    yield from _seats(hand_over, day)
    goes_on = Q(until=None) | Q(until__gte=day)
    mentorings = Mentoring.objects.filter(goes_on, champion=person, zone__partnership=partnership)
    for mentoring in mentorings.select_related("zone").order_by("zone__name"):
        title = _("Mentoring of %(zone)s") % {"zone": mentoring.zone.name}
        yield _item(hand_over, ItemKind.MENTORING, title, mentoring.note, mentoring=mentoring)
    follows = Follow.objects.filter(person=person, idea__partnership=partnership)
    for follow in follows.select_related("idea").order_by("idea__title", "idea_id"):
        yield _item(hand_over, ItemKind.IDEA, follow.idea.title, follow.idea.get_state_display(), idea=follow.idea)
    works = Colleague.objects.filter(person=person, until=None, organisation__partnership=partnership)
    for work in works.select_related("organisation").order_by("organisation__name"):
        detail = _("May sign agreements.") if work.may_sign else ""
        yield _item(hand_over, ItemKind.ORGANISATION, f"{work.position}, {work.organisation}", detail)


def _seats(hand_over: HandOver, day: dt.date) -> Iterator[HandOverItem]:
    """Their own seats first, then those in which they stand in for somebody."""
    sittings = Sitting.objects.on(day).of(hand_over.person).filter(seat__team__partnership=hand_over.partnership_id)
    found = sittings.select_related("seat__team", "person", "promised_by", "deputy")
    in_order = found.order_by("seat__team__name", "seat__id")
    for sitting in sorted(in_order, key=lambda one: one.person_id != hand_over.person_id):
        if sitting.person_id == hand_over.person_id:
            detail = _rhythm(sitting.seat.team)
            if sitting.deputy:
                detail += " " + _("Deputy: %(name)s.") % {"name": sitting.deputy}
            yield _item(hand_over, ItemKind.SEAT, str(sitting.seat), detail, sitting=sitting)
        else:
            title = _("Deputy of %(who)s: %(seat)s") % {"who": sitting.who, "seat": sitting.seat}
            yield _item(hand_over, ItemKind.DEPUTY, title, _rhythm(sitting.seat.team), sitting=sitting)


def _rhythm(team: Team) -> str:
    """When it meets, as one sentence or two."""
    said = [team.get_rhythm_display(), team.meets.rstrip(".")]
    return " ".join(f"{words}." for words in said if words)


def _item(hand_over: HandOver, kind: ItemKind, title: str, detail: str, **record: object) -> HandOverItem:
    return HandOverItem(hand_over=hand_over, kind=kind, title=title[:250], detail=detail[:500], **record)
