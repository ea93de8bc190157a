"""Reads people, the roles they hold, and whether this session gave the second factor that a role asks for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import models

from ..models import Partnership, Person, RoleHeld, SpentLink
from ..roles import BY_KEY, Role

Row = TypeVar("Row", bound=models.Model)

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Scope:
    """The partnerships in which a person holds one of some roles: all of this installation, or those with these ids."""

    everywhere: bool
    ids: frozenset[int]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.ids)

    def holds(self, partnership_id: int | None) -> bool:
        return self.everywhere or partnership_id in self.ids

    def q(self, path: str = "partnership") -> models.Q:
        """The condition that rows lie inside; `path` leads from a row to its partnership. Fit to be joined by `|`."""
        # An empty condition would let everything through alone, and vanish when it is one of two.
        return models.Q(pk__isnull=False) if self.everywhere else models.Q(**{f"{path}__in": self.ids})

    def of(self, rows: "models.QuerySet[Row]", path: str = "partnership") -> "models.QuerySet[Row]":
        return rows.filter(self.q(path))


def _held(person: object) -> frozenset[tuple[str, int | None]]:
    """Keys of the roles that were given to a person, each with the id of its partnership; one query a request."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    if person.roles_read is None:
        rows = RoleHeld.objects.filter(person=person, access_ended_at=None).order_by("role")
        person.roles_read = frozenset(rows.values_list("role", "partnership_id"))
    return person.roles_read


def _counting(person: object) -> frozenset[tuple[str, int | None]]:
    """While a second factor is owed, no role that opens anything of the staff's counts."""
    held = _held(person)
    if not second_factor_missing(person):
        return held
    return frozenset(
        (key, where) for key, where in held if key in BY_KEY and not (BY_KEY[key].staff or BY_KEY[key].second_factor)
    )


def roles_held(person: object) -> frozenset[str]:
    """Keys of the roles that were given to a person in any partnership, whether or not this session may use them."""
    return frozenset(key for key, _where in _held(person))


def own_roles(person: Person) -> "models.QuerySet[RoleHeld]":
    """Every role that was given to a person, with its partnership, resting or not."""
    return RoleHeld.objects.filter(person=person).select_related("partnership").order_by("role", "partnership__name")


def roles_of(person: object) -> frozenset[str]:
    """Keys of the roles that count now in any partnership; empty for a visitor."""
    return frozenset(key for key, _where in _counting(person))


def scope_of(person: object, wanted: Iterable[Role]) -> Scope:
    """Where one of these roles counts now."""
    keys = {role.key for role in wanted}
    where = {place for key, place in _counting(person) if key in keys}
    return Scope(None in where, frozenset(place for place in where if place is not None))


def holds_in(person: object, wanted: Iterable[Role], partnership_id: int | None) -> bool:
    """One of these roles counts now in this partnership."""
    return scope_of(person, wanted).holds(partnership_id)


def partnerships(scope: Scope) -> "models.QuerySet[Partnership]":
    """Those that lie in a scope, by name."""
    return scope.of(Partnership.objects.order_by("name"), "pk")


def only_partnership() -> Partnership | None:
    """The one of this installation; None where there is none or there are several."""
    found = list(Partnership.objects.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def role_objects(person: object) -> list[Role]:
    return [BY_KEY[key] for key in sorted(roles_of(person)) if key in BY_KEY]


def holds_any(person: object, wanted: Iterable[Role]) -> bool:
    """One of these roles counts now, in whichever partnership: for what belongs to the whole installation."""
    return bool(roles_of(person) & {role.key for role in wanted})


def needs_second_factor(person: object) -> bool:
    """A role that they hold asks for one, given or not."""
    return any(BY_KEY[key].second_factor for key in roles_held(person) if key in BY_KEY)


def second_factor_missing(person: object) -> bool:
    """A role asks for a second factor that this session did not give; never so outside a session."""
    if not isinstance(person, Person) or person.ask_second_factor is None:
        return False
    return needs_second_factor(person) and not person.ask_second_factor()


def has_second_factor(person: Person) -> bool:
    """An authenticator app or a passkey is set up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def still_has_one_of(person: Person, ids: Collection[int]) -> bool:
    """One of these factors is still theirs, and the person is not left with recovery codes alone."""
    if not ids:
        return False
    theirs = list(Authenticator.objects.filter(user_id=person.pk).order_by("pk").values_list("pk", "type"))
    return any(pk in ids for pk, _kind in theirs) and any(kind in FACTORS for _pk, kind in theirs)


def newest_factor(person: Person, kind: str) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=person.pk, type=kind).order_by("pk").last()


def unused_recovery_codes(person: Person) -> list[str] | None:
    """The codes that still work; None where none were ever made. Only reads, unlike the library's page."""
    kept = newest_factor(person, Authenticator.Type.RECOVERY_CODES)
    if kept is None:
        return None
    try:
        return list(kept.wrap().get_unused_codes())
    except ValidationError:  # locked with a secret of the site that is gone: none of them works
        return []


def edits_pages(person: object) -> bool:
    return any(role.edits_pages for role in role_objects(person))


def is_staff(person: object) -> bool:
    return any(role.staff for role in role_objects(person))


def active_person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk, is_active=True).first()


def partnership(slug: str) -> Partnership | None:
    return Partnership.objects.filter(slug=slug).first()


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email.strip()).first()


def has_address(person: Person, email: str) -> bool:
    """The address is one of theirs: that by which they sign in, or another that they added."""
    asked = email.strip()
    is_main = person.email.lower() == asked.lower()
    return is_main or bool(EmailAddress.objects.filter(user_id=person.pk, email__iexact=asked).exists())


def link_is_spent(token_id: str) -> bool:
    return SpentLink.objects.filter(token_id=token_id).exists()
