"""Reads what organisations say of their appetite and capability, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from peoplezones.accounts.models import Person
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Organisation
from peoplezones.zones import queries as zones
from peoplezones.zones.models import Zone

from ..models import Answer, SelfAssessment
from . import scope


def seen_by(person: object) -> "QuerySet[SelfAssessment]":
    """Those of a person's partnership, of the zones they lead, and of the organisation they work for."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return SelfAssessment.objects.none()
    own = partners.own(person).order_by().values("pk")
    led = scope.led_zones(person).order_by().values("pk")
    wanted = scope.whole(scope.reads(person), "organisation__partnership") | Q(organisation__in=own) | Q(zone__in=led)
    found = SelfAssessment.objects.filter(wanted, zones.named_to(person, "zone")).select_related(
        "organisation", "zone", "by"
    )
    answers = Prefetch("answers", Answer.objects.order_by("id"))
    return found.prefetch_related(answers).order_by("-on", "organisation__name", "zone__name")


def newest(person: object) -> "QuerySet[SelfAssessment]":
    """Of each organisation and zone the newest alone."""
    same = SelfAssessment.objects.filter(organisation=OuterRef("organisation"), zone=OuterRef("zone"))
    return seen_by(person).exclude(Exists(same.filter(on__gt=OuterRef("on")).order_by()))


def history(person: object, organisation_id: int, zone_id: int) -> list[SelfAssessment]:
    """All of one organisation on one zone, the newest first."""
    return list(seen_by(person).filter(organisation=organisation_id, zone=zone_id).order_by("-on"))


@dataclass(frozen=True)
class Grid:
    """The newest of some organisations, by organisation and zone."""

    zones: list[Zone]
    found: dict[tuple[int, int], SelfAssessment]
    before: dict[int, SelfAssessment]  # by the number of the newest: the one that it follows


def zones_of(person: object) -> list[Zone]:
    """The zones over which a person may see what organisations say."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return []
    own = partners.own(person).order_by().values("partnership")
    led = scope.led_zones(person).order_by().values("pk")
    wanted = scope.whole(scope.reads(person)) | Q(partnership__in=own) | Q(pk__in=led)
    return list(Zone.objects.filter(wanted, zones.named_to(person)).order_by("name"))


def organisations_for(person: object) -> "QuerySet[Organisation]":
    """The rows of the grid: organisations that a person sees and about which they may read."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return Organisation.objects.none()
    said = seen_by(person).order_by().values("organisation")
    own = partners.own(person).order_by().values("pk")
    wanted = scope.whole(scope.reads(person)) | Q(pk__in=said) | Q(pk__in=own)
    return partners.seen_by(person).filter(wanted, left_on=None)


def grid(person: object, organisations: Iterable[Organisation]) -> Grid:
    same = SelfAssessment.objects.filter(organisation=OuterRef("organisation"), zone=OuterRef("zone"))
    earlier = Subquery(same.filter(on__lt=OuterRef("on")).order_by("-on").values("pk")[:1])
    rows = newest(person).filter(organisation__in=[one.pk for one in organisations]).annotate(earlier=earlier)
    known = seen_by(person).in_bulk([one.earlier for one in rows if one.earlier])
    before = {one.pk: known[one.earlier] for one in rows if one.earlier in known}
    return Grid(zones_of(person), {(one.organisation_id, one.zone_id): one for one in rows}, before)


def zones_to_speak_of(person: object, organisation: Organisation) -> "QuerySet[Zone]":
    """The zones of which an organisation may speak: all of its partnership, also where it does not work yet."""
    return Zone.objects.filter(zones.named_to(person), partnership=organisation.partnership_id).order_by("name")
