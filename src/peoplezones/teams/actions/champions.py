"""Asks organisations for their champion, reminds them, and links champions to zones as mentors."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .. import rules
from ..models import ChampionAsk, Mentoring, Seat, SeatKind, Team, TeamKind
from ..queries.champions import champions_of
from .keeping import save


@transaction.atomic
def ask(*, organisation: Organisation, on: dt.date, note: str = "", by: Person, now: dt.datetime) -> ChampionAsk:
    """Note that an organisation was asked to name its champion, or was reminded; its seat waits from then on."""
    rules.check_may_ask_champions(by, organisation.partnership)
    team = Team.objects.filter(partnership=organisation.partnership, kind=TeamKind.CHAMPION_TEAM, ended_on=None).first()
    if team is None:
        raise NotPossibleNow(_("There is no Champion Team yet. Start it first, then ask for champions."))
    wanted = {"team": team, "kind": SeatKind.CHAMPION, "organisation": organisation, "ended_on": None}
    title = (_("Champion of %(organisation)s") % {"organisation": organisation.name})[:120]
    Seat.objects.get_or_create(**wanted, defaults={"title": title, "is_required": True})
    made = ChampionAsk(organisation=organisation, on=on, note=note, by=by)
    save(made, refusal=_("You noted a request on that day already. Choose another day."))
    audit.record(by=by, action="teams.ask_for_champion", target=made, now=now)
    return made


@transaction.atomic
def link_mentor(
    *,
    champion: int,
    zone: Zone,
    note: str = "",
    since: dt.date,
    until: dt.date | None = None,
    by: Person,
    now: dt.datetime,
) -> Mentoring:
    """Note that a champion (by number) mentors a zone."""
    rules.check_may_link_mentors(by, zone.partnership)
    if not champions_of(zone.partnership_id, since).filter(pk=champion).exists():
        raise NotPossibleNow(_("Only somebody who sits in the Champion Team on that day can mentor a zone."))
    made = Mentoring(champion_id=champion, zone=zone, note=note, since=since, until=until)
    _check_days(made)
    save(made, refusal=_twice())
    audit.record(by=by, action="teams.link_mentor", target=made, now=now)
    return made


@transaction.atomic
def change_mentoring(
    *,
    mentoring: Mentoring,
    version: int,
    note: str,
    since: dt.date,
    until: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> Mentoring:
    """Change what a mentor helps with, or from when to when."""
    rules.check_may_link_mentors(by, mentoring.zone.partnership)
    taken = versions.take(mentoring, seen=version, by=by, now=now)
    taken.note, taken.since, taken.until = note, since, until
    _check_days(taken)
    save(taken, refusal=_twice())
    audit.record(by=by, action="teams.change_mentoring", target=taken, now=now)
    return taken


def _check_days(mentoring: Mentoring) -> None:
    if mentoring.until and mentoring.until < mentoring.since:
        raise NotPossibleNow(_("The last day is before the first. Check the two days."))


def _twice() -> str:
    return _("This champion mentors this zone already.")
