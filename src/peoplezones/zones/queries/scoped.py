"""Reads the zones that a person sees in the workspace; what the public sees is told by `open`."""

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.queries.belonging import belongs_to
from peoplezones.accounts.queries.consent import agreed
from peoplezones.accounts.registry import DIRECTORY
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PROGRAMME_TEAM

from ..models import BoundaryVersion, KeyProblem, Membership, Succession, Zone
from ..states import ZoneState

# They work with a whole partnership; everybody else with the zones that they belong to.
WHOLE_PARTNERSHIP = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER)


def seen_by(person: object) -> "QuerySet[Zone]":
    """The zones that a person sees in the workspace, ideas too, by name."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Zone.objects.none()
    own = Membership.objects.filter(person=person).order_by().values("zone")
    wanted = Q(pk__in=own)
    if scope := accounts.scope_of(person, WHOLE_PARTNERSHIP):
        # An empty condition lets everything through alone, and nothing when it is one of two.
        wanted = scope.q() if scope.everywhere else wanted | scope.q()
    return Zone.objects.filter(wanted).select_related("partnership").order_by("name")


def named_to(person: object, path: str = "") -> Q:
    """The condition that a zone may be named to a person: each that is public, and the ideas that they see.

    `path` leads from a row to its zone, as `zone`; without one the row is the zone itself.
    """
    seen = Q(**{f"{path or 'pk'}__in": seen_by(person).order_by().values("pk")})
    return ~Q(**{f"{path}__state" if path else "state": ZoneState.IDEA}) | seen


def zone_for(person: object, slug: str) -> Zone | None:
    """One of those that a person sees in the workspace."""
    return seen_by(person).filter(slug=slug).first()


def may_start_in(person: object) -> "QuerySet[Partnership]":
    """The partnerships in which a person may start a zone."""
    return accounts.partnerships(accounts.scope_of(person, [PROGRAMME_TEAM]))


def partnerships_of(zones: "QuerySet[Zone]") -> list[Partnership]:
    """Those that these zones belong to, by name."""
    own = zones.order_by().values("partnership")
    return list(Partnership.objects.filter(pk__in=own).order_by("name"))


def boundary_versions(zone: Zone) -> "QuerySet[BoundaryVersion]":
    """Every line that a zone of this person had, the newest first."""
    return BoundaryVersion.objects.filter(zone=zone).select_related("by").order_by("-from_date", "-pk")


def problem_of(zone: Zone, number: int) -> KeyProblem | None:
    return KeyProblem.objects.filter(zone=zone, pk=number).select_related("zone").first()


def members_of(zone: Zone) -> "QuerySet[Membership]":
    return Membership.objects.filter(zone=zone).select_related("person").order_by("person__name", "pk")


def member_of(zone: Zone, number: int) -> Membership | None:
    return members_of(zone).filter(pk=number).first()


def contacts_shown_to(viewer: object, zone: Zone) -> frozenset[int] | None:
    """Whose address a viewer sees among the members: all (None) for the programme team; else those who agreed to it."""
    if accounts.holds_in(viewer, [PROGRAMME_TEAM], zone.partnership_id):
        return None
    members = Person.objects.filter(memberships__zone=zone).order_by()
    return frozenset(agreed(members, DIRECTORY.key).values_list("pk", flat=True))


def person_to_take_in(zone: Zone, email: str) -> Person | None:
    """Who signs in with this address and belongs to the zone's partnership or to none yet; nobody of another one."""
    found = accounts.person_by_email(email)
    if found is None or not found.is_active:
        return None
    where = belongs_to(found)
    return found if not where or zone.partnership_id in where else None


def belongs(person: object, zone: Zone) -> bool:
    return isinstance(person, Person) and Membership.objects.filter(zone=zone, person=person).exists()


def successions_for(person: object, zone: Zone) -> list[Succession]:
    """From which zones it came, and which came from it, as far as the person sees both."""
    found = Succession.objects.filter(Q(zone=zone) | Q(earlier=zone)).select_related("zone", "earlier")
    other = seen_by(person).order_by().values("pk")
    return list(found.filter(zone__in=other, earlier__in=other).order_by("on", "pk"))


def succession_of(zone: Zone, number: int) -> Succession | None:
    return Succession.objects.filter(zone=zone, pk=number).select_related("zone", "earlier").first()


def could_come_from(person: object, zone: Zone) -> "QuerySet[Zone]":
    """The other zones of its partnership that the person sees."""
    return seen_by(person).filter(partnership=zone.partnership_id).exclude(pk=zone.pk)
