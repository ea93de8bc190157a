"""Writes the problems that a zone was chosen for, and keeps them as they were from the day that it is active."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days, versions
from peoplezones.foundation.refusals import NotPossibleNow

from .. import rules
from ..models import KeyProblem, Zone


@transaction.atomic
def add_problem(
    *,
    zone: Zone,
    title: str,
    words: str,
    evidence: str,
    as_of: dt.date,
    source: str,
    by: Person,
    now: dt.datetime,
) -> KeyProblem:
    """Add a problem: to the baseline until the zone is active, beside it afterwards."""
    rules.check_may_edit(by, zone)
    zone = Zone.objects.select_for_update().get(pk=zone.pk)
    days.check(KeyProblem(zone=zone, as_of=as_of))
    made = KeyProblem.objects.create(
        zone=zone,
        title=title,
        words=words,
        evidence=evidence,
        as_of=as_of,
        source=source,
        added_at=now,
        added_by=by,
        is_baseline=not zone.is_frozen,
    )
    audit.record(by=by, action="zones.add_problem", target=made, now=now, detail={"zone": zone.pk})
    return made


@transaction.atomic
def edit_problem(
    *,
    problem: KeyProblem,
    seen: int,
    title: str,
    words: str,
    evidence: str,
    as_of: dt.date,
    source: str,
    by: Person,
    now: dt.datetime,
) -> KeyProblem:
    """Change a problem, as long as the zone is not active yet; raises EditedMeanwhile, or Refused."""
    rules.check_may_edit(by, problem.zone)
    _check_not_frozen(problem)
    problem = versions.take(problem, seen=seen, by=by, now=now)
    problem.title, problem.words, problem.evidence = title, words, evidence
    problem.as_of, problem.source = as_of, source
    days.check(problem)
    problem.save()
    audit.record(by=by, action="zones.edit_problem", target=problem, now=now)
    return problem


@transaction.atomic
def remove_problem(*, problem: KeyProblem, by: Person, now: dt.datetime) -> None:
    """Take a problem away, as long as the zone is not active yet."""
    rules.check_may_edit(by, problem.zone)
    _check_not_frozen(problem)
    audit.record(by=by, action="zones.remove_problem", target=problem, now=now)
    problem.delete()


def _check_not_frozen(problem: KeyProblem) -> None:
    if Zone.objects.select_for_update().get(pk=problem.zone_id).is_frozen:
        raise NotPossibleNow(
            _("The zone has been active, so this stays as it is: later work is compared with it. Add a new one.")
        )
