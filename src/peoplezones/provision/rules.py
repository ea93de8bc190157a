"""Who may see and change what is mapped in a zone, and which words of an item would name a person."""

import re

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, PARTNER, PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners.models import Colleague, Presence
from peoplezones.zones.models import Membership, Zone

from .models import Provision

WHOLE_PARTNERSHIP = (PROGRAMME_TEAM, ANALYST)
READERS = (*WHOLE_PARTNERSHIP, ZONE_LEAD, PARTNER)

# Forms of address before a name in capitals: “Ms Name”, and not “MS nurse”, the nurse for multiple sclerosis.
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Cllr|MR|MRS)\.?\s+[A-Z]\w|\b(?:mr|mrs)\.?\s+[a-z]\w")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{1,3}|0)(?:[\s()./-]*\d){8,12}(?!\d)")


def named_in(words: str) -> str:
    """The sentence that refuses words which seem to name or reach a person; empty where they do not."""
    for pattern, sentence in (
        (_MAIL, _("This holds an e-mail address. Write the title of the post instead; the address is not kept here.")),
        (_PHONE, _("This holds a phone number. Write the title of the post instead; the number is not kept here.")),
        (_ADDRESSED, _("This seems to name a person. Write the title of the post, such as “Health visitor”.")),
    ):
        if pattern.search(words):
            return sentence
    return ""


def check_may_look(person: object) -> None:
    """The programme team, analysts, zone leads and partners."""
    if not may_look(person):
        raise NotAllowedForYou(_("Only the programme team, analysts, zone leads and partners can see this."))


def check_may_map(person: object, zone: Zone) -> None:
    """The programme team of the zone's partnership, and a zone lead in a zone of their own."""
    if not may_map(person, zone):
        raise NotAllowedForYou(_("Only the programme team and the zone's own lead can do this."))


def check_may_add(person: object, zone: Zone) -> None:
    """Whoever may map the zone, and partners whose organisation works there, for their own organisation."""
    if not may_map(person, zone) and not own_organisations(person, zone):
        raise NotAllowedForYou(
            _("Only the programme team, the zone's own lead and partners who work in the zone can add to this.")
        )


def check_may_edit(person: object, item: Provision) -> None:
    """Whoever may map the zone, and partners for what is of their own organisation."""
    if not may_edit(person, item):
        raise NotAllowedForYou(
            _("Only the programme team, the zone's own lead and the organisation itself can change this.")
        )


def may_look(person: object) -> bool:
    return accounts.holds_any(person, READERS)


def may_map(person: object, zone: Zone) -> bool:
    if not isinstance(person, Person):
        return False
    if accounts.holds_in(person, [PROGRAMME_TEAM], zone.partnership_id):
        return True
    leads = accounts.holds_in(person, [ZONE_LEAD], zone.partnership_id)
    return leads and Membership.objects.filter(zone=zone, person=person).exists()


def may_edit(person: object, item: Provision) -> bool:
    return may_map(person, item.zone) or item.organisation_id in own_organisations(person, item.zone)


def own_organisations(person: object, zone: Zone) -> frozenset[int]:
    """Numbers of the organisations that a partner works for and that work in the zone."""
    if not isinstance(person, Person) or not accounts.holds_in(person, [PARTNER], zone.partnership_id):
        return frozenset()
    theirs = Colleague.objects.filter(person=person, until=None).order_by().values("organisation")
    there = Presence.objects.filter(zone=zone, organisation__in=theirs, organisation__left_on=None).order_by()
    return frozenset(there.values_list("organisation_id", flat=True))
