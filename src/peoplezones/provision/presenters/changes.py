"""What has changed since a baseline: added, ended, other hours, and how the preventive share has moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..queries import Kept
from ..rows import Entry
from ..rows.entry import PREVENTIVE
from .words import counted, hours, percent, sentence_of


@dataclass(frozen=True)
class OtherHours:
    entry: Entry
    before: float
    now: float


@dataclass(frozen=True)
class Changes:
    """Items that came, that ended, and whose hours are others; an item is the same one while its number is."""

    added: list[Entry]
    ended: list[Entry]
    hours: list[OtherHours]
    same: int  # items that are as they were


def changes(before: Sequence[Entry], now: Sequence[Entry]) -> Changes:
    old = {entry.number: entry for entry in before}
    new = {entry.number: entry for entry in now}
    both = [(old[number], entry) for number, entry in new.items() if number in old]
    other = [OtherHours(entry, was.hours, entry.hours) for was, entry in both if was.hours != entry.hours]
    return Changes(
        added=[entry for number, entry in new.items() if number not in old],
        ended=[entry for number, entry in old.items() if number not in new],
        hours=other,
        same=len(both) - len(other),
    )


def said(kept: Kept, now: Sequence[Entry]) -> list[str]:
    """The comparison in sentences, the counts first."""
    found = changes(kept.entries, now)
    day = date_format(kept.mapping.as_at, "j F Y")
    if not (found.added or found.ended or found.hours):
        return [_("Nothing has changed since the baseline of %(day)s.") % {"day": day}]
    parts = _("Since the baseline of %(day)s: %(added)s, %(ended)s, %(hours)s.") % {
        "day": day,
        "added": _many(found.added, ngettext("%(count)s added", "%(count)s added", len(found.added))),
        "ended": _many(found.ended, ngettext("%(count)s ended", "%(count)s ended", len(found.ended))),
        "hours": _many(
            found.hours, ngettext("%(count)s has other hours", "%(count)s have other hours", len(found.hours))
        ),
    }
    return [parts, *_hours_said(kept.entries, now)]


def _many(found: Sequence[object], words: str) -> str:
    return words % {"count": counted(len(found))}


def _hours_said(before: Sequence[Entry], now: Sequence[Entry]) -> list[str]:
    then, today = (_work_hours(entries) for entries in (before, now))
    words = _("Hours a week of roles and services went from %(then)s to %(now)s.")
    if then == today:
        words = _("Hours a week of roles and services are the same: %(now)s.")
    sentences = [words % {"then": hours(then), "now": hours(today)}]
    if then and today:
        shares = [_preventive(entries) / total for entries, total in ((before, then), (now, today))]
        words = _("The share that is preventive was %(then)s and is %(now)s.")
        sentences.append(words % {"then": percent(shares[0], 1), "now": percent(shares[1], 1)})
    return [sentence_of(sentence) for sentence in sentences]


def _work_hours(entries: Sequence[Entry]) -> float:
    return sum(entry.hours for entry in entries if not entry.is_meeting)


def _preventive(entries: Sequence[Entry]) -> float:
    return sum(entry.share_of_hours(PREVENTIVE) for entry in entries if not entry.is_meeting)
