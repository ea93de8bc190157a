"""Reads the register: which agreements a person may see, who has signed, whose signature is missing."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person, RoleHeld
from peoplezones.accounts.roles import (
    ANALYST,
    BOARD_MEMBER,
    EVALUATOR,
    PROGRAMME_TEAM,
    ZONE_LEAD,
)
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Colleague, Organisation
from peoplezones.zones import queries as zones
from peoplezones.zones.models import Zone
from peoplezones.zones.states import ZoneState

from ..models import Agreement, Flow, Notice, Office, Party, Signature
from ..states import AGREEMENTS, RUNNING, State

READERS = (ANALYST, EVALUATOR, BOARD_MEMBER)


def zones_led(person: object) -> "QuerySet[Zone]":
    """Zones that a person leads; none for others."""
    if not isinstance(person, Person):
        return Zone.objects.none()
    leads = accounts.scope_of(person, [ZONE_LEAD])
    return leads.of(Zone.objects.filter(memberships__person=person)).order_by("name")


def seen_by(person: object) -> "QuerySet[Agreement]":
    """The agreements that a person may see, by title; drafts are the programme team's alone."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Agreement.objects.none()
    every = Agreement.objects.order_by()
    sent = every.exclude(state=State.DRAFT)
    led = zones_led(person).order_by()
    parties = Party.objects.filter(organisation__in=partners.own(person).order_by().values("pk")).order_by()
    wanted = (
        Q(pk__in=accounts.scope_of(person, [PROGRAMME_TEAM]).of(every).values("pk"))
        | Q(pk__in=accounts.scope_of(person, READERS).of(sent).values("pk"))
        | Q(pk__in=sent.filter(pk__in=parties.values("agreement")).values("pk"))
        | Q(pk__in=sent.filter(zones__in=led.values("pk")).values("pk"))
        | Q(pk__in=sent.filter(zones=None, partnership__in=led.values("partnership")).values("pk"))
    )
    return Agreement.objects.filter(wanted).select_related("partnership").order_by("title", "id")


def agreement(person: object, number: int) -> Agreement | None:
    """One of those that a person may see."""
    return seen_by(person).filter(pk=number).prefetch_related("parties__organisation", "items", "signatures").first()


def signatures_of(agreement: Agreement) -> list[Signature]:
    """Those under the version that was sent, as they came; empty for a draft."""
    return [one for one in agreement.signatures.all() if one.version == agreement.sent_version]


def has_signed(person: object, agreement: Agreement) -> bool:
    """This person signed what was sent, for whichever party."""
    return any(one.person_id == getattr(person, "pk", None) for one in signatures_of(agreement))


def missing(agreement: Agreement) -> list[Party]:
    """Parties that have not signed the version that was sent."""
    signed = {one.organisation_id for one in signatures_of(agreement)}
    return [party for party in agreement.parties.all() if party.organisation_id not in signed]


def to_sign(person: object) -> "QuerySet[Party]":
    """For which organisations, and what, a person may sign today."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Party.objects.none()
    own = partners.own(person).order_by().values("pk")
    binds = Colleague.objects.filter(person=person, until=None, may_sign=True, organisation__in=own)
    signed = Signature.objects.filter(
        agreement=OuterRef("agreement"),
        organisation=OuterRef("organisation"),
        version=OuterRef("agreement__sent_version"),
    )
    waiting = Party.objects.filter(
        organisation__in=binds.order_by().values("organisation"), agreement__state=State.SENT
    )
    return (
        waiting.filter(~Exists(signed.order_by()))
        .select_related("agreement", "organisation")
        .order_by("agreement__sent_at", "agreement", "organisation__name")
    )


def people_to_write_to(agreement: Agreement) -> "QuerySet[Person]":
    """Who may sign for one of its parties, and the programme team of its partnership."""
    parties = Party.objects.filter(agreement=agreement).order_by().values("organisation")
    return team_and_signers(agreement.partnership_id, Organisation.objects.filter(pk__in=parties))


def at_work_in(organisations: "QuerySet[Organisation]") -> "QuerySet[Colleague]":
    """Who can act for organisations that take part: their role there neither rests nor was taken."""
    there = organisations.order_by().values("pk")
    return Colleague.objects.acting().filter(organisation__in=there).order_by()


def team_and_signers(partnership_id: int, organisations: "QuerySet[Organisation]") -> "QuerySet[Person]":
    binds = at_work_in(organisations).filter(may_sign=True)
    return Person.objects.filter(_of_team(partnership_id) | Q(pk__in=binds.values("person"))).order_by("pk")


def _of_team(partnership_id: int) -> Q:
    held = RoleHeld.objects.filter(
        Q(partnership=partnership_id) | Q(partnership=None), role=PROGRAMME_TEAM.key, access_ended_at=None
    )
    return Q(pk__in=held.order_by().values("person"), is_active=True)


def told_of_glass(record_giver: Organisation) -> tuple["QuerySet[Person]", bool]:
    """The programme team and those who sign for the giver, else all who work there; whether anybody there is told."""
    there = at_work_in(Organisation.objects.filter(pk=record_giver.pk))
    chosen = there.filter(may_sign=True) if there.filter(may_sign=True).exists() else there
    people = Person.objects.filter(_of_team(record_giver.partnership_id) | Q(pk__in=chosen.values("person")))
    return people.order_by("pk"), chosen.exists()


def signers(agreement: Agreement) -> "QuerySet[Person]":
    """Who may sign for one of its parties."""
    parties = Party.objects.filter(agreement=agreement).order_by().values("organisation")
    binds = at_work_in(Organisation.objects.filter(pk__in=parties)).filter(may_sign=True)
    return Person.objects.filter(pk__in=binds.values("person")).order_by("pk")


def flows_of(agreement: Agreement) -> "QuerySet[Flow]":
    """What flowed under it, the newest first."""
    return Flow.objects.filter(agreement=agreement).select_related("giver", "taker").order_by("-at", "-id")


def office_of(partnership_id: int) -> Organisation | None:
    """The organisation that works for the partnership itself, where one is named."""
    found = Office.objects.filter(partnership=partnership_id).select_related("organisation").first()
    return None if found is None else found.organisation


def organisations_in(partnership: Partnership, on: dt.date) -> "QuerySet[Organisation]":
    """Those that take part on a day, by name."""
    here = Organisation.objects.filter(partnership=partnership)
    return here.filter(Q(left_on=None) | Q(left_on__gt=on)).order_by("name", "id")


def zones_in(partnership: Partnership, person: object) -> "QuerySet[Zone]":
    """The zones of a partnership that a person may know of, by name: an idea is for those who see it alone."""
    return Zone.objects.filter(_known(person), partnership=partnership).order_by("name")


def zones_covered(agreement: Agreement, person: object) -> "QuerySet[Zone]":
    """Those that an agreement names, by name; a party reads all that it signs, others no idea that they do not see."""
    parties = Party.objects.filter(agreement=agreement).order_by().values("organisation")
    if partners.own(person).filter(pk__in=parties).exists():
        return agreement.zones.order_by("name")
    return agreement.zones.filter(_known(person)).order_by("name")


def _known(person: object) -> Q:
    return ~Q(state=ZoneState.IDEA) | Q(pk__in=zones.seen_by(person).order_by().values("pk"))


def of_organisation(person: object, organisation: Organisation) -> "QuerySet[Agreement]":
    """Those of one organisation that a person may see."""
    parties = Party.objects.filter(organisation=organisation).order_by().values("agreement")
    return seen_by(person).filter(pk__in=parties)


def of_party(number: int) -> "QuerySet[Agreement]":
    """Those to which an organisation is party, to narrow a list that is scoped already."""
    parties = Party.objects.filter(organisation=number).order_by().values("agreement")
    return Agreement.objects.filter(pk__in=parties).order_by()


def parties_in(rows: "QuerySet[Agreement]") -> "QuerySet[Organisation]":
    """The organisations that are party to some of these agreements, by name."""
    parties = Party.objects.filter(agreement__in=rows.order_by().values("pk")).order_by()
    return Organisation.objects.filter(pk__in=parties.values("organisation")).order_by("name", "id")


def of_zone(person: object, zone: Zone) -> "QuerySet[Agreement]":
    """Those that cover a zone, of those that a person may see."""
    covering = Agreement.objects.filter(zones=zone).order_by().values("pk")
    whole = Q(zones=None, partnership=zone.partnership_id)
    wanted = Agreement.objects.filter(whole | Q(pk__in=covering)).order_by().values("pk")
    return seen_by(person).filter(pk__in=wanted)


def givers(person: object) -> "QuerySet[Organisation]":
    """Organisations whose records an analyst or the programme team may load, by name."""
    scope = accounts.scope_of(person, [ANALYST, PROGRAMME_TEAM])
    return scope.of(Organisation.objects.filter(left_on=None)).order_by("name", "id")


def is_behind(agreement: Agreement, move: str, on: dt.date) -> bool:
    """By its dates an agreement needs this move on a day."""
    if not AGREEMENTS.can(move, agreement.state):
        return False
    if move == "start":
        first = agreement.in_force_from
        return agreement.comes_into_force and first is not None and first <= on
    return agreement.last_day < on if move == "expire" else agreement.review_on <= on


def behind(move: str, on: dt.date) -> list[int]:
    """Numbers of the agreements whose state is behind their dates on a day, so that they need this move."""
    rows = Agreement.objects.filter(state__in=AGREEMENTS.moves[move].sources).order_by("pk")
    return [one.pk for one in rows if is_behind(one, move, on)]


def running() -> list[int]:
    """Numbers of those in force, to be written about before their days."""
    return list(Agreement.objects.filter(state__in=RUNNING).order_by("pk").values_list("pk", flat=True))


def notified(agreement: Agreement) -> set[int]:
    """How many days before its next day letters went out."""
    sent = Notice.objects.filter(agreement=agreement, day=agreement.next_day)
    return set(sent.order_by("pk").values_list("days", flat=True))
