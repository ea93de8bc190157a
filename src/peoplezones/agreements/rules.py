"""Who may do what with agreements and shared records; what is possible now is told by `states` and the dates."""

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PARTNER, PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners import queries as partners
from peoplezones.partners import rules as at_partners
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Membership

from .models import Agreement, Party, SharedRecord

OPENS = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER, ZONE_LEAD, PARTNER)


def works_for_somebody(person: object) -> bool:
    return not accounts.second_factor_missing(person) and partners.own(person).exists()


def check_may_open(person: object) -> None:
    """Everybody who works for an organisation that takes part, or for the programme."""
    if not accounts.scope_of(person, OPENS) and not works_for_somebody(person):
        raise NotAllowedForYou(_("Only people who work for the partnership or its partners can open this part."))


def may_open(person: object) -> bool:
    return bool(accounts.scope_of(person, OPENS)) or works_for_somebody(person)


def check_may_keep(person: object, partnership_id: int) -> None:
    """The programme team of the partnership."""
    if not accounts.holds_in(person, [PROGRAMME_TEAM], partnership_id):
        raise NotAllowedForYou(_("Only the programme team can write, send, review or end agreements."))


def may_keep(person: object, partnership_id: int) -> bool:
    return accounts.holds_in(person, [PROGRAMME_TEAM], partnership_id)


def is_inside(person: object, agreement: Agreement) -> bool:
    """Of the programme team, or at work for one of the parties: they see its document and what flowed."""
    if may_keep(person, agreement.partnership_id):
        return True
    parties = Party.objects.filter(agreement=agreement).order_by().values("organisation")
    return works_for_somebody(person) and partners.own(person).filter(pk__in=parties).exists()


def check_may_sign(person: object, organisation: Organisation) -> None:
    """Whoever works for the party now and may sign for it."""
    if not isinstance(person, Person) or not at_partners.signs_for(person, organisation):
        sentence = _("You cannot sign for %(name)s. Ask the programme team if you should.")
        raise NotAllowedForYou(sentence % {"name": organisation.name})


def check_may_share(person: object, organisation: Organisation) -> None:
    """Whoever works for the organisation now."""
    if not at_partners.works_for(person, organisation):
        raise NotAllowedForYou(
            _("Only people who work for %(name)s can share its records.") % {"name": organisation.name}
        )


def check_may_take_back(person: object, record: SharedRecord) -> None:
    """Whoever works for the organisation that shares it, and the programme team."""
    if not may_keep(person, record.partnership_id):
        check_may_share(person, record.giver)


def may_take_back(person: object, record: SharedRecord) -> bool:
    try:
        check_may_take_back(person, record)
    except NotAllowedForYou:
        return False
    return True


def check_may_break_glass(person: object, record: SharedRecord) -> None:
    """The programme team of the partnership, and the lead of the zone that the record is about; partners never."""
    leads = (
        isinstance(person, Person)
        and record.zone is not None
        and record.zone.partnership_id == record.partnership_id
        and accounts.holds_in(person, [ZONE_LEAD], record.partnership_id)
        and Membership.objects.filter(zone=record.zone_id, person=person).exists()
    )
    if not leads and not may_keep(person, record.partnership_id):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can break the glass."))


def may_break_glass(person: object, record: SharedRecord) -> bool:
    try:
        check_may_break_glass(person, record)
    except NotAllowedForYou:
        return False
    return True


def check_may_see_glass(person: object) -> None:
    """The programme team."""
    if not accounts.scope_of(person, [PROGRAMME_TEAM]):
        raise NotAllowedForYou(_("Only the programme team can see who broke the glass."))


def may_see_glass(person: object) -> bool:
    return bool(accounts.scope_of(person, [PROGRAMME_TEAM]))
