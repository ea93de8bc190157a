"""Invites people, lets them in when they accept, gives and takes roles, and ends what somebody holds."""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import queries as accounts_read
from peoplezones.accounts import roles
from peoplezones.accounts.models import Partnership, Person, RoleHeld
from peoplezones.accounts.personal_data import Kept
from peoplezones.accounts.registry import LEAVING
from peoplezones.foundation import audit, letters
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners import actions as partners
from peoplezones.partners.models import Colleague, Organisation
from peoplezones.zones import actions as zones
from peoplezones.zones.models import Membership, Zone

from . import queries, rules
from .models import Invitation
from .states import INVITATIONS, InvitationState

OPEN_FOR = dt.timedelta(days=14)
KEPT_FOR = dt.timedelta(days=90)


@dataclass(frozen=True)
class Asked:
    """As what somebody is invited, and where."""

    role: roles.Role
    zone: Zone | None = None
    is_steward: bool = False
    is_clerk: bool = False
    organisation: Organisation | None = None
    position: str = ""
    may_sign: bool = False


@transaction.atomic
def invite(
    *,
    partnership: Partnership,
    email: str,
    name: str,
    asked: Asked,
    link: Callable[[str], str],
    by: Person,
    now: dt.datetime,
) -> Invitation:
    """Ask somebody by e-mail; `link` makes the address of the page from the token, which is kept nowhere."""
    who = {"role": asked.role, "zone": asked.zone, "organisation": asked.organisation, "may_sign": asked.may_sign}
    rules.check_may_invite(by, partnership=partnership, **who)  # type: ignore[arg-type]
    rules.check_is_another(by, email)
    _check_of_the_partnership(partnership, asked)
    token = secrets.token_urlsafe(32)
    made = Invitation(
        partnership=partnership,
        email=email.strip().lower(),
        name=name,
        role=asked.role.key,
        zone=asked.zone,
        is_steward=asked.is_steward,
        is_clerk=asked.is_clerk,
        organisation=asked.organisation,
        position=asked.position,
        may_sign=asked.may_sign,
        token_digest=queries.digest_of(token),
        invited_at=now,
        invited_by=by,
        expires_at=now + OPEN_FOR,
    )
    try:
        made.full_clean()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    made.save()
    audit.record(by=by, action="people.invite", target=made, now=now, detail=_detail(made))
    _send(made, link(token))
    return made


@transaction.atomic
def send_again(*, invitation: Invitation, link: Callable[[str], str], by: Person, now: dt.datetime) -> Invitation:
    """A new letter with a new link, open for as long again; the older link opens nothing any more.

    Whoever sends it again stands for it from now on, also where the first who asked has left.
    """
    current = _locked(invitation)
    INVITATIONS.check_can("withdraw", current.state)
    _check_still_may(current, by)
    token = secrets.token_urlsafe(32)
    current.token_digest, current.expires_at = queries.digest_of(token), now + OPEN_FOR
    current.invited_by = by
    current.save(update_fields=["token_digest", "expires_at", "invited_by"])
    audit.record(by=by, action="people.send_again", target=current, now=now)
    _send(current, link(token))
    return current


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person, now: dt.datetime) -> Invitation:
    """Take an invitation back; raises Refused when it was answered."""
    current = _locked(invitation)
    if current.invited_by_id != by.pk:
        rules.check_may_change_roles(by, current.partnership_id)
    return _end(current, "withdraw", by, now)


@transaction.atomic
def decline(*, token: str, now: dt.datetime, by: Person | None = None) -> Invitation:
    """Say no; whoever has the link may."""
    return _end(_open(token, now), "decline", by, now)


@transaction.atomic
def accept(*, token: str, now: dt.datetime, by: Person | None = None) -> Person:
    """Let the invited person in: an account where there is none, the role, the zone, the position.

    The link was sent to their address, so that it proves the address; it signs nobody in. Refused when it is no
    longer open, or when whoever invited them may not do so any more.
    """
    current = _open(token, now)
    inviter = current.invited_by
    if inviter is None or not inviter.is_active:
        raise NotPossibleNow(_("Whoever invited you has left. Ask the programme team for a new invitation."))
    _check_still_may(current, inviter)
    role = roles.BY_KEY[current.role]
    person = accounts_read.person_by_email(current.email)
    if person is None:
        who = {"email": current.email, "name": current.name, "partnership": current.partnership}
        person = accounts.add_person(**who, holding=[role], by=inviter, now=now)  # type: ignore[arg-type]
    elif not person.is_active:
        raise NotPossibleNow(_("This account is closed. Ask the programme team if you think it should be open."))
    else:
        accounts.give_role(person=person, role=role, partnership=current.partnership, by=inviter, now=now)
    if current.zone is not None:
        _take_in(current, current.zone, person, inviter, now)
    if current.organisation is not None:
        _place(current, person, inviter, now)
    _end(current, "accept", person, now)
    return person


def _take_in(invitation: Invitation, zone: Zone, person: Person, inviter: Person, now: dt.datetime) -> None:
    """In the zone; a steward or clerk stays one, and who may all of it already is left alone."""
    there = Membership.objects.select_for_update().filter(zone=zone, person=person).first()
    steward = invitation.is_steward or (there is not None and there.is_steward)
    clerk = invitation.is_clerk or (there is not None and there.is_clerk)
    if there is None or (there.is_steward, there.is_clerk) != (steward, clerk):
        zones.take_in(zone=zone, person=person, is_steward=steward, is_clerk=clerk, by=inviter, now=now)


def _place(invitation: Invitation, person: Person, inviter: Person, now: dt.datetime) -> None:
    """In the organisation; somebody who works there already keeps the position they have."""
    organisation = invitation.organisation
    assert organisation is not None
    if not Colleague.objects.filter(organisation=organisation, person=person, until=None).exists():
        position = invitation.position or str(roles.BY_KEY[invitation.role].label)
        partners.add_colleague(
            organisation=organisation,
            person=person,
            position=position,
            may_sign=invitation.may_sign,
            by=inviter,
            now=now,
        )


@transaction.atomic
def forget_invitations(*, by: Person | None, now: dt.datetime) -> int:
    """Remove those that were answered or ran out long ago: names and addresses are kept no longer than needed."""
    gone = list(queries.long_over(now - KEPT_FOR))
    for invitation in gone:
        audit.record(by=by, action="people.forget_invitation", target=invitation, now=now)
    Invitation.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return len(gone)


@transaction.atomic
def give_role(*, person: Person, role: roles.Role, partnership: Partnership, by: Person, now: dt.datetime) -> RoleHeld:
    """Give a role in one partnership to somebody of the directory."""
    rules.check_may_change_roles(by, partnership.pk)
    return accounts.give_role(person=person, role=role, partnership=partnership, by=by, now=now)


@transaction.atomic
def take_role(*, person: Person, role: roles.Role, partnership: Partnership, by: Person, now: dt.datetime) -> None:
    """Take a role in one partnership away; the last of its programme team keeps theirs."""
    rules.check_may_change_roles(by, partnership.pk)
    if role == roles.PROGRAMME_TEAM:
        held = RoleHeld.objects.select_for_update().filter(role=role.key, partnership=partnership)
        if not held.filter(access_ended_at=None, person__is_active=True).exclude(person=person).exists():
            raise NotPossibleNow(_("This is the last person of the programme team. Give the role to another first."))
    accounts.take_role(person=person, role=role, partnership=partnership, by=by, now=now)


@transaction.atomic
def end_in_partnership(*, person: Person, partnership: Partnership, reason: str, by: Person, now: dt.datetime) -> None:
    """Somebody leaves: roles, memberships and positions in this partnership end, and what contexts registered.

    The account stays.
    """
    rules.check_may_change_roles(by, partnership.pk)
    for end in LEAVING:
        end(person, partnership.pk, by, now)
    for held in list(RoleHeld.objects.filter(person=person, partnership=partnership)):
        if held.role in roles.BY_KEY:
            take_role(person=person, role=roles.BY_KEY[held.role], partnership=partnership, by=by, now=now)
    for membership in Membership.objects.filter(person=person, zone__partnership=partnership).select_related("zone"):
        zones.let_go(zone=membership.zone, person=person, by=by, now=now)
    works = Colleague.objects.filter(person=person, organisation__partnership=partnership, until=None)
    for colleague in works.select_related("organisation"):
        partners.end_colleague(colleague=colleague, by=by, now=now)
    detail = {"reason": reason}
    audit.record(by=by, action="people.leave", target=person, now=now, detail=detail, scope=partnership.pk)


def erase_invitations(person: Person, now: dt.datetime) -> list[Kept]:
    """What was sent to somebody who is erased, as `accounts.personal_data` asks; part of its transaction."""
    queries.invitations_to(person).delete()
    return []


def _check_of_the_partnership(partnership: Partnership, asked: Asked) -> None:
    for place in (asked.zone, asked.organisation):
        if place is not None and place.partnership_id != partnership.pk:
            raise NotPossibleNow(_("%(place)s belongs to another partnership.") % {"place": place})


def _check_still_may(invitation: Invitation, person: Person) -> None:
    rules.check_is_another(person, invitation.email)
    rules.check_may_invite(
        person,
        partnership=invitation.partnership,
        role=roles.BY_KEY[invitation.role],
        zone=invitation.zone,
        organisation=invitation.organisation,
        may_sign=invitation.may_sign,
    )


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _open(token: str, now: dt.datetime) -> Invitation:
    found = Invitation.objects.select_for_update().filter(token_digest=queries.digest_of(token)).first()
    if found is None or (found.state == InvitationState.OPEN and not found.is_open(now)):
        raise NotPossibleNow(_("This invitation is not open any more. Ask whoever invited you for a new one."))
    return found


def _end(invitation: Invitation, move: str, by: Person | None, now: dt.datetime) -> Invitation:
    invitation.state = INVITATIONS.after(move, invitation.state)
    invitation.ended_at = now
    invitation.save(update_fields=["state", "ended_at"])
    audit.record(by=by, action=f"people.{move}_invitation", target=invitation, now=now)
    return invitation


def _detail(invitation: Invitation) -> dict[str, str]:
    return {
        "role": invitation.role,
        "zone": invitation.zone.slug if invitation.zone else "",
        "organisation": str(invitation.organisation or ""),
    }


def _send(invitation: Invitation, address: str) -> None:
    context = {"invitation": invitation, "role": roles.BY_KEY[invitation.role].label, "address": address}
    letters.send("people/letters/invitation", [invitation.email], context)
