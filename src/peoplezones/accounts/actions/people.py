"""Writes people, roles and what happened to their sign-in; each with its audit line."""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow

from .. import roles
from ..models import Partnership, Person, RoleHeld, SpentLink


@transaction.atomic
def start_partnership(*, slug: str, name: str, summary: str = "", by: Person | None, now: dt.datetime) -> Partnership:
    """Add a partnership; raises ValidationError where its words are not well formed or its name is taken."""
    made = Partnership(slug=slug, name=name, summary=summary)
    made.full_clean()
    made.save()
    audit.record(by=by, action="accounts.start_partnership", target=made, now=now)
    return made


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    holding: list[roles.Role],
    partnership: Partnership | None = None,
    by: Person | None,
    now: dt.datetime,
) -> Person:
    """Add somebody whose address is already known to be theirs, with roles in a partnership or everywhere."""
    person = Person.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    audit.record(by=by, action="accounts.add_person", target=person, now=now, scope=_scope(partnership))
    for role in holding:
        give_role(person=person, role=role, partnership=partnership, by=by, now=now)
    return person


@transaction.atomic
def give_role(
    *,
    person: Person,
    role: roles.Role,
    partnership: Partnership | None = None,
    wakes: bool = False,
    by: Person | None,
    now: dt.datetime,
) -> RoleHeld:
    """Give a role in one partnership, or everywhere; giving it again changes nothing.

    Raises NotPossibleNow where it rests: that is for `give_access_back`, or for whoever says that it `wakes`.
    """
    held, new = RoleHeld.objects.get_or_create(
        person=person, role=role.key, partnership=partnership, defaults={"since": now}
    )
    if held.access_ended_at is not None:
        if not wakes:
            raise NotPossibleNow(
                _("This role rests, since they did not sign in for long. The programme team can give the access back.")
            )
        wake(held, now)
        _record_role("give_back", person, role, partnership, by, now)
    if new:
        _record_role("give", person, role, partnership, by, now)
    keep_editors_in_step(person)
    return held


@transaction.atomic
def take_role(
    *,
    person: Person,
    role: roles.Role,
    partnership: Partnership | None = None,
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Take a role away where it was given; the editorial site closes with the last role that opens it."""
    gone, _rows = RoleHeld.objects.filter(person=person, role=role.key, partnership=partnership).delete()
    keep_editors_in_step(person)
    if gone:
        _record_role("take", person, role, partnership, by, now)


def wake(held: RoleHeld, now: dt.datetime) -> None:
    """Let a role that rests count again."""
    held.access_ended_at, held.ended_because, held.given_back_at = None, "", now
    held.save(update_fields=["access_ended_at", "ended_because", "given_back_at"])


def keep_editors_in_step(person: Person) -> None:
    """The editorial site is open to whoever holds a role that edits pages and does not rest."""
    editing = [role.key for role in roles.ALL if role.edits_pages]
    if RoleHeld.objects.filter(person=person, role__in=editing, access_ended_at=None).exists():
        person.groups.add(Group.objects.get_or_create(name=roles.EDITOR_GROUP)[0])
    else:
        person.groups.remove(*Group.objects.filter(name=roles.EDITOR_GROUP))
    person.roles_read = None


def _record_role(
    verb: str,
    person: Person,
    role: roles.Role,
    partnership: Partnership | None,
    by: Person | None,
    now: dt.datetime,
) -> None:
    detail = {"role": role.key, "partnership": partnership.slug if partnership else "everywhere"}
    action = f"accounts.{verb}_role"
    audit.record(by=by, action=action, target=person, now=now, detail=detail, scope=_scope(partnership))


def _scope(partnership: Partnership | None) -> int | None:
    return partnership.pk if partnership else None


@transaction.atomic
def complete_sign_up(*, person: Person, now: dt.datetime) -> None:
    """At the first sign-in: whoever came by themselves, and so holds no role, becomes a resident."""
    if not RoleHeld.objects.filter(person=person).exists():
        audit.record(by=person, action="accounts.sign_up", target=person, now=now)
        give_role(person=person, role=roles.RESIDENT, by=person, now=now)


@transaction.atomic
def note_second_factor(*, person: Person, change: str, kind: str, now: dt.datetime) -> None:
    """Record that a factor was added, removed, renewed, renamed or used up; the library did the deed itself."""
    audit.record(by=person, action=f"accounts.second_factor_{change}", target=person, now=now, detail={"kind": kind})


@transaction.atomic
def reset_second_factor(*, person: Person, by: Person | None, now: dt.datetime) -> None:
    """Take every factor and recovery code away, and end every session of this person at once."""
    Authenticator.objects.filter(user_id=person.pk).delete()
    # Nobody has a password, but every session is bound to the random mark in its place: a new mark ends them all.
    person.set_unusable_password()
    person.save(update_fields=["password"])
    audit.record(by=by, action="accounts.second_factor_reset", target=person, now=now)


@transaction.atomic
def note_email_confirmed(*, person: Person, before: str, now: dt.datetime) -> None:
    """Record that an address is proven to be theirs, at sign-up or in place of the one they had before.

    The line outlives the account, so that it holds no whole address.
    """
    if before == person.email:
        audit.record(by=person, action="accounts.email_confirmed", target=person, now=now)
    else:
        detail = {"from": masked(before), "to": masked(person.email)}
        audit.record(by=person, action="accounts.email_changed", target=person, now=now, detail=detail)


def masked(email: str) -> str:
    """The first letter and what comes after the @: enough to see where an account went, not to write to it."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


@transaction.atomic
def note_sign_in(*, person: Person, now: dt.datetime) -> None:
    """Record that somebody signed in; the library opened the session."""
    audit.record(by=person, action="accounts.sign_in", target=person, now=now)


@transaction.atomic
def rename(*, person: Person, name: str, by: Person, now: dt.datetime) -> None:
    """Give a person another name; the same one again changes nothing."""
    before = Person.objects.select_for_update().get(pk=person.pk).name
    person.name = name
    if name != before:
        person.save(update_fields=["name"])
        audit.record(by=by, action="accounts.rename", target=person, now=now, detail={"from": before})


@transaction.atomic
def spend_demo_link(*, token_id: str, person: Person, now: dt.datetime) -> None:
    """Use up a demo sign-in link; raises NotPossibleNow when it was used before, even a moment ago."""
    try:
        with transaction.atomic():
            SpentLink.objects.create(token_id=token_id, spent_at=now)
    except IntegrityError:
        raise NotPossibleNow(_("This sign-in link was used before.")) from None
    audit.record(by=person, action="accounts.demo_sign_in", target=person, now=now)
