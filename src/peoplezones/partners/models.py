"""Organisations: where they work, who works for them, the numbers they are known by, and what they offer."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership, RoleHeld
from peoplezones.accounts.roles import ALL, BOARD_MEMBER, COMMUNITY_LEADER
from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned
from peoplezones.zones.models import Zone

from .identifiers import LISTS, LONGEST, shown
from .rows import ALL_OF_THEM
from .states import OfferState

STAFF = tuple(role for role in ALL if role.staff)
LOOKING = (*STAFF, COMMUNITY_LEADER, BOARD_MEMBER)  # the roles that open the register of a partnership


class Kind(models.TextChoices):
    """Every kind of provider that the operating model names."""

    PUBLIC_SERVICE = "public_service", _("Public service")
    THIRD_SECTOR = "third_sector", _("Charity or voluntary organisation")
    COMMUNITY_BODY = "community_body", _("Community body")
    BUSINESS = "business", _("Business")
    FAITH_GROUP = "faith_group", _("Faith group")
    EDUCATION = "education", _("School, college or university")
    INFORMAL_GROUP = "informal_group", _("Informal group, without a constitution")


NEIGHBOURS = (Kind.COMMUNITY_BODY, Kind.INFORMAL_GROUP)  # what people of a zone are themselves, without any service


class Organisation(Versioned):
    """Somebody who takes part in a partnership: a service, a charity, a business, a group of neighbours."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    summary = models.CharField(_("what it does"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            days.within("since", "left_on", name="organisation_days_of_a_calendar"),
            models.UniqueConstraint(Lower("name"), "partnership", name="organisation_once_a_partnership"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("since")), name="organisation_left_after_it_came"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return self.partnership_id


class Presence(models.Model):
    """An organisation works in a zone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="presences")
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="presences")
    since = models.DateField()

    class Meta:
        ordering = ["zone", "organisation"]
        constraints = [
            days.within("since", name="presence_days_of_a_calendar"),
            models.UniqueConstraint(fields=["organisation", "zone"], name="organisation_once_a_zone"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.zone}"


class ColleagueQuerySet(models.QuerySet["Colleague"]):
    def acting(self) -> "ColleagueQuerySet":
        """Those by which somebody acts for an organisation today; here alone stands which roles let them.

        A role of the staff in its partnership, which asks for a second factor, and for groups of neighbours also a
        community leader's. Whoever has lost the role, or whose role rests, is still named, and acts for nobody.
        """
        here = Q(partnership=None) | Q(partnership=OuterRef("organisation__partnership"))
        held = RoleHeld.objects.filter(here, person=OuterRef("person"), access_ended_at=None).order_by()
        staff = Exists(held.filter(role__in=[role.key for role in STAFF]))
        leads = Exists(held.filter(role=COMMUNITY_LEADER.key))
        counts = Q(staff) | Q(leads, organisation__kind__in=NEIGHBOURS)
        return self.filter(counts, until=None, organisation__left_on=None, person__is_active=True)


class Colleague(models.Model):
    """A person works for an organisation, in a position; who may sign binds it by their name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="colleagues")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="positions")
    position = models.CharField(_("position"), max_length=120)
    may_sign = models.BooleanField(_("may sign agreements"), default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = ColleagueQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "person", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(until=None), name="colleague_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="colleague_left_after_they_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}, {self.organisation}"


class Identifier(models.Model):
    """A number under which an organisation is kept on a public list, as org-id.guide writes it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    # Of the organisation, here once more so that the data base keeps a number to one organisation of a partnership.
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("list"), max_length=10)
    number = models.CharField(_("number"), max_length=LONGEST)

    class Meta:
        ordering = ["code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code", "number"], name="identifier_once_a_partnership"),
            models.CheckConstraint(condition=~Q(number=""), name="identifier_has_a_number"),
        ]

    def __str__(self) -> str:
        return shown(self.code, self.number)

    @property
    def list_name(self) -> str:
        known = LISTS.get(self.code)
        return str(known.name) if known else self.code


class OfferKind(models.TextChoices):
    """What can be offered besides money: most partners have something to give."""

    TIME = "time", _("People's time")
    ROOMS = "rooms", _("Rooms and places")
    SKILLS = "skills", _("Skills and advice")
    MONEY = "money", _("Money")
    BUSINESS_HOURS = "business_hours", _("Hours that a business gives its staff")
    PAYBACK = "payback", _("Community payback hours")


class Unit(models.TextChoices):
    """What the amount of an offer counts."""

    HOURS_A_MONTH = "hours_a_month", _("hours a month")
    HOURS = "hours", _("hours in all")
    DAYS = "days", _("days in all")
    PEOPLE = "people", _("people in the room")
    POUNDS = "pounds", _("pounds in all")
    POUNDS_A_YEAR = "pounds_a_year", _("pounds a year")


class Offer(Versioned):
    """Something that an organisation gives: what, how much, when and where. Open until somebody takes it up."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(_("kind"), max_length=20, choices=OfferKind)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("in words"), max_length=1000, blank=True)
    amount = models.PositiveIntegerField(_("amount"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit, blank=True)
    times = models.PositiveIntegerField(default=0)  # of the week (rows.py); 0 where nobody has said
    times_note = models.CharField(_("about the times"), max_length=200, blank=True)
    from_day = models.DateField(null=True, blank=True)
    until_day = models.DateField(null=True, blank=True)
    everywhere = models.BooleanField(default=True)  # else in the zones that are named
    zones = models.ManyToManyField(Zone, related_name="offers", blank=True)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    review_on = models.DateField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            days.within("from_day", "until_day", "review_on", name="offer_days_of_a_calendar"),
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="offer_kind_known"),
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(
                condition=Q(amount=None, unit="") | Q(amount__gt=0, unit__in=Unit.values), name="offer_amount_has_unit"
            ),
            models.CheckConstraint(condition=Q(times__gte=0, times__lte=ALL_OF_THEM), name="offer_times_of_a_week"),
            models.CheckConstraint(
                condition=Q(from_day=None) | Q(until_day=None) | Q(until_day__gte=F("from_day")),
                name="offer_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.organisation.partnership_id


class OfferChange(models.Model):
    """When an offer changed its state, who did it, and what for."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="changes")
    to = models.CharField(max_length=10, choices=OfferState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(to__in=OfferState.values), name="offer_change_known")]

    def __str__(self) -> str:
        return f"{self.offer}: {self.get_to_display()}"
