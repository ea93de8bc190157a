"""Who may do what with a zone; what is possible in its present phase is told by `states`."""

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.roles import PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.foundation.refusals import NotAllowedForYou

from .models import Membership, Zone


def check_may_create(person: Person, partnership: Partnership) -> None:
    """The programme team of the partnership."""
    if not accounts.holds_in(person, [PROGRAMME_TEAM], partnership.pk):
        raise NotAllowedForYou(_("Only the programme team can start a zone."))


def check_may_move(person: Person, zone: Zone) -> None:
    """The programme team of its partnership, and a zone lead in a zone of their own."""
    if not _looks_after(person, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can change its phase."))


def check_may_change_state(person: Person, zone: Zone) -> None:
    """The programme team of its partnership."""
    if not may_change_state(person, zone):
        raise NotAllowedForYou(_("Only the programme team can hand a zone over, close it, or start it again."))


def may_change_state(person: Person, zone: Zone) -> bool:
    return accounts.holds_in(person, [PROGRAMME_TEAM], zone.partnership_id)


def check_may_edit(person: Person, zone: Zone) -> None:
    """The programme team of its partnership, and a zone lead in a zone of their own."""
    if not _looks_after(person, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can change what is said of it."))


def may_edit(person: Person, zone: Zone) -> bool:
    return _looks_after(person, zone)


def check_may_take_in(person: Person, zone: Zone) -> None:
    """The programme team of its partnership, and a zone lead in a zone of their own."""
    if not _looks_after(person, zone):
        raise NotAllowedForYou(
            _("Only the programme team and the zone's own lead can take people in or say what they may do there.")
        )


def check_may_let_go(person: Person, zone: Zone, member: Person) -> None:
    """The programme team of its partnership, a zone lead in a zone of their own, and everybody for themselves."""
    if person != member and not _looks_after(person, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can end what is not your own."))


def check_may_see_members(person: Person, zone: Zone) -> None:
    """The programme team of its partnership, and a zone lead in a zone of their own."""
    if not _looks_after(person, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can see who belongs to it."))


def _looks_after(person: Person, zone: Zone) -> bool:
    if accounts.holds_in(person, [PROGRAMME_TEAM], zone.partnership_id):
        return True
    leads = accounts.holds_in(person, [ZONE_LEAD], zone.partnership_id)
    return leads and Membership.objects.filter(zone=zone, person=person).exists()


def is_steward(person: Person, zone: Zone) -> bool:
    return Membership.objects.filter(zone=zone, person=person, is_steward=True).exists()


def is_clerk(person: Person, zone: Zone) -> bool:
    return Membership.objects.filter(zone=zone, person=person, is_clerk=True).exists()
