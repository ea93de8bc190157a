"""Says who is here as what, and lists people and invitations; contact details only where they may be shown."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.accounts import roles
from peoplezones.accounts.models import Person
from peoplezones.accounts.personal_data import Section
from peoplezones.accounts.queries import assistance
from peoplezones.ui.lists import Column, Filter, Listing

from . import queries
from .models import Invitation
from .states import InvitationState

EXPIRED = "expired"


def crumbs(*here: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("My workspace"), reverse("accounts:home")), *here]


def directory(viewer: Person, contacts: Collection[int] | None) -> Listing:
    """People within the viewer's reach. `contacts`: ids of those whose address may be shown; None for all."""
    zones = [(zone.slug, zone.name) for zone in queries.zones_in_directory(viewer)]
    organisations = [(str(one.pk), one.name) for one in queries.organisations_in_directory(viewer)]

    def address(person: Person) -> str:
        return shown_address(person) if contacts is None or person.pk in contacts else ""

    return Listing(
        name="people",
        caption=_("People"),
        columns=[
            Column(_("Name"), named, link=lambda person: reverse("people:person", args=[person.pk])),
            Column(_("Here as"), lambda person: ", ".join(roles_in_words(person))),
            Column(_("Zones"), lambda person: ", ".join(one.zone.name for one in person.zones_here)),
            Column(_("Organisation"), lambda person: ", ".join(_position(one) for one in person.positions_here)),
            Column(_("E-mail"), address),
        ],
        empty=_("Nobody is here yet whom your role lets you see. Invite somebody first."),
        filters=[
            Filter(
                "role",
                _("Role"),
                [(role.key, role.label) for role in roles.ALL],
                lambda rows, key: queries.holding(rows, key, viewer),
            ),
            Filter("zone", _("Zone"), zones, lambda rows, slug: rows.filter(memberships__zone__slug=slug)),
            Filter(
                "organisation",
                _("Organisation"),
                organisations,
                lambda rows, pk: rows.filter(positions__organisation=pk, positions__until=None),
            ),
        ],
        look_in=["name"],
        search_label=_("Name"),
    )


def shown_address(person: Person) -> str:
    """Where to write to; nothing where the address is a stand-in for somebody without e-mail."""
    return "" if assistance.is_stand_in(person.email) else person.email


def named(person: Person) -> str:
    """Their name; where two have the same, or none, the number tells them apart."""
    return person.name or _("Person %(number)d") % {"number": person.pk}


def roles_in_words(person: Any) -> list[str]:
    keys = dict.fromkeys(held.role for held in person.roles_here if held.role in roles.BY_KEY)
    return [str(roles.BY_KEY[key].label) for key in keys]


def _position(colleague: Any) -> str:
    return f"{colleague.position}, {colleague.organisation.name}"


def person_page(person: Any, several: bool) -> dict[str, Any]:
    """What somebody holds, in the viewer's partnerships."""
    held = []
    for one in person.roles_here:
        if one.role in roles.BY_KEY:
            where = one.partnership.name if one.partnership else _("everywhere")
            label = str(roles.BY_KEY[one.role].label)
            held.append(f"{label} ({where})" if several or not one.partnership else label)
    zones = []
    for member in person.zones_here:
        also = [label for holds, label in ((member.is_steward, _("steward")), (member.is_clerk, _("clerk"))) if holds]
        zones.append({"zone": member.zone, "also": ", ".join(also), "since": member.since})
    return {"held": held, "zones": zones, "positions": person.positions_here}


def invitations_list(now: dt.datetime) -> Listing:
    return Listing(
        name="invitations",
        caption=_("Invitations"),
        columns=[
            Column(_("Whom"), whom, link=lambda one: reverse("people:invitation", args=[one.pk])),
            Column(_("As"), lambda one: str(roles.BY_KEY[one.role].label)),
            Column(_("Zone"), lambda one: one.zone.name if one.zone else ""),
            Column(_("Organisation"), lambda one: one.organisation.name if one.organisation else ""),
            Column(_("State"), lambda one: state_in_words(one, now), tag=True),
            Column(_("Invited"), lambda one: one.invited_at.date()),
            Column(_("By"), lambda one: str(one.invited_by or "")),
        ],
        empty=_("Nobody has been invited yet. Press “Invite somebody” to begin."),
        filters=[
            Filter(
                "state",
                _("State"),
                [*InvitationState.choices, (EXPIRED, _("Ran out"))],
                lambda rows, state: _in_state(rows, state, now),
            ),
        ],
        look_in=["name", "email"],
        search_label=_("Name or e-mail"),
    )


def whom(invitation: Invitation) -> str:
    return f"{invitation.name} ({invitation.email})" if invitation.name else invitation.email


def state_in_words(invitation: Invitation, now: dt.datetime) -> str:
    if invitation.state == InvitationState.OPEN and not invitation.is_open(now):
        return _("Ran out")
    return str(InvitationState(invitation.state).label)


def _in_state(rows: Any, state: str, now: dt.datetime) -> Any:
    if state == EXPIRED:
        return rows.filter(state=InvitationState.OPEN, expires_at__lte=now)
    found = rows.filter(state=state)
    return found.filter(expires_at__gt=now) if state == InvitationState.OPEN else found


def invitation_rows(invitation: Invitation) -> list[tuple[str, str]]:
    """An invitation as a summary list."""
    rows = [
        (_("Whom"), whom(invitation)),
        (_("As"), str(roles.BY_KEY[invitation.role].label)),
        (_("Partnership"), str(invitation.partnership)),
    ]
    if invitation.zone:
        also = [
            label
            for holds, label in ((invitation.is_steward, _("steward")), (invitation.is_clerk, _("clerk")))
            if holds
        ]
        rows.append((_("Zone"), ", ".join([invitation.zone.name, *also])))
    if invitation.organisation:
        rows.append((_("Organisation"), invitation.organisation.name))
        rows.append((_("Position"), invitation.position))
        rows.append((_("May sign agreements"), _("yes") if invitation.may_sign else _("no")))
    return rows


def invitations_held(person: Person) -> list[Section]:
    """For somebody who asks what is held about them."""
    rows = [dict(invitation_rows(one)) for one in queries.invitations_to(person)]
    return [Section(_("Invitations that were sent to you"), rows)] if rows else []
