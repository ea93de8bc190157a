"""Small areas (census neighbourhoods) with boundary and population, postcodes, indicators and their values.

Values are read through `queries.value_table` alone, so that where they are kept can change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """The four outcomes of a People Zone."""

    SAFE = "safe", _("Safe")
    WELL = "well", _("Well")
    SKILLS = "skills", _("Skills")
    RESOURCES = "resources", _("Resources")


class Demand(models.TextChoices):
    """What kind of demand for services an indicator shows."""

    REACTIVE = "reactive", _("Reactive")
    DEVELOPMENTAL = "developmental", _("Developmental")
    NEITHER = "neither", _("Neither")


class BoundarySet(models.Model):
    """One published set of small-area boundaries; `digest` names its content, so tiles can be kept for ever."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    vintage = models.PositiveSmallIntegerField()
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    population_source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    is_current = models.BooleanField(default=False)
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_boundary_set"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north


class District(models.Model):
    """A district or unitary authority."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One small area. `position` counts from 0 within its set and is its number on the map."""

    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=120)
    local_name = models.CharField(max_length=120, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="areas")
    population = models.PositiveIntegerField()
    rural_urban = models.CharField(max_length=80, blank=True)
    boundary = models.TextField()  # GeoJSON geometry, WGS84
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    longitude = models.FloatField()  # of a point that lies inside
    latitude = models.FloatField()

    class Meta:
        ordering = ["boundary_set", "position"]
        indexes = [
            models.Index(fields=["boundary_set", "west", "east", "south", "north"]),
            models.Index(fields=["code"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["boundary_set", "code"], name="area_code_once_a_set"),
            models.CheckConstraint(
                condition=models.Q(west__lte=models.F("east"), south__lte=models.F("north")),
                name="area_box_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_name} ({self.name})" if self.local_name else self.name


class Postcode(models.Model):
    """A live postcode: its point, and its area where it has been placed in one."""

    postcode = models.CharField(max_length=7, unique=True)  # capital letters, no space
    area = models.ForeignKey(Area, on_delete=models.CASCADE, null=True, related_name="postcodes")
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Meta:
        ordering = ["postcode"]

    def __str__(self) -> str:
        return f"{self.postcode[:-3]} {self.postcode[-3:]}"


class Indicator(models.Model):
    """One thing that is measured for every area; `digest` names its present values."""

    key = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=80)
    decimals = models.PositiveSmallIntegerField(default=1)
    higher_is_more_need = models.BooleanField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    demand = models.CharField(max_length=14, choices=Demand.choices)
    demand_reason = models.CharField(max_length=200)
    acted_on_by = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    period = models.CharField(max_length=80)
    licence = models.CharField(max_length=200)
    is_official = models.BooleanField()
    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="indicators")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["outcome", "key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="indicator_outcome_known"),
            models.CheckConstraint(condition=models.Q(demand__in=Demand.values), name="indicator_demand_known"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """The value of one indicator in one area; a missing value has no row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="values")
    value = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "area"], name="one_value_an_area")]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.area_id}: {self.value}"
