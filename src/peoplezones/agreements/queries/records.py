"""Reads shared records: which a person may read, and of which they may only know that they are there."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import PROGRAMME_TEAM
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from ..models import Agreement, GlassBreak, Party, SharedRecord
from .flowing import Answer, Covers
from .register import zones_led


@dataclass(frozen=True)
class Access:
    """How a person stands to one record: what they are told, for which organisation they read, the glass they broke."""

    answer: Answer | None  # None: they work for no organisation
    taker: Organisation | None
    glass: GlassBreak | None

    @property
    def may_read(self) -> bool:
        return self.glass is not None or (self.answer is not None and self.answer.allowed)


def _kept(on: dt.date) -> "QuerySet[SharedRecord]":
    """Records whose time is not over, whether or not the daily job has taken the others away."""
    rows = SharedRecord.objects.filter(kept_until__gte=on)
    return rows.select_related("giver", "zone", "partnership").order_by("-shared_at", "-id")


def records_of(organisation: Organisation, on: dt.date) -> "QuerySet[SharedRecord]":
    """What an organisation itself shares."""
    return _kept(on).filter(giver=organisation)


def _answers(takers: list[Organisation]) -> Covers:
    parties = Party.objects.filter(organisation__in=takers).order_by().values("agreement")
    return Covers(Agreement.objects.filter(pk__in=parties).order_by("pk"))


def readable_records(person: object, on: dt.date) -> "QuerySet[SharedRecord]":
    """Those that one of a person's organisations shares, or may get today under an agreement."""
    takers = list(partners.own(person))
    here = _kept(on).filter(partnership__in=[one.partnership_id for one in takers])
    if not takers:
        return here.none()
    sorts = here.exclude(giver__in=takers).order_by("giver", "purpose", "zone", "kind")
    found = list(sorts.values_list("giver", "purpose", "zone", "kind").distinct())
    organisations = Organisation.objects.in_bulk({giver for giver, *_rest in found})
    zones = Zone.objects.in_bulk({zone for _giver, _purpose, zone, _kind in found if zone})
    covers, kinds = _answers(takers), defaultdict(list)
    for giver, purpose, zone, kind in found:
        ask: dict[str, Any] = {"giver": organisations[giver], "purpose": purpose, "on": on, "zone": zones.get(zone)}
        if any(covers.answer(kind, taker=taker, **ask).allowed for taker in takers):
            kinds[giver, purpose, zone].append(kind)
    wanted = Q(giver__in=takers)
    for (giver, purpose, zone), allowed in kinds.items():
        wanted |= Q(giver=giver, purpose=purpose, zone=zone, kind__in=allowed)
    return here.filter(wanted)


def known_records(person: object, on: dt.date) -> "QuerySet[SharedRecord]":
    """Those of which a person may know that they are there: the programme team's, and those about a zone they lead."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return SharedRecord.objects.none()
    team = accounts.scope_of(person, [PROGRAMME_TEAM]).of(SharedRecord.objects.order_by()).values("pk")
    led = Q(zone__in=zones_led(person).order_by().values("pk"), zone__partnership=F("partnership"))
    return _kept(on).filter(Q(pk__in=team) | led)


def visible_records(person: object, on: dt.date) -> "QuerySet[SharedRecord]":
    """Both of the above."""
    readable, known = readable_records(person, on).order_by(), known_records(person, on).order_by()
    return _kept(on).filter(Q(pk__in=readable.values("pk")) | Q(pk__in=known.values("pk")))


def record(person: object, number: int, on: dt.date) -> SharedRecord | None:
    """One of those that a person may read, or know of."""
    return visible_records(person, on).filter(pk=number).first()


def access_to(record: SharedRecord, *, person: Person, now: dt.datetime, on: dt.date) -> Access:
    """How a person stands to a record; of several organisations of theirs the first that may get it counts."""
    takers = [one for one in partners.own(person) if one.partnership_id == record.partnership_id]
    covers = _answers(takers)
    ask: dict[str, Any] = {"giver": record.giver, "purpose": record.purpose, "on": on, "zone": record.zone}
    found = [(covers.answer(record.kind, taker=taker, **ask), taker) for taker in takers]
    answer, taker = min(found, key=lambda pair: pair[0].reason, default=(None, None))
    return Access(answer, taker, open_glass(record, person=person, now=now))


def open_glass(record: SharedRecord, *, person: Person, now: dt.datetime) -> GlassBreak | None:
    """The glass that a person broke for this record, while it stays open."""
    mine = GlassBreak.objects.filter(record=record, person_id=person.pk, at__lte=now, until__gt=now)
    return mine.order_by("-until").first()


def glass_broken(person: object) -> "QuerySet[GlassBreak]":
    """Every break of a glass in the partnerships whose programme team a person is of, the newest first."""
    scope = accounts.scope_of(person, [PROGRAMME_TEAM])
    return scope.of(GlassBreak.objects.select_related("giver", "record")).order_by("-at", "-id")


def over(on: dt.date) -> "QuerySet[SharedRecord]":
    """Records whose time is over, to be taken away."""
    return SharedRecord.objects.filter(kept_until__lt=on).select_related("giver").order_by("pk")
