"""Who may do what with an organisation and its offers; what state an offer must be in is told by `states`."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.roles import PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.zones.models import Membership, Zone

from .models import LOOKING, NEIGHBOURS, STAFF, Colleague, Organisation, Presence


def may_look(person: object) -> bool:
    if accounts.holds_any(person, LOOKING):
        return True
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return False
    return Colleague.objects.acting().filter(person=person).exists()


def check_may_look(person: object) -> None:
    """Everybody who works for the programme, community leaders, the board, and whoever works for a partner."""
    if not may_look(person):
        raise NotAllowedForYou(_("Only people who work in a partnership can see its organisations here."))


def may_add(person: object) -> bool:
    """There is somewhere that they could add one."""
    if accounts.scope_of(person, [PROGRAMME_TEAM]):
        return True
    leads = accounts.scope_of(person, [ZONE_LEAD])
    return bool(leads) and Membership.objects.filter(leads.q("zone__partnership"), person=person).exists()  # type: ignore[misc]


def check_may_add(person: Person, partnership: Partnership, zones: Collection[Zone]) -> None:
    """The programme team of the partnership, and a zone lead where it works in zones of their own alone."""
    if accounts.holds_in(person, [PROGRAMME_TEAM], partnership.pk):
        return
    if not accounts.holds_in(person, [ZONE_LEAD], partnership.pk):
        raise NotAllowedForYou(_("Only the programme team and zone leads can add organisations."))
    theirs = Membership.objects.filter(person=person, zone__in=zones).count()
    if not zones or theirs < len(zones):
        raise NotAllowedForYou(_("Choose at least one zone, and only zones that you lead."))


def check_may_bring_in(person: Person, partnership: Partnership) -> None:
    """The programme team of the partnership."""
    if not accounts.holds_in(person, [PROGRAMME_TEAM], partnership.pk):
        raise NotAllowedForYou(_("Only the programme team can bring organisations in from a spreadsheet."))


def may_bring_in(person: object) -> bool:
    return bool(accounts.scope_of(person, [PROGRAMME_TEAM]))


def may_run(person: object, organisation: Organisation) -> bool:
    return accounts.holds_in(person, [PROGRAMME_TEAM], organisation.partnership_id)


def check_may_run(person: Person, organisation: Organisation) -> None:
    """The programme team of its partnership."""
    if not may_run(person, organisation):
        raise NotAllowedForYou(_("Only the programme team can do this with an organisation."))


def check_may_take_on(person: Person, organisation: Organisation, colleague: Person, *, may_sign: bool) -> None:
    """The programme team; who signs for it; for a group of neighbours a lead of its zone, but nobody who may sign."""
    # What is shared with an organisation is not the lead's: they do not take themselves on either.
    if may_run(person, organisation) or signs_for(person, organisation):
        return
    for_neighbours = organisation.kind in NEIGHBOURS and not may_sign and colleague.pk != person.pk
    if for_neighbours and _leads_where_it_works(person, organisation):
        return
    raise NotAllowedForYou(
        _("Only the programme team, and people who sign for this organisation, can say who works for it.")
    )


def signs_for(person: Person, organisation: Organisation) -> bool:
    """They work for it today, and what they sign binds it."""
    return works_for(person, organisation, may_sign=True)


def _leads_where_it_works(person: Person, organisation: Organisation) -> bool:
    leads = accounts.holds_in(person, [ZONE_LEAD], organisation.partnership_id)
    zones = Presence.objects.filter(organisation=organisation).order_by().values("zone")
    return leads and Membership.objects.filter(person=person, zone__in=zones).exists()


def works_for(person: object, organisation: Organisation, *, may_sign: bool = False) -> bool:
    """They act for it today, in a role that counts; with `may_sign`, what they sign binds it too."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return False
    acting = Colleague.objects.acting().filter(person=person, organisation=organisation)
    return acting.filter(may_sign=True).exists() if may_sign else acting.exists()


def may_edit(person: object, organisation: Organisation) -> bool:
    return may_run(person, organisation) or works_for(person, organisation)


def check_may_edit(person: Person, organisation: Organisation) -> None:
    """The programme team of its partnership, and those who work for the organisation."""
    if not may_edit(person, organisation):
        raise NotAllowedForYou(
            _("Only the programme team and people who work for this organisation can change what is said of it.")
        )


def check_may_place(person: Person, organisation: Organisation, zone: Zone) -> None:
    """The programme team of its partnership, and a zone lead in a zone of their own."""
    if zone.partnership_id != organisation.partnership_id:
        raise NotAllowedForYou(_("This zone belongs to another partnership."))
    if may_run(person, organisation):
        return
    leads = accounts.holds_in(person, [ZONE_LEAD], zone.partnership_id)
    if not (leads and Membership.objects.filter(zone=zone, person=person).exists()):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can say who works in a zone."))


def may_see_names(person: object, organisation: Organisation) -> bool:
    """Names of colleagues are for those who share the workspace of the partnership."""
    return accounts.holds_in(person, STAFF, organisation.partnership_id) or works_for(person, organisation)
