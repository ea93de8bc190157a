"""Which organisations reach the same people or sit in the same meetings: a drawing, a table and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.ui import charts
from peoplezones.ui.charts import Chart
from zonelab.core.figures import Link

from ..rows import Audience, Entry
from .words import audiences, counted, joined, sentence_of

MOST = 24  # organisations that are drawn: more cannot be told apart on a phone


@dataclass(frozen=True)
class Pair:
    """Two organisations by name, whom both reach and in which meetings both sit."""

    first: str
    second: str
    audiences: tuple[str, ...]
    meetings: tuple[str, ...]


def pairs(entries: Sequence[Entry]) -> list[Pair]:
    """Every two organisations that share an audience or a meeting, by name."""
    reached: dict[str, set[str]] = {}
    sits: dict[str, set[str]] = {}
    for entry in entries:
        for party in entry.parties:
            reached.setdefault(party, set())
            sits.setdefault(party, set())
        if entry.is_meeting:
            for party in entry.parties:
                sits[party].add(entry.title)
        else:
            reached[entry.organisation] |= set(entry.audiences)
    found = []
    for first, second in combinations(sorted(reached), 2):
        both = tuple(one for one in Audience.values if one in reached[first] & reached[second])
        meet = tuple(sorted(sits[first] & sits[second]))
        if both or meet:
            found.append(Pair(first, second, both, meet))
    return found


def strangers(linked: Sequence[Pair]) -> list[Pair]:
    """Those who reach the same people and sit in no meeting together."""
    return [pair for pair in linked if not pair.meetings]


def said(linked: Sequence[Pair]) -> str:
    """The sentence of the drawing."""
    meet = [pair for pair in linked if pair.meetings]
    apart = strangers(linked)
    words = ngettext(
        "One pair of organisations sits in a meeting together.",
        "%(count)s pairs of organisations sit in a meeting together.",
        len(meet),
    ) % {"count": sentence_of(counted(len(meet)))}
    if not apart:
        return words
    more = ngettext(
        "One pair reaches the same people and never meets: the dashed line.",
        "%(count)s pairs reach the same people and never meet: the dashed lines.",
        len(apart),
    ) % {"count": sentence_of(counted(len(apart)))}
    return f"{words} {more}"


def chart(entries: Sequence[Entry]) -> Chart | None:
    """None where no two organisations have anything in common."""
    linked = pairs(entries)
    if not linked:
        return None
    names, left_out = _drawn(linked)
    sentence = said(linked)
    if left_out:
        more = ngettext(
            "One more organisation, with the fewest links, is in the table alone.",
            "%(count)s more organisations, with the fewest links, are in the table alone.",
            left_out,
        )
        sentence = f"{sentence} {more % {'count': left_out}}"
    place = {name: number for number, name in enumerate(names)}
    links = [
        Link(place[pair.first], place[pair.second], max(1, len(pair.meetings)), loose=not pair.meetings)
        for pair in linked
        if pair.first in place and pair.second in place
    ]
    rows = [
        (pair.first, pair.second, joined(pair.meetings) or "–", audiences(pair.audiences) or "–") for pair in linked
    ]
    return charts.network(
        "network",
        title=_("Who meets whom, and who reaches the same people"),
        sentence=sentence,
        names=names,
        links=links,
        headers=[_("Organisation"), _("And"), _("Meetings of both"), _("People whom both reach")],
        rows=rows,
    )


def _drawn(linked: Sequence[Pair]) -> tuple[list[str], int]:
    """The best linked organisations by name, and how many are left out."""
    ends = [end for pair in linked for end in (pair.first, pair.second)]
    by_links = sorted(set(ends), key=lambda name: (-ends.count(name), name))
    return sorted(by_links[:MOST]), len(by_links[MOST:])
