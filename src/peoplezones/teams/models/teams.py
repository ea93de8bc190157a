"""A team or board, its seats, and who sits in them from when to when."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership, RoleHeld
from peoplezones.accounts.roles import RESIDENT
from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Membership, Zone


class TeamKind(models.TextChoices):
    """Every kind of team and board that the operating model names."""

    PEOPLE_TEAM = "people_team", _("People Team")
    CHAMPION_TEAM = "champion_team", _("Champion Team")
    STEERING_GROUP = "steering_group", _("Steering group")
    PROJECT_TEAM = "project_team", _("Project team")
    EXECUTIVE = "executive", _("Executive")
    BOARD = "board", _("Board")


class Rhythm(models.TextChoices):
    """How often a team meets."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    TWICE_A_YEAR = "twice_a_year", _("Twice a year")
    YEARLY = "yearly", _("Once a year")
    AS_NEEDED = "as_needed", _("When it is needed")


class TeamQuerySet(models.QuerySet["Team"]):
    def going_on(self, day: dt.date) -> "TeamQuerySet":
        """Those that have not ended on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))


class Team(Versioned):
    """People who meet for a zone, or for all zones of a partnership where it has no zone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="teams")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="teams", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=TeamKind)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(_("what it is for"), max_length=1000)
    rhythm = models.CharField(_("how often it meets"), max_length=20, choices=Rhythm)
    meets = models.CharField(_("when and where it meets"), max_length=200, blank=True)
    covers = models.TextField(_("neighbourhoods that it covers, one a line"), max_length=2000, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        ordering = ["name", "id"]
        constraints = [
            days.within("since", "ended_on", name="team_days_of_a_calendar"),
            models.CheckConstraint(condition=Q(kind__in=TeamKind.values), name="team_kind_known"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="team_rhythm_known"),
            models.CheckConstraint(
                condition=~Q(kind=TeamKind.PEOPLE_TEAM) | Q(zone__isnull=False), name="people_team_has_a_zone"
            ),
            models.CheckConstraint(
                condition=~Q(kind=TeamKind.CHAMPION_TEAM) | Q(zone=None), name="champion_team_is_over_all_zones"
            ),
            models.UniqueConstraint(
                fields=["zone"],
                condition=Q(kind=TeamKind.PEOPLE_TEAM, ended_on=None),
                name="one_people_team_a_zone",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(kind=TeamKind.CHAMPION_TEAM, ended_on=None),
                name="one_champion_team_a_partnership",
            ),
            models.UniqueConstraint(Lower("name"), "partnership", name="team_name_once_a_partnership"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="team_ended_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    @property
    def neighbourhoods(self) -> list[str]:
        """Those that it covers, each once, in the order in which they were typed."""
        return list(dict.fromkeys(line.strip() for line in self.covers.splitlines() if line.strip()))


class SeatKind(models.TextChoices):
    """What a seat is there for."""

    CHAIR = "chair", _("Chair")
    DEVELOPMENT_LEAD = "development_lead", _("Development lead")
    LOCAL_POLICING = "local_policing", _("Local policing team of a neighbourhood")
    CHAMPION = "champion", _("Champion of an organisation")
    COMMUNITY = "community", _("Community leader or resident")
    SERVICE = "service", _("Service or organisation")
    OTHER = "other", _("Other")


class SeatQuerySet(models.QuerySet["Seat"]):
    def wanted(self, day: dt.date) -> "SeatQuerySet":
        """Those that are wanted on a day, in teams that go on."""
        here = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(here, Q(team__ended_on=None) | Q(team__ended_on__gt=day))


class Seat(Versioned):
    """A position in a team, whether or not somebody sits in it."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind, default=SeatKind.OTHER)
    title = models.CharField(_("title"), max_length=120)
    is_required = models.BooleanField(_("the team needs it"), default=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="seats", null=True, blank=True
    )
    area = models.CharField(_("neighbourhood"), max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        ordering = ["team", "id"]
        constraints = [
            days.within("ended_on", name="seat_days_of_a_calendar"),
            models.CheckConstraint(condition=Q(kind__in=SeatKind.values), name="seat_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=SeatKind.LOCAL_POLICING) | ~Q(area=""), name="local_policing_seat_names_its_area"
            ),
            models.CheckConstraint(
                condition=~Q(kind=SeatKind.CHAMPION) | Q(organisation__isnull=False),
                name="champion_seat_names_its_organisation",
            ),
            models.UniqueConstraint(
                Lower("area"),
                "team",
                condition=Q(kind=SeatKind.LOCAL_POLICING, ended_on=None),
                name="local_policing_seat_once_an_area",
            ),
            models.UniqueConstraint(
                fields=["team", "organisation"],
                condition=Q(kind=SeatKind.CHAMPION, ended_on=None),
                name="champion_seat_once_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.team}"

    @property
    def audit_scope(self) -> int:
        return self.team.partnership_id


class SittingQuerySet(models.QuerySet["Sitting"]):
    def on(self, day: dt.date) -> "SittingQuerySet":
        """Those that have begun and not ended on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def of(self, person: models.Model) -> "SittingQuerySet":
        """Those of a person, in the seat or as its deputy."""
        return self.filter(Q(person=person.pk) | Q(deputy=person.pk))

    def opening(self, person: models.Model) -> "SittingQuerySet":
        """Those of a person that open anything to them: where a role of theirs counts, or a zone is theirs.

        Whoever signed up by themselves is a resident everywhere, which makes nobody at home in a partnership.
        """
        here = OuterRef("seat__team__partnership")
        counts = Q(partnership=here) | (Q(partnership=None) & ~Q(role=RESIDENT.key))
        roles = RoleHeld.objects.filter(counts, person=person.pk, access_ended_at=None).order_by()
        zones = Membership.objects.filter(person=person.pk, zone__partnership=here).order_by()
        return self.of(person).filter(Exists(roles) | Exists(zones))


class Sitting(Versioned):
    """Who sits in a seat from when to when: a person, or an organisation that promised to send somebody."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sittings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sittings", null=True, blank=True
    )
    promised_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="promised_sittings", null=True, blank=True
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="deputy_sittings", null=True, blank=True
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting")
        ordering = ["seat", "-since", "-id"]
        constraints = [
            days.within("since", "until", name="sitting_days_of_a_calendar"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, promised_by=None) | Q(person=None, promised_by__isnull=False),
                name="sitting_of_a_person_or_promised",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")), name="nobody_is_their_own_deputy"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="sitting_dates_in_order"),
            # What overlaps with an end is refused by the action, under the lock of the seat.
            models.UniqueConstraint(fields=["seat"], condition=Q(until=None), name="one_open_sitting_a_seat"),
            models.UniqueConstraint(fields=["seat", "since"], name="one_sitting_a_seat_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.seat}"

    @property
    def who(self) -> str:
        return str(self.person or self.promised_by)

    @property
    def audit_scope(self) -> int:
        return self.seat.team.partnership_id

    def is_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)
