"""Reads people, the roles they hold, and whether this session gave the second factor that a role asks for."""

from collections.abc import Collection, Iterable

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from .models import Person, RoleHeld, SpentLink
from .roles import BY_KEY, Role

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_held(person: object) -> frozenset[str]:
    """Keys of the roles that were given to a person, whether or not this session may use them.

    One query a request: remembered on the person.
    """
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    if person.role_keys is None:
        person.role_keys = frozenset(RoleHeld.objects.filter(person=person).values_list("role", flat=True))
    return person.role_keys


def roles_of(person: object) -> frozenset[str]:
    """Keys of the roles that count now; empty for a visitor.

    While a second factor is owed, no role that opens anything of the staff's counts.
    """
    held = roles_held(person)
    if not second_factor_missing(person):
        return held
    return frozenset(key for key in held if key in BY_KEY and not (BY_KEY[key].staff or BY_KEY[key].second_factor))


def role_objects(person: object) -> list[Role]:
    return [BY_KEY[key] for key in sorted(roles_of(person)) if key in BY_KEY]


def holds_any(person: object, wanted: Iterable[Role]) -> bool:
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


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email.strip()).first()


def link_is_spent(token_id: str) -> bool:
    return SpentLink.objects.filter(token_id=token_id).exists()
