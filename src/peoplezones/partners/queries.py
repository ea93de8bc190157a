"""Reads organisations, who works for them and what they offer, within what a person may see."""

import datetime as dt

from django.db.models import Count, F, Prefetch, Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.zones import queries as zones
from peoplezones.zones.models import Membership, Zone

from .models import LOOKING, STAFF, Colleague, Identifier, Offer, OfferChange, Organisation, Presence
from .rows import on
from .states import OfferState

# They work with a whole partnership; everybody else sees the organisations of their own zones, and their own.
WHOLE_PARTNERSHIP = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER)


def own(person: object) -> "QuerySet[Organisation]":
    """The organisations for which a person acts today, in a role that counts."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Organisation.objects.none()
    theirs = Colleague.objects.acting().filter(person=person).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=theirs).order_by("name", "id")


def seen_by(person: object) -> "QuerySet[Organisation]":
    """The organisations that a person may see, by name."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Organisation.objects.none()
    scope = accounts.scope_of(person, WHOLE_PARTNERSHIP)
    beside = Presence.objects.filter(zone__in=_own_zones(person).values("zone")).order_by().values("organisation")
    wanted = Q(pk__in=own(person).order_by().values("pk")) | Q(pk__in=beside)
    if scope:
        wanted |= scope.q()
    return Organisation.objects.filter(wanted).order_by("name", "id")


def _own_zones(person: Person) -> "QuerySet[Membership]":
    """How a person belongs to zones, where their role opens the register: to be a neighbour opens nothing."""
    looks = accounts.scope_of(person, LOOKING)
    own = Membership.objects.filter(person=person).order_by()
    return own.filter(looks.q("zone__partnership")) if looks else own.none()


def organisation(person: object, number: int) -> Organisation | None:
    """One of those that a person may see."""
    return seen_by(person).filter(pk=number).first()


def colleagues_now(organisation: Organisation) -> "QuerySet[Colleague]":
    return Colleague.objects.filter(organisation=organisation, until=None).select_related("person")


def listed(person: object) -> "QuerySet[Organisation]":
    """Those that a person may see, with the zones they work in; those that have left come last."""
    shown = Prefetch("presences", presences_seen_by(person), "works_in")
    rows = seen_by(person).prefetch_related(shown, "identifiers")
    return rows.order_by(F("left_on").asc(nulls_first=True), "name", "id")


def looked_for(rows: "QuerySet[Organisation]", words: str) -> "QuerySet[Organisation]":
    """Those in which every word stands in the name or in what it does, or is part of a number it is known by."""
    for word in words.split():
        part = word.rpartition("-")[2]  # of GB-CHC-1234567, the number
        numbered = Identifier.objects.filter(number__icontains=part).order_by().values("organisation")
        rows = rows.filter(Q(name__icontains=word) | Q(summary__icontains=word) | Q(pk__in=numbered))
    return rows


def presences() -> "QuerySet[Presence]":
    """Every presence with its zone, by the zone's name; for one organisation, filter it."""
    return Presence.objects.select_related("zone").order_by("zone__name", "id")


def presences_seen_by(person: object) -> "QuerySet[Presence]":
    """Those in zones that everybody sees, and in ideas that this person sees."""
    return presences().filter(zones.named_to(person, "zone"))


def presence(person: object, organisation: Organisation, number: int) -> Presence | None:
    return presences_seen_by(person).filter(organisation=organisation, pk=number).first()


def colleague(organisation: Organisation, number: int) -> Colleague | None:
    return colleagues_now(organisation).filter(pk=number).first()


def identifier(organisation: Organisation, number: int) -> Identifier | None:
    return Identifier.objects.filter(organisation=organisation, pk=number).first()


def zones_to_offer_in(person: object, partnership_id: int) -> "QuerySet[Zone]":
    """The zones of a partnership that may be named to a person, by name."""
    return Zone.objects.filter(zones.named_to(person), partnership=partnership_id).order_by("name")


def zones_seen_by(person: object) -> "QuerySet[Zone]":
    """The zones in which a person may see who works: those of their whole partnership, or their own."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Zone.objects.none()
    scope = accounts.scope_of(person, WHOLE_PARTNERSHIP)
    wanted = Q(pk__in=_own_zones(person).values("zone")) | Q(presences__organisation__in=own(person).order_by())
    if scope:
        wanted |= scope.q()
    found = Zone.objects.filter(wanted).order_by().values("pk")
    return Zone.objects.filter(zones.named_to(person), pk__in=found).order_by("name")


def placeable_zones(person: Person, partnership_id: int | None = None) -> "QuerySet[Zone]":
    """The zones of which a person may say who works there; in one partnership where it is named."""
    found = Zone.objects.order_by("partnership__name", "name")
    if partnership_id is not None:
        found = found.filter(partnership=partnership_id)
    leads = accounts.scope_of(person, [ZONE_LEAD])
    member = Membership.objects.filter(person=person).order_by().values("zone")
    wanted = Q(pk__in=[])
    if leads:
        wanted |= Q(leads.q(), pk__in=member)
    if team := accounts.scope_of(person, [PROGRAMME_TEAM]):
        wanted |= team.q()
    return found.filter(wanted)


def partnerships_to_add_to(person: Person) -> "QuerySet[Partnership]":
    """Where a person may bring organisations in, by name."""
    team = accounts.scope_of(person, [PROGRAMME_TEAM])
    wanted = Q(pk__in=placeable_zones(person).order_by().values("partnership"))
    if team:
        wanted |= team.q("pk")
    return Partnership.objects.filter(wanted).order_by("name")


def partnerships_run_by(person: Person) -> "QuerySet[Partnership]":
    """Those whose programme team a person belongs to, by name."""
    return accounts.partnerships(accounts.scope_of(person, [PROGRAMME_TEAM]))


def person_in(partnership_id: int, email: str) -> Person | None:
    """Who signs in with this address and belongs here; nobody learns of people of other partnerships.

    Only a role of the staff that is held everywhere is held here too: whoever signed up by themselves is a resident
    everywhere, and belongs where they are a member.
    """
    found = accounts.person_by_email(email)
    if found is None or not found.is_active:
        return None
    everywhere = Q(partnership=None, role__in=[role.key for role in STAFF])
    belongs = (
        found.roles_held.filter(Q(partnership=partnership_id) | everywhere).exists()
        or Membership.objects.filter(person=found, zone__partnership=partnership_id).exists()
        or Colleague.objects.filter(person=found, organisation__partnership=partnership_id, until=None).exists()
    )
    return found if belongs else None


def offers_seen_by(person: object) -> "QuerySet[Offer]":
    """What can be seen of the offers of organisations that take part: open ones first, then by title.

    Who is tied to zones sees what is offered there or everywhere, and all of their own organisation's.
    """
    if not isinstance(person, Person):
        return Offer.objects.none()
    rows = Offer.objects.filter(organisation__in=seen_by(person).filter(left_on=None).order_by())
    reach = Q(everywhere=True) | Q(organisation__in=own(person).order_by())
    there = Offer.zones.through.objects.filter(zone__in=_own_zones(person).values("zone")).order_by().values("offer")
    reach |= Q(pk__in=there)
    if scope := accounts.scope_of(person, WHOLE_PARTNERSHIP):
        reach |= scope.q("organisation__partnership")
    return with_zones(rows.filter(reach), person)


def with_zones(offers: "QuerySet[Offer]", person: object) -> "QuerySet[Offer]":
    """Each with the zones that may be named to a person."""
    named = Zone.objects.filter(zones.named_to(person)).order_by("name")
    found = offers.select_related("organisation").prefetch_related(Prefetch("zones", named))
    return found.order_by("state", "title", "id")  # “open” happens to come first by letter


def offer(person: object, number: int) -> Offer | None:
    """One of those that a person may see."""
    return offers_seen_by(person).filter(pk=number).first()


def offers_of(person: object, organisation: Organisation) -> "QuerySet[Offer]":
    """What one organisation offers, to this person's eyes."""
    return offers_seen_by(person).filter(organisation=organisation)


def zones_out_of_sight(person: object, offer: Offer) -> list[Zone]:
    """The zones of an offer that may not be named to a person, and which their change leaves as they are."""
    # Asked anew: what was read with the offer holds only the zones that may be named.
    its = Offer.zones.through.objects.filter(offer=offer.pk).order_by().values("zone")
    return list(Zone.objects.filter(~Q(zones.named_to(person)), pk__in=its))


def changes_of(offer: Offer) -> "QuerySet[OfferChange]":
    return OfferChange.objects.filter(offer=offer).select_related("by").order_by("at", "id")


def on_day(offers: "QuerySet[Offer]", day: int) -> "QuerySet[Offer]":
    """Offers that name some time of this day of the week, from 0 for Monday."""
    return offers.annotate(that_day=F("times").bitand(on(day))).filter(that_day__gt=0)


def in_zone(offers: "QuerySet[Offer]", zone_id: int) -> "QuerySet[Offer]":
    """Offers for one zone: those that name it, and those for every zone of its partnership."""
    named = Offer.zones.through.objects.filter(zone=zone_id).order_by().values("offer")
    home = Zone.objects.filter(pk=zone_id).order_by().values("partnership")
    return offers.filter(Q(pk__in=named) | Q(everywhere=True, organisation__partnership__in=home))


def working_in(zone: Zone) -> "QuerySet[Organisation]":
    """Who works in a zone today, for everybody to read."""
    there = Presence.objects.filter(zone=zone).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=there, left_on=None).order_by("name", "id")


def own_with_offers_due(person: object, today: dt.date) -> "QuerySet[Organisation]":
    """The organisations that a person works for, each with how many open offers should be looked at again."""
    due = Q(offers__state=OfferState.OPEN, offers__review_on__lte=today)
    return own(person).annotate(due=Count("offers", filter=due))
