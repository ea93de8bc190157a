"""The one question: may this kind of record go from here to there, for this purpose, on this day? With the reason.

Dates and signatures decide, and not whether the daily job has moved a state already (ADR-0018).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from peoplezones.partners.models import Organisation
from peoplezones.ui.words import day
from peoplezones.zones.models import Zone
from peoplezones.zones.states import ZoneState

from ..models import Agreement, Party
from ..registry import kind_label, purpose_label
from ..states import State
from .register import missing

A_DAY = dt.timedelta(days=1)


class Reason(IntEnum):
    """Why something may flow or not; of several agreements the one with the smallest is told: the nearest to a yes."""

    SAME = 0
    IN_FORCE = 1
    LATER = 2
    UNSIGNED = 3
    EXPIRED = 4
    ENDED = 5
    ZONES = 6
    PURPOSE = 7
    DIRECTION = 8
    LEFT = 9
    NONE = 10


@dataclass(frozen=True)
class Answer:
    """Yes or no, in a sentence, and the agreement that it rests on."""

    allowed: bool
    sentence: str
    agreement: Agreement | None
    reason: Reason


@dataclass(frozen=True)
class _Question:
    kind: str
    giver: Organisation
    taker: Organisation
    purpose: str
    on: dt.date
    zone: Zone | None


def may_flow(
    kind: str,
    *,
    giver: Organisation,
    taker: Organisation,
    purpose: str,
    on: dt.date,
    zone: Zone | None = None,
    among: "QuerySet[Agreement] | None" = None,
) -> Answer:
    """Whether `kind` may go from `giver` to `taker` for `purpose` on a day, by the agreements of their partnership.

    `zone`: what it is about; none means the whole partnership, which an agreement on some zones does not cover.
    `among`: only these agreements are looked at, and named.
    """
    rows = Agreement.objects.order_by("pk") if among is None else among
    parties = Party.objects.order_by().filter(organisation__in=[giver, taker]).values("agreement")
    covers = Covers(rows.filter(partnership=giver.partnership_id, pk__in=parties))
    return covers.answer(kind, giver=giver, taker=taker, purpose=purpose, on=on, zone=zone)


class Covers:
    """Agreements read once, to be asked about many records."""

    def __init__(self, rows: "QuerySet[Agreement]") -> None:
        sent = rows.exclude(state=State.DRAFT)
        self.agreements: Sequence[Agreement] = list(
            sent.prefetch_related("parties__organisation", "items", "zones", "signatures", "replaced_by")
        )

    def answer(
        self,
        kind: str,
        *,
        giver: Organisation,
        taker: Organisation,
        purpose: str,
        on: dt.date,
        zone: Zone | None = None,
    ) -> Answer:
        if giver.pk == taker.pk:
            sentence = _("Yes: it stays within %(name)s, which needs no agreement.") % {"name": giver.name}
            return Answer(True, sentence, None, Reason.SAME)
        for one in (giver, taker):
            if one.left_on is not None and one.left_on <= on:
                sentence = _("No: %(name)s has left the partnership.") % {"name": one.name}
                return Answer(False, sentence, None, Reason.LEFT)
        question = _Question(kind, giver, taker, purpose, on, zone)
        found = [answer for one in self.agreements if (answer := _judged(one, question)) is not None]
        return min(found, key=_nearest, default=_nothing(question))


def _nearest(answer: Answer) -> tuple[int, int, int]:
    """Of two that are as near to a yes, the one that runs longer, then the newer one."""
    assert answer.agreement is not None
    return answer.reason, -answer.agreement.last_day.toordinal(), -answer.agreement.pk


def _nothing(question: _Question) -> Answer:
    words = {
        "kind": kind_label(question.kind),
        "giver": question.giver.name,
        "taker": question.taker.name,
        "purpose": purpose_label(question.purpose),
    }
    sentence = _("No agreement covers “%(kind)s” from %(giver)s to %(taker)s, to be used for “%(purpose)s”.") % words
    return Answer(False, sentence, None, Reason.NONE)


def _judged(agreement: Agreement, question: _Question) -> Answer | None:
    """What one agreement says; None where it is about something else."""
    parties = {party.organisation_id: party for party in agreement.parties.all()}
    giver, taker = parties.get(question.giver.pk), parties.get(question.taker.pk)
    if giver is None or taker is None or question.kind not in {item.kind for item in agreement.items.all()}:
        return None
    standing = _standing(agreement, question.on)
    if not giver.gives or not taker.gets:
        sentence = _("No: under “%(title)s” this does not go from %(giver)s to %(taker)s.")
        short = (Reason.DIRECTION, sentence)
    elif question.purpose not in agreement.purposes:
        short = (Reason.PURPOSE, _("No: “%(title)s” covers another purpose than “%(purpose)s”."))
    elif not _covers_zone(agreement, question.zone):
        named = any(zone.state != ZoneState.IDEA for zone in agreement.zones.all())
        covers = _("No: “%(title)s” covers only %(zones)s.") if named else _("No: “%(title)s” covers only other zones.")
        short = (Reason.ZONES, covers)
    else:
        return standing
    if not standing.allowed:
        return None  # it would not carry this even if it were in force
    words = {
        "title": agreement.title,
        "giver": question.giver.name,
        "taker": question.taker.name,
        "purpose": purpose_label(question.purpose),
        "zones": ", ".join(sorted(zone.name for zone in agreement.zones.all() if zone.state != ZoneState.IDEA)),
    }
    return Answer(False, short[1] % words, agreement, short[0])


def _covers_zone(agreement: Agreement, zone: Zone | None) -> bool:
    covered = {one.pk for one in agreement.zones.all()}
    return not covered or (zone is not None and zone.pk in covered)


def _standing(agreement: Agreement, on: dt.date) -> Answer:
    """Whether it is signed by all and in force on that day."""
    closed = agreement.closed_on
    words = {
        "title": agreement.title,
        "last": day(agreement.last_day if closed is None else min(agreement.last_day, closed - A_DAY)),
        "first": day(agreement.in_force_from) if agreement.in_force_from else "",
        "closed": day(closed) if closed else "",
        "missing": _listed([party.organisation.name for party in missing(agreement)]),
    }
    if agreement.in_force_from is None:
        return Answer(False, _("No: %(missing)s has not signed “%(title)s” yet.") % words, agreement, Reason.UNSIGNED)
    if on < agreement.in_force_from:
        return Answer(False, _("No: “%(title)s” starts only on %(first)s.") % words, agreement, Reason.LATER)
    if closed is not None and on >= closed:
        sentence = _("No: “%(title)s” was ended on %(closed)s.")
        if agreement.ended_on is None:
            sentence = _("No: a newer agreement takes the place of “%(title)s” on %(closed)s.")
        return Answer(False, sentence % words, agreement, Reason.ENDED)
    if on > agreement.last_day:
        sentence = _("No: “%(title)s” expired on %(last)s. Ask the programme team to renew it.")
        return Answer(False, sentence % words, agreement, Reason.EXPIRED)
    sentence = _("Yes: under “%(title)s” (in force until %(last)s).")
    return Answer(True, sentence % words, agreement, Reason.IN_FORCE)


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
