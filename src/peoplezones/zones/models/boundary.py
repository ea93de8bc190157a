"""The line of a zone on the map, in all its versions, and the areas that the live one is made of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import days
from peoplezones.places.models import Area

from .zone import Zone


class How(models.TextChoices):
    """How a boundary was made."""

    AREAS = "areas", _("Made of whole neighbourhoods")
    DRAWN = "drawn", _("Drawn on the map")
    IMPORTED = "imported", _("Taken from a file")


class BoundaryVersion(models.Model):
    """One line of a zone and when it held; the one without an end is live. None is ever changed or taken away."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="boundary_versions")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    geometry = models.TextField()  # GeoJSON geometry of polygons, WGS84
    how = models.CharField(max_length=8, choices=How.choices)
    source = models.CharField(max_length=120, blank=True)  # the name of the file that it was taken from
    areas = models.JSONField()  # code of each area to the share of its people who live inside
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["from_date", "id"]
        constraints = [
            days.within("from_date", "to_date", name="boundary_days_of_a_calendar"),
            models.UniqueConstraint(fields=["zone"], condition=Q(to_date=None), name="one_live_boundary_a_zone"),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(from_date__lte=F("to_date")), name="boundary_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(how__in=How.values), name="boundary_how_known"),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")), name="boundary_box_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} from {self.from_date:%Y-%m-%d}"

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north


class ZoneArea(models.Model):
    """The live boundary of a zone holds this area, or a share of its people; it cannot leave its boundary set."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="made_of")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="part_of")
    share = models.FloatField(default=1.0)

    class Meta:
        ordering = ["zone", "area"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "area"], name="area_once_a_zone"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="zone_area_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.area} in {self.zone}"
