"""Who may let somebody in and as what, and who may end it."""

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners import rules as partners
from peoplezones.partners.models import Colleague, Organisation
from peoplezones.zones.models import Membership, Zone

from .models import OF_NEIGHBOURS

BY_ZONE_LEADS = (roles.PARTNER, roles.COMMUNITY_LEADER, roles.RESIDENT)


def runs(person: object, partnership_id: int | None) -> bool:
    """The programme team of this partnership."""
    return accounts.holds_in(person, [roles.PROGRAMME_TEAM], partnership_id)


def leads(person: Person, zone: Zone) -> bool:
    """A lead of this very zone."""
    return (
        accounts.holds_in(person, [roles.ZONE_LEAD], zone.partnership_id)
        and Membership.objects.filter(person=person, zone=zone).exists()
    )


def signs_for(person: Person, organisation: Organisation) -> bool:
    """Somebody who may sign for this organisation, and is here as its partner."""
    here = accounts.holds_in(person, [roles.PARTNER], organisation.partnership_id)
    return here and partners.signs_for(person, organisation)


def may_invite(person: object) -> bool:
    """Whether there is anybody at all whom this person may invite."""
    if not isinstance(person, Person):
        return False
    if accounts.holds_any(person, [roles.PROGRAMME_TEAM]):
        return True
    if accounts.holds_any(person, [roles.ZONE_LEAD]) and Membership.objects.filter(person=person).exists():
        return True
    signs = Colleague.objects.filter(person=person, may_sign=True, until=None)
    return accounts.holds_any(person, [roles.PARTNER]) and signs.exists()


def check_may_look(person: object) -> None:
    """Everybody who may invite somebody."""
    if not may_invite(person):
        raise NotAllowedForYou(
            _("Only the programme team, zone leads and people who sign for a partner can invite others.")
        )


def check_may_invite(
    person: Person,
    *,
    partnership: Partnership,
    role: roles.Role,
    zone: Zone | None,
    organisation: Organisation | None,
    may_sign: bool,
) -> None:
    """The programme team; a zone lead to their zone; who signs for a partner, as a colleague of theirs."""
    # Into an organisation comes only who has a role of the staff; into one of neighbours also a community leader.
    of_neighbours = organisation is None or organisation.kind in OF_NEIGHBOURS
    if organisation is not None and not (role.staff or (role == roles.COMMUNITY_LEADER and of_neighbours)):
        raise NotAllowedForYou(
            _("Nobody works for an organisation as this. Choose the role “Partner”, or leave the organisation out.")
        )
    if runs(person, partnership.pk):
        return
    if zone is not None and leads(person, zone) and role in BY_ZONE_LEADS and not may_sign and of_neighbours:
        return
    is_theirs = organisation is not None and signs_for(person, organisation)
    if role == roles.PARTNER and is_theirs and (zone is None or Membership.objects.filter(person=person, zone=zone)):
        return
    raise NotAllowedForYou(
        _(
            "You cannot invite somebody as this. A zone lead can invite community leaders and residents to their own "
            "zone, and partners of community bodies and informal groups; somebody who signs for a partner can invite "
            "colleagues of their own organisation."
        )
    )


def roles_offered(person: Person) -> tuple[roles.Role, ...]:
    """As what this person may invite anybody at all; `check_may_invite` says whom and where."""
    if accounts.holds_any(person, [roles.PROGRAMME_TEAM]):
        return roles.ALL
    leads_zones = accounts.holds_any(person, [roles.ZONE_LEAD])
    return BY_ZONE_LEADS if leads_zones else (roles.PARTNER,)


def check_is_another(person: Person, email: str) -> None:
    """Nobody invites themselves, at whichever of their addresses."""
    if accounts.has_address(person, email):
        raise NotAllowedForYou(_("This is your own address. Ask the programme team for what you need."))


def check_may_change_roles(person: Person, partnership_id: int | None) -> None:
    """The programme team of the partnership; over the whole installation, those who hold it there."""
    if not runs(person, partnership_id):
        raise NotAllowedForYou(_("Only the programme team of the partnership can give and take roles."))
