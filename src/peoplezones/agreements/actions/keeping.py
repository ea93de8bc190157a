"""Keeps agreements up to date: reviews them, ends them, and does each day what dates ask for."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation

from .. import queries, rules
from ..models import Agreement, Notice, Office, Review
from ..states import AGREEMENTS, RUNNING, State
from . import letters
from .moving import day_of, furthest, move, start
from .records import remove_over

DAYS_BEFORE = (90, 30, 7)


@transaction.atomic
def review(*, agreement: Agreement, seen: int, words: str, next_on: dt.date, by: Person, now: dt.datetime) -> Agreement:
    """Write down that it was looked at again; it goes on as it is until the next review."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = versions.take(agreement, seen=seen, by=by, now=now)
    AGREEMENTS.check_can("review", agreement.state)
    today = day_of(now)
    if agreement.last_day < today:
        raise NotPossibleNow(_("It has run out. Renew it instead."))
    if agreement.state_on(today) == State.ENDED:
        raise NotPossibleNow(_("A newer agreement has taken its place. Review that one."))
    if next_on > furthest(today):
        raise NotPossibleNow(_("Choose a day for the next review within ten years."))
    if next_on <= today or (agreement.ends_on and next_on > agreement.ends_on):
        raise NotPossibleNow(_("Choose a day for the next review that is to come, and not after its last day."))
    agreement.review_on = next_on
    Review.objects.create(agreement=agreement, at=now, **audit.whom("by", by), words=words, next_on=next_on)
    return move(agreement, "review", by=by, now=now, words=words)


@transaction.atomic
def end(*, agreement: Agreement, seen: int, words: str, by: Person, now: dt.datetime) -> Agreement:
    """End it today: from now on nothing flows under it."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = versions.take(agreement, seen=seen, by=by, now=now)
    AGREEMENTS.check_can("end", agreement.state)
    agreement.ended_on = day_of(now)
    move(agreement, "end", by=by, now=now, words=words)
    letters.ended(agreement, words)
    return agreement


@transaction.atomic
def name_office(*, organisation: Organisation, by: Person, now: dt.datetime) -> Office:
    """Say which organisation works for the partnership itself."""
    rules.check_may_keep(by, organisation.partnership_id)
    office, _new = Office.objects.update_or_create(
        partnership=organisation.partnership, defaults={"organisation": organisation}
    )
    audit.record(by=by, action="agreements.name_office", target=office, now=now)
    return office


def keep_up(*, by: Person | None, now: dt.datetime) -> dict[str, int]:
    """Move states that are behind their dates, write letters before reviews, take away records whose time is over.

    Each in a transaction of its own; done twice on a day, the second finds nothing. Gives back how many of each.
    One that fails stops no other: what failed is raised together when all was tried.
    """
    today = day_of(now)
    moves: dict[str, Callable[[Agreement], None]] = {
        "start": lambda one: start(one, by=by, now=now),
        "expire": lambda one: _expire(one, by, now),
        "fall_due": lambda one: _fall_due(one, by, now),
    }
    done, failed = dict.fromkeys([*moves, "notices"], 0), []

    def tried(name: str, deed: Callable[[], int]) -> None:
        try:
            done[name] += deed()
        except Exception as error:  # whatever is wrong with one agreement, the others are done
            error.add_note(name)
            failed.append(error)

    for name, make in moves.items():
        for number in queries.behind(name, today):
            tried(name, partial(_once, number, name, make, today))
    for number in queries.running():
        tried("notices", partial(_notice, number, today, now))
    done["removed"] = remove_over(by=by, now=now)
    if failed:
        raise ExceptionGroup("Some agreements could not be kept up to date.", failed)
    return done


@transaction.atomic
def _once(number: int, name: str, make: Callable[[Agreement], None], today: dt.date) -> bool:
    """Make the move unless somebody was faster: under the lock its state and its dates are asked again."""
    there = Agreement.objects.select_for_update().get(pk=number)
    if not queries.is_behind(there, name, today):
        return False
    make(there)
    return True


def _expire(agreement: Agreement, by: Person | None, now: dt.datetime) -> None:
    move(agreement, "expire", by=by, now=now)
    letters.expired(agreement)


def _fall_due(agreement: Agreement, by: Person | None, now: dt.datetime) -> None:
    move(agreement, "fall_due", by=by, now=now)
    letters.due(agreement)


@transaction.atomic
def _notice(number: int, today: dt.date, now: dt.datetime) -> int:
    """One letter for the nearest mark that was reached; those before it count as sent, so that none come together."""
    agreement = Agreement.objects.select_for_update().get(pk=number)
    if agreement.state not in RUNNING:
        return 0
    left = (agreement.next_day - today).days
    reached = [days for days in DAYS_BEFORE if 0 < left <= days]
    unsent = sorted(set(reached) - queries.notified(agreement))
    if not unsent or unsent[0] != min(reached):
        return 0
    Notice.objects.bulk_create(
        Notice(agreement=agreement, day=agreement.next_day, days=days, at=now) for days in unsent
    )
    letters.soon(agreement, left)
    return 1
