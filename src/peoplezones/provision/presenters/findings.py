"""Says in plain sentences where work in a zone overlaps, what nobody does, and what hangs on one organisation."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peoplezones.places.models import Outcome

from ..rows import Audience, Entry, Kind, Part, Tool, Weekday
from ..rows.entry import PREVENTIVE, REACTIVE
from .meetings import meetings_that_overlap
from .words import audiences, counted, hours, joined, percent, sentence_of, tools

WEEKEND = (Weekday.SATURDAY.value, Weekday.SUNDAY.value)

NO_TOOL = {
    Tool.INTERACTION: gettext_lazy("Nobody works through human interaction: simply being with people."),
    Tool.INTEGRATION: gettext_lazy("Nobody works on community integration: bringing people into the life around them."),
    Tool.TREATMENT: gettext_lazy("Nobody offers treatment."),
    Tool.CONTROL: gettext_lazy("Nobody uses control."),
    Tool.ENVIRONMENT: gettext_lazy("Nobody works on shaping the environment."),
    Tool.BELIEVING: gettext_lazy("Nobody works on believing is being: good news, and what people are proud of."),
}
NO_OUTCOME = {
    Outcome.SAFE: gettext_lazy("Nothing here is meant to keep people safe."),
    Outcome.WELL: gettext_lazy("Nothing here is meant to help people be well."),
    Outcome.SKILLS: gettext_lazy("Nothing here is meant to give people skills."),
    Outcome.RESOURCES: gettext_lazy("Nothing here is meant to give people resources."),
}
ALONE_OUTCOME = {
    Outcome.SAFE: gettext_lazy("keeps people safe"),
    Outcome.WELL: gettext_lazy("helps people be well"),
    Outcome.SKILLS: gettext_lazy("gives people skills"),
    Outcome.RESOURCES: gettext_lazy("gives people resources"),
}


@dataclass(frozen=True)
class Findings:
    """Sentences, by what they are about; each list is empty where there is nothing to say."""

    balance: list[str]
    overlaps: list[str]
    gaps: list[str]
    single: list[str]
    meetings: list[str]


def findings(entries: Sequence[Entry]) -> Findings:
    """What can be seen in the roles, services and meetings that run; nothing where there are none."""
    work = [entry for entry in entries if not entry.is_meeting]
    return Findings(
        balance=balance(work),
        overlaps=overlaps(work),
        gaps=gaps(work) if work else [],
        single=single_providers(work),
        meetings=meetings_that_overlap(entries),
    )


def balance(work: Sequence[Entry]) -> list[str]:
    """How many hours there are, and which share of them is preventive."""
    total = sum(entry.hours for entry in work)
    told = [entry for entry in work if entry.tools]
    if not total or not told:
        return []
    before = sum(entry.share_of_hours(PREVENTIVE) for entry in told)
    after = sum(entry.share_of_hours(REACTIVE) for entry in told)
    words = _(
        "About %(hours)s hours a week go into roles and services: %(preventive)s of them into human interaction and "
        "community integration, which prevent, and %(reactive)s into treatment and control, which mostly answer "
        "what has happened."
    )
    shares = {"preventive": percent(before, total), "reactive": percent(after, total)}
    return [words % {"hours": hours(total), **shares}]


def overlaps(work: Sequence[Entry]) -> list[str]:
    """Two services or more that reach the same people with the same tool; the larger groups first."""
    services = [entry for entry in work if entry.kind == Kind.SERVICE]
    groups: dict[tuple[str, tuple[Entry, ...]], list[str]] = defaultdict(list)
    for audience in Audience.values:
        for tool in Tool.values:
            same = tuple(one for one in services if audience in one.audiences and tool in one.tools)
            if len(same) > 1:
                groups[audience, same].append(tool)
    said = []
    for (audience, same), with_tools in sorted(groups.items(), key=lambda group: -len(group[0][1])):
        words = _("%(count)s services reach %(audience)s through %(tools)s: %(names)s.") % {
            "count": sentence_of(counted(len(same))),
            "audience": audiences([audience]),
            "tools": tools(with_tools),
            "names": joined(one.title for one in same),
        }
        if never(same, at_weekend):
            rest = _("None of them works at weekends.") if len(same) > 2 else _("Neither works at weekends.")
            words = f"{words} {rest}"
        said.append(words)
    return said


def at_weekend(slot: str) -> bool:
    return slot.startswith(WEEKEND)


def in_the_evening(slot: str) -> bool:
    return slot.endswith(Part.EVENING.value)


def never(work: Collection[Entry], then: Callable[[str], bool]) -> bool:
    """All of them say when they work, and none does so then."""
    return bool(work) and all(
        entry.times and not entry.by_appointment and not any(map(then, entry.times)) for entry in work
    )


def gaps(work: Sequence[Entry]) -> list[str]:
    """Tools, outcomes, people and times for which there is nothing."""
    used = {tool for entry in work for tool in entry.tools}
    said = [str(words) for tool, words in NO_TOOL.items() if tool not in used]
    served = {outcome for entry in work for outcome in entry.outcomes}
    said += [str(words) for outcome, words in NO_OUTCOME.items() if outcome not in served]
    reached = {audience for entry in work for audience in entry.audiences}
    missing = [one for one in Audience.values if one not in reached and one != Audience.EVERYBODY]
    if missing:
        said.append(_("Nothing is meant for %(audiences)s in particular.") % {"audiences": audiences(missing)})
    if Audience.EVERYBODY not in reached:
        said.append(_("Nothing is open to the whole neighbourhood."))
    return said + gaps_in_time(work)


def gaps_in_time(work: Sequence[Entry]) -> list[str]:
    """Days and parts of days on which nothing happens, as far as somebody said when things happen."""
    slots = {slot for entry in work for slot in entry.times}
    if not slots:
        return []
    said = []
    if not any(map(at_weekend, slots)):
        said.append(_("Nothing happens at weekends."))
    if not any(map(in_the_evening, slots)):
        said.append(_("Nothing happens in the evening."))
    free = [day for day in Weekday.values if day not in WEEKEND and not any(slot.startswith(day) for slot in slots)]
    if free:
        days = joined(Weekday(day).label for day in free)
        said.append(_("Nothing happens on these days: %(days)s.") % {"days": days})
    for audience in Audience.values:
        theirs = [entry for entry in work if audience in entry.audiences]
        for then, words in (
            (at_weekend, _("Nothing for %(audience)s happens at weekends.")),
            (in_the_evening, _("Nothing for %(audience)s happens in the evening.")),
        ):
            if any(map(then, slots)) and never(theirs, then):
                said.append(words % {"audience": audiences([audience])})
    if said and any(entry.by_appointment for entry in work):
        said.append(_("What is by appointment may happen at other times too."))
    return said


def single_providers(work: Sequence[Entry]) -> list[str]:
    """What would stop if one organisation left; nothing to say where there is only one at all."""
    if len({entry.organisation for entry in work}) < 2:
        return []
    said = []
    for organisation, keys in _alone(work, "tools", Tool.values):
        words = _("Only %(organisation)s works through %(tools)s.")
        said.append(words % {"organisation": organisation, "tools": tools(keys)})
    for organisation, keys in _alone(work, "audiences", Audience.values):
        words = _("Only %(organisation)s reaches %(audiences)s.")
        said.append(words % {"organisation": organisation, "audiences": audiences(keys)})
    for organisation, keys in _alone(work, "outcomes", Outcome.values):
        does = joined(ALONE_OUTCOME[Outcome(key)] for key in keys)
        said.append(_("Only %(organisation)s %(does)s.") % {"organisation": organisation, "does": does})
    return said


def _alone(work: Sequence[Entry], of: str, values: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Organisations with the values that no other one serves, in the order of the values."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        serving = {entry.organisation for entry in work if value in getattr(entry, of)}
        if len(serving) == 1:
            found[serving.pop()].append(value)
    return list(found.items())


def how_many(entries: Sequence[Entry], *, is_over: bool = False) -> str:
    """“Nine roles, seven services and two meetings work here today.”"""
    many = {kind: sum(entry.kind == kind for entry in entries) for kind in Kind}
    parts = [
        words % {"count": counted(many[kind])}
        for kind, words in (
            (Kind.ROLE, ngettext("%(count)s role", "%(count)s roles", many[Kind.ROLE])),
            (Kind.SERVICE, ngettext("%(count)s service", "%(count)s services", many[Kind.SERVICE])),
            (Kind.MEETING, ngettext("%(count)s meeting", "%(count)s meetings", many[Kind.MEETING])),
        )
        if many[kind]
    ]
    today = ngettext("%(parts)s works here today.", "%(parts)s work here today.", len(entries))
    words = _("%(parts)s worked here then.") if is_over else today
    return sentence_of(words % {"parts": joined(parts)}) if parts else ""
