"""Small areas (census neighbourhoods), postcodes, and the catalogue of data sets, snapshots and indicators.

Values are not here: a snapshot names the file in the store that holds them (ADR-0014).
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


class Polarity(models.TextChoices):
    """Where more need lies."""

    HIGH = "high", _("A high value means more need")
    LOW = "low", _("A low value means more need")
    NONE = "none", _("No judgement: it only describes")


class Change(models.TextChoices):
    """How an area of one census became one of the next, as the publisher marks it."""

    UNCHANGED = "U", _("unchanged")
    SPLIT = "S", _("split")
    MERGED = "M", _("merged")
    OTHER = "X", _("drawn anew")


class BoundarySet(models.Model):
    """One published set of small-area boundaries; `digest` names its content, so tiles can be kept for ever."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    vintage = models.PositiveSmallIntegerField()
    home = models.CharField(max_length=120)  # what all its areas together are called
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


class Ward(models.Model):
    """An electoral ward, as far as whole areas make it up."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="wards")

    class Meta:
        ordering = ["name", "code"]

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
    ward = models.ForeignKey(Ward, on_delete=models.SET_NULL, null=True, related_name="areas")
    population = models.PositiveIntegerField()
    households = models.PositiveIntegerField(default=0)  # 0: not known
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


class Lookup(models.Model):
    """The publisher's table of how the areas of one census became those of the next; `digest` names its content."""

    old_vintage = models.PositiveSmallIntegerField()
    new_vintage = models.PositiveSmallIntegerField()
    source_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["old_vintage", "new_vintage"]
        constraints = [
            models.UniqueConstraint(fields=["old_vintage", "new_vintage"], name="one_lookup_a_pair"),
            models.CheckConstraint(
                condition=models.Q(old_vintage__lt=models.F("new_vintage")), name="lookup_from_older_to_newer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_vintage} → {self.new_vintage}"


class CodeChange(models.Model):
    """From which area of an older census an area of a newer one came; the shares are of people."""

    lookup = models.ForeignKey(Lookup, on_delete=models.CASCADE, related_name="changes")
    old = models.CharField(max_length=9)
    new = models.CharField(max_length=9)
    change = models.CharField(max_length=1, choices=Change.choices)
    share_of_old = models.FloatField()  # part of the old area's people who live in the new one
    share_of_new = models.FloatField()  # part of the new area's people who live in the old one

    class Meta:
        ordering = ["lookup", "old", "new"]
        constraints = [
            models.UniqueConstraint(fields=["lookup", "old", "new"], name="code_change_once"),
            models.CheckConstraint(condition=models.Q(change__in=Change.values), name="code_change_known"),
            models.CheckConstraint(
                condition=models.Q(share_of_old__gte=0, share_of_old__lte=1, share_of_new__gte=0, share_of_new__lte=1),
                name="code_change_shares_are_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new} ({self.change})"


class Dataset(models.Model):
    """One data set of a publisher; `definition` is its whole entry, `snapshot` what is read of it at present."""

    key = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    address = models.URLField(blank=True, max_length=400)
    refreshed = models.CharField(max_length=120, blank=True)
    period_kind = models.CharField(max_length=8)
    suppress_below = models.PositiveSmallIntegerField(default=0)
    counts_events = models.BooleanField(default=False)  # no row in a period that is there: nothing happened
    covers_england = models.BooleanField(default=False)
    is_official = models.BooleanField()
    definition = models.JSONField()
    snapshot = models.ForeignKey("Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name


class Snapshot(models.Model):
    """One state of a data set, for ever: `digest` names the Parquet file in the store, by its content."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="snapshots")
    digest = models.CharField(max_length=64)
    source_name = models.CharField(max_length=200)
    source_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    bytes = models.PositiveBigIntegerField()
    areas = models.PositiveIntegerField()
    measures = models.JSONField()  # names
    vintages = models.JSONField()  # period to year of its area codes; its keys are the periods that are there
    report = models.JSONField()  # what was counted while reading the file
    suppress_below = models.PositiveSmallIntegerField(default=0)  # the highest limit under which it was ever kept

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["dataset", "digest"], name="snapshot_once_a_content")]

    def __str__(self) -> str:
        return f"{self.dataset} ({self.digest[:12]})"

    @property
    def periods(self) -> list[str]:
        return sorted(self.vintages)


class Indicator(models.Model):
    """What is worked out from the measures of a data set, and what it means; see `rows.IndicatorEntry`."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="indicators")
    key = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=80)
    numerator = models.JSONField()  # measures that are added
    denominator = models.CharField(max_length=120, blank=True)
    per = models.FloatField(default=1)
    window = models.PositiveSmallIntegerField(default=1)
    decimals = models.PositiveSmallIntegerField(default=1)
    polarity = models.CharField(max_length=4, choices=Polarity.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    demand = models.CharField(max_length=14, choices=Demand.choices)
    demand_reason = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    acted_on_by = models.CharField(max_length=200, blank=True)
    is_rank = models.BooleanField(default=False)
    feeds_choice = models.BooleanField(default=True)

    class Meta:
        ordering = ["outcome", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *Outcome.values]), name="indicator_outcome_known"
            ),
            models.CheckConstraint(condition=models.Q(demand__in=Demand.values), name="indicator_demand_known"),
            models.CheckConstraint(condition=models.Q(polarity__in=Polarity.values), name="indicator_polarity_known"),
            models.CheckConstraint(condition=models.Q(window__gte=1, per__gt=0), name="indicator_window_and_per"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def higher_is_more_need(self) -> bool:
        return self.polarity == Polarity.HIGH

    @property
    def has_counts(self) -> bool:
        """Whether it is a count over a denominator, so that an interval, a trend and shrinkage can be worked out."""
        return bool(self.denominator)


class ColumnMapping(models.Model):
    """How an analyst said a table is to be read, remembered by the names of its columns."""

    fingerprint = models.CharField(max_length=64, unique=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="mappings")
    remembered_at = models.DateTimeField()

    class Meta:
        ordering = ["-remembered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dataset} ({self.fingerprint[:12]})"


class EvidenceKind(models.TextChoices):
    ASSESSMENT = "assessment", _("Needs assessment")
    SURVEY = "survey", _("Survey")
    RESIDENTS = "residents", _("What residents said")
    RESEARCH = "research", _("Research")
    REPORT = "report", _("Report")


class Evidence(models.Model):
    """A document that stands beside the figures: what it says, of which districts or areas; of none: of all."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    publisher = models.CharField(max_length=200)
    published_on = models.DateField()
    summary = models.TextField(max_length=1500)
    address = models.URLField(blank=True, max_length=400)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    districts = models.ManyToManyField(District, blank=True, related_name="evidence")
    areas = models.ManyToManyField(Area, blank=True, related_name="evidence")
    is_official = models.BooleanField(default=True)

    class Meta:
        ordering = ["-published_on", "title"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *Outcome.values]), name="evidence_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
