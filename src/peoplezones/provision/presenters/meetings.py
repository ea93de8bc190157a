"""Says which meetings bring the same organisations together, and above all which do so at the same time."""

from collections.abc import Sequence
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rows import Entry, Part, Weekday
from .words import counted, joined, sentence_of

ALIKE = 3  # organisations in common from which two meetings at different times are worth a thought


def meetings_that_overlap(entries: Sequence[Entry]) -> list[str]:
    """First meetings at the same time that share organisations, then others that share at least three."""
    meetings = [entry for entry in entries if entry.is_meeting]
    said, told = [], set()
    for slot, together in _by_slot(meetings).items():
        common = _in_several(together)
        if len(together) > 1 and common:
            said.append(_at_once(slot, together, common))
            told |= {frozenset((a.number, b.number)) for a, b in combinations(together, 2)}
    for a, b in combinations(meetings, 2):
        common = [one for one in a.parties if one in b.parties]
        if len(common) >= ALIKE and frozenset((a.number, b.number)) not in told:
            words = _("%(first)s and %(second)s have %(count)s organisations in common: %(names)s.")
            names = {"first": a.title, "second": b.title, "names": joined(common)}
            said.append(words % {**names, "count": counted(len(common))})
    return said


def _by_slot(meetings: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {f"{day}-{part}": [] for day in Weekday.values for part in Part.values}
    for meeting in meetings:
        for slot in meeting.times:
            found[slot].append(meeting)
    return found


def _in_several(meetings: Sequence[Entry]) -> list[str]:
    """Organisations that sit in two or more of the meetings, in the order in which they are met."""
    parties = [party for meeting in meetings for party in meeting.parties]
    return [party for party in dict.fromkeys(parties) if parties.count(party) > 1]


def _at_once(slot: str, meetings: Sequence[Entry], common: Sequence[str]) -> str:
    words = ngettext(
        "%(meetings)s meetings on %(when)s have one organisation in common: %(names)s.",
        "%(meetings)s meetings on %(when)s have %(count)s organisations in common: %(names)s.",
        len(common),
    )
    return words % {
        "meetings": sentence_of(counted(len(meetings))),
        "when": _mornings(slot),
        "count": counted(len(common)),
        "names": joined(common),
    }


def _mornings(slot: str) -> str:
    """“Tuesday mornings”."""
    day, part = slot.split("-")
    words = {
        Part.MORNING: _("%(day)s mornings"),
        Part.AFTERNOON: _("%(day)s afternoons"),
        Part.EVENING: _("%(day)s evenings"),
    }[Part(part)]
    return words % {"day": Weekday(day).label}
