"""Reads invitations and the directory of people, within what a person may see."""

import datetime as dt
import hashlib

from django.db.models import Prefetch, Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person, RoleHeld
from peoplezones.accounts.queries import consent
from peoplezones.accounts.registry import DIRECTORY
from peoplezones.accounts.roles import (
    ALL,
    ANALYST,
    BOARD_MEMBER,
    COMMUNITY_LEADER,
    EVALUATOR,
    PARTNER,
    PROGRAMME_TEAM,
    ZONE_LEAD,
)
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Colleague, Organisation, Presence
from peoplezones.zones.models import Membership, Zone

from .models import OF_NEIGHBOURS, Invitation

INVITE = (PROGRAMME_TEAM, ZONE_LEAD, PARTNER)
SEE_STAFF = (ANALYST, EVALUATOR, BOARD_MEMBER)
LOOK = (PROGRAMME_TEAM, ZONE_LEAD, PARTNER, COMMUNITY_LEADER, *SEE_STAFF)
STAFF = [role.key for role in ALL if role.staff]


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation that a link belongs to, whatever became of it."""
    found = Invitation.objects.select_related("partnership", "zone", "organisation", "invited_by")
    return found.filter(token_digest=digest_of(token)).first()


def is_address_of(person: object, email: str) -> bool:
    return isinstance(person, Person) and accounts.has_address(person, email)


def invitations_seen_by(person: object) -> "QuerySet[Invitation]":
    """The programme team sees all of its partnership; others those that they sent themselves; newest first."""
    if not isinstance(person, Person):
        return Invitation.objects.none()
    team = accounts.scope_of(person, [PROGRAMME_TEAM])
    wanted = Q(invited_by=person) & invites_in(person).q()
    if team:
        wanted |= team.q()
    found = Invitation.objects.filter(wanted).select_related("partnership", "zone", "organisation", "invited_by")
    return found.order_by("-invited_at", "-pk")


def invites_in(person: object) -> accounts.Scope:
    """The partnerships in which one of their roles lets a person invite somebody."""
    return accounts.scope_of(person, INVITE)


def invitation(person: object, number: int) -> Invitation | None:
    return invitations_seen_by(person).filter(pk=number).first()


def partnerships_to_invite_to(person: Person) -> "QuerySet[Partnership]":
    """Where a person may invite somebody in one of their roles; `rules` says whom."""
    return accounts.partnerships(invites_in(person))


def partnerships_run_by(person: Person) -> "QuerySet[Partnership]":
    return accounts.partnerships(accounts.scope_of(person, [PROGRAMME_TEAM]))


def zones_to_invite_to(person: Person) -> "QuerySet[Zone]":
    """All of a programme team's partnership, and the own zones of a zone lead."""
    team, leads = (accounts.scope_of(person, [role]) for role in (PROGRAMME_TEAM, ZONE_LEAD))
    own = Membership.objects.filter(person=person).order_by().values("zone")
    wanted = leads.q() & Q(pk__in=own)
    if team:
        wanted |= team.q()
    return Zone.objects.filter(wanted).order_by("name")


def organisations_to_invite_to(person: Person) -> "QuerySet[Organisation]":
    """Those of a programme team's partnership, those of neighbours for a zone lead, and whom they sign for."""
    team, leads = (accounts.scope_of(person, [role]) for role in (PROGRAMME_TEAM, ZONE_LEAD))
    signs = Colleague.objects.filter(person=person, may_sign=True, until=None).order_by().values("organisation")
    wanted = Q(pk__in=signs) | (leads.q() & Q(kind__in=OF_NEIGHBOURS))
    if team:
        wanted |= team.q()
    return partners.seen_by(person).filter(wanted, left_on=None)


def directory_of(person: object) -> accounts.Scope:
    """Where one of their roles has a directory; a role without one, such as that of a resident, widens nothing."""
    return accounts.scope_of(person, LOOK)


def may_look(person: object) -> bool:
    """Whether their role has a directory."""
    return accounts.holds_any(person, LOOK)


def people_seen_by(person: object) -> "QuerySet[Person]":
    """Whom a person finds in the directory, by name; nobody for those whose role has no directory."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Person.objects.none()
    wanted = Q(pk__in=[])
    if team := accounts.scope_of(person, [PROGRAMME_TEAM]):
        wanted |= _run_by(team)
    if staff := accounts.scope_of(person, SEE_STAFF):
        wanted |= _holds(staff, STAFF)
    own = Membership.objects.filter(person=person).order_by()
    if leads := accounts.scope_of(person, [ZONE_LEAD]):
        zones = own.filter(leads.q("zone__partnership")).values("zone")
        beside = Presence.objects.filter(zone__in=zones).order_by().values("organisation")
        wanted |= _ids(Membership.objects.filter(zone__in=zones))
        wanted |= _ids(Colleague.objects.filter(organisation__in=beside, until=None))
    if here := accounts.scope_of(person, [PARTNER]):
        zones = own.filter(here.q("zone__partnership")).values("zone")
        theirs = here.of(partners.own(person)).order_by().values("pk")
        wanted |= _ids(Colleague.objects.filter(organisation__in=theirs, until=None))
        wanted |= _ids(Membership.objects.filter(zone__in=zones)) & _holds(here, STAFF)
    if here := accounts.scope_of(person, [COMMUNITY_LEADER]):
        zones = own.filter(here.q("zone__partnership")).values("zone")
        wanted |= _ids(Membership.objects.filter(zone__in=zones)) & _holds(here, [ZONE_LEAD.key])
        wanted |= _ids(Membership.objects.filter(zone__in=zones, is_steward=True))
    return Person.objects.filter(wanted).order_by("name", "pk")


def _ids(rows: "QuerySet[Membership] | QuerySet[Colleague]") -> Q:
    return Q(pk__in=rows.order_by().values("person"))


def _holds(scope: accounts.Scope, keys: list[str] | None = None) -> Q:
    """Those who hold a role in these partnerships; one of the staff that is held everywhere is held in each.

    Whoever signed up by themselves is a resident everywhere, and belongs to a partnership only by what ties them to it.
    """
    rows = RoleHeld.objects.filter(scope.q() | Q(partnership=None, role__in=STAFF)).order_by()
    if keys is not None:
        rows = rows.filter(role__in=keys)
    return Q(pk__in=rows.values("person"))


def _run_by(team: accounts.Scope) -> Q:
    """Everybody of the partnerships whose programme team somebody belongs to."""
    return _holds(team) | _belongs(team) | _works(team)


def _belongs(scope: accounts.Scope) -> Q:
    return _ids(Membership.objects.filter(scope.q("zone__partnership")))


def _works(scope: accounts.Scope) -> Q:
    return _ids(Colleague.objects.filter(scope.q("organisation__partnership"), until=None))


def with_places(people: "QuerySet[Person]", viewer: object) -> "QuerySet[Person]":
    """Each with the roles, zones and positions that lie in the viewer's partnerships, and with no others."""
    reach = directory_of(viewer)
    roles = RoleHeld.objects.filter(reach.q() | Q(partnership=None), access_ended_at=None)
    zones = Membership.objects.filter(reach.q("zone__partnership")).select_related("zone").defer("zone__story")
    works = Colleague.objects.filter(reach.q("organisation__partnership"), until=None).select_related("organisation")
    return people.prefetch_related(
        Prefetch("roles_held", roles.select_related("partnership").order_by("role", "pk"), to_attr="roles_here"),
        Prefetch("memberships", zones.order_by("zone__name"), to_attr="zones_here"),
        Prefetch("positions", works.order_by("organisation__name"), to_attr="positions_here"),
    )


def person_seen_by(viewer: object, number: int) -> Person | None:
    """One of the directory, with their places."""
    return with_places(people_seen_by(viewer), viewer).filter(pk=number).first()


def zones_in_directory(viewer: object) -> "QuerySet[Zone]":
    """The zones by which a viewer can narrow the directory."""
    shown = people_seen_by(viewer).order_by().values("pk")
    members = Membership.objects.filter(directory_of(viewer).q("zone__partnership"), person__in=shown)
    return Zone.objects.filter(pk__in=members.order_by().values("zone")).order_by("name")


def organisations_in_directory(viewer: object) -> "QuerySet[Organisation]":
    shown = people_seen_by(viewer).order_by().values("pk")
    reach = directory_of(viewer)
    works = Colleague.objects.filter(reach.q("organisation__partnership"), person__in=shown, until=None)
    return Organisation.objects.filter(pk__in=works.order_by().values("organisation")).order_by("name", "pk")


def holding(rows: "QuerySet[Person]", key: str, viewer: object) -> "QuerySet[Person]":
    """Those of the rows who hold a role where the viewer can see it."""
    held = RoleHeld.objects.filter(directory_of(viewer).q() | Q(partnership=None), role=key, access_ended_at=None)
    return rows.filter(pk__in=held.order_by().values("person"))


def contacts_shown_to(viewer: object) -> frozenset[int] | None:
    """Whose address a viewer sees: of its own partnerships all, for the programme team's duty; else who agreed to it.

    None stands for everybody whom the viewer finds: where no other role finds people beyond those partnerships.
    """
    team, looks = accounts.scope_of(viewer, [PROGRAMME_TEAM]), directory_of(viewer)
    if team.everywhere or (team and not looks.everywhere and looks.ids <= team.ids):
        return None
    shown = consent.agreed(people_seen_by(viewer).order_by(), DIRECTORY.key).values_list("pk", flat=True)
    own = [viewer.pk] if isinstance(viewer, Person) else []
    duty = Person.objects.filter(_run_by(team)).order_by().values_list("pk", flat=True) if team else []
    return frozenset([*own, *shown, *duty])


def phone_of(person: Person) -> str:
    """The number that somebody gave so that others can call; empty where they gave none or want no calls."""
    how = consent.contact_preference(person)
    return how.phone if how.by_phone else ""


def invitations_to(person: Person) -> "QuerySet[Invitation]":
    """What was sent to somebody's address."""
    return Invitation.objects.filter(email__iexact=person.email).order_by("pk")


def long_over(before: dt.datetime) -> "QuerySet[Invitation]":
    """Invitations that were answered, or ran out, before a moment."""
    return Invitation.objects.filter(Q(ended_at__lt=before) | Q(ended_at=None, expires_at__lt=before))
