"""Reads which people belong to which partnerships, by the ways that contexts registered."""

from django.db.models import Q, QuerySet

from .. import roles
from ..models import Person, RoleHeld
from ..registry import BELONGING
from .people import Scope, scope_of

# Whoever signs up by themselves is a resident everywhere: that role alone ties them to no partnership.
BUT_RESIDENTS = [role.key for role in roles.ALL if role != roles.RESIDENT]


def people_in(scope: Scope) -> "QuerySet[Person]":
    """Everybody who belongs to one of these partnerships and was not erased, by name."""
    people = Person.objects.filter(erased_at=None).order_by("name", "pk")
    if scope.everywhere:
        return people
    inside = Q(pk__in=[])
    for way in BELONGING:
        ids = Person.objects.filter(**{f"{way}__in": scope.ids}).order_by().values("pk")
        inside |= Q(pk__in=ids)
    return people.filter(inside)


def belongs_to(person: Person) -> frozenset[int]:
    """The partnerships to which a person belongs, in whatever way."""
    found: set[int] = set()
    for way in BELONGING:
        rows = Person.objects.filter(pk=person.pk, **{f"{way}__isnull": False}).order_by()
        found.update(rows.values_list(way, flat=True))
    return frozenset(found)


def works_everywhere(person: Person) -> bool:
    """They hold a role in every partnership, resting or not, and not only as a resident does."""
    return RoleHeld.objects.filter(person=person, role__in=BUT_RESIDENTS, partnership=None).exists()


def scopes_about(person: Person) -> list[int | None]:
    """Under which partnerships a line about a person stands: each to which they belong; none where there is none."""
    return [*sorted(belongs_to(person))] or [None]


def scopes_within(scope: Scope) -> list[int | None]:
    """The partnerships of a scope as lines stand under them: one line without any where it is everywhere."""
    return [None] if scope.everywhere else [*sorted(scope.ids)]


def looked_after_by(person: object) -> "QuerySet[Person]":
    """People of the partnerships of whose programme team somebody is."""
    scope = scope_of(person, [roles.PROGRAMME_TEAM])
    return people_in(scope) if scope else Person.objects.none()


def one_looked_after_by(person: object, number: int) -> Person | None:
    return looked_after_by(person).filter(pk=number).first()


def lock_programme_team() -> None:
    """Until the transaction ends nobody else leaves a programme team: two at once would each leave it to the other."""
    list(RoleHeld.objects.select_for_update().filter(role=roles.PROGRAMME_TEAM.key).order_by("pk").values_list("pk"))


def last_of_the_programme_team(person: Person) -> bool:
    """Without them some partnership, or the whole installation, has no programme team left."""
    key = roles.PROGRAMME_TEAM.key
    others = RoleHeld.objects.filter(role=key, access_ended_at=None, person__is_active=True).exclude(person=person)
    for where in RoleHeld.objects.filter(person=person, role=key).order_by("pk").values_list("partnership", flat=True):
        if not others.filter(Q(partnership=None) | Q(partnership=where)).exists():
            return True
    return False
