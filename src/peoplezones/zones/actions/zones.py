"""Starts zones, and changes what they say of themselves."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, days, versions
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import NameChange, PhaseChange, StateChange, Zone
from ..states import Phase, ZoneState
from .boundaries import make_of_areas

WORDS_OF_ADDRESSES = frozenset({"new"})  # what stands where the name of a zone would


@transaction.atomic
def create(
    *,
    partnership: Partnership,
    name: str,
    summary: str,
    story: str,
    area_codes: Sequence[str],
    since: dt.date,
    near_km: Decimal = Decimal(1),
    state: ZoneState = ZoneState.DEVELOPING,
    by: Person,
    now: dt.datetime,
) -> Zone:
    """Start a zone: as an idea that only those who work with it see, or in its first phase, made of whole areas.

    Raises Refused when it may not or cannot be.
    """
    rules.check_may_create(by, partnership)
    if state not in (ZoneState.IDEA, ZoneState.DEVELOPING):
        raise NotPossibleNow(_("A zone starts as an idea, or by being developed."))
    slug = slugify(name)[: Zone._meta.get_field("slug").max_length]
    if not slug:
        raise NotPossibleNow(_("Give the zone a name with letters in it."))
    if slug in WORDS_OF_ADDRESSES:
        raise NotPossibleNow(_("This name is a word that our addresses need. Choose another one."))
    if alike := Zone.objects.filter(Q(name__iexact=name) | Q(slug=slug)).first():
        raise _taken(alike.name)
    made = Zone(
        partnership=partnership,
        slug=slug,
        name=name,
        summary=summary,
        story=story,
        near_km=near_km,
        state=state,
        phase=Phase.CONCEPT,
        since=since,
    )
    _save(made)
    if area_codes or state != ZoneState.IDEA:
        first_day = min(since, timezone.localdate(now))
        make_of_areas(zone=made, area_codes=area_codes, since=first_day, by=by, now=now)
    StateChange.objects.create(zone=made, to=state, at=now, by=by)
    PhaseChange.objects.create(zone=made, to=Phase.CONCEPT, at=now, by=by)
    detail = {"areas": sorted(area_codes), "state": str(state)}
    audit.record(by=by, action="zones.create", target=made, now=now, detail=detail)
    return made


@transaction.atomic
def edit(
    *,
    zone: Zone,
    seen: int,
    name: str,
    summary: str,
    story: str,
    near_km: Decimal,
    by: Person,
    now: dt.datetime,
) -> Zone:
    """Change what a zone says of itself; its address stays. Raises EditedMeanwhile when `seen` is not its version."""
    rules.check_may_edit(by, zone)
    zone = versions.take(zone, seen=seen, by=by, now=now)
    before = zone.name
    zone.name, zone.summary, zone.story, zone.near_km = name, summary, story, near_km
    if alike := Zone.objects.filter(name__iexact=name).exclude(pk=zone.pk).first():
        raise _taken(alike.name)
    _save(zone)
    if name != before:
        NameChange.objects.create(zone=zone, before=before, after=name, at=now, by=by)
    audit.record(by=by, action="zones.edit", target=zone, now=now)
    return zone


def _taken(name: str) -> NotPossibleNow:
    sentence = _("There is already a zone called %(name)s. Choose another name.")
    return NotPossibleNow(sentence % {"name": name})


def _save(made: Zone) -> None:
    """Checked by the model first, so that what is too long is said in words; two at once are told apart here."""
    days.check(made)
    try:
        made.full_clean()
        with transaction.atomic():
            made.save()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise _taken(made.name) from error
