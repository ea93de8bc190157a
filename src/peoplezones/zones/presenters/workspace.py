"""Says what the workspace shows of zones."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.lists import Column, Filter, Listing

from .. import queries
from ..models import Zone
from ..states import Phase


def crumbs_in_workspace(zone: Zone | None = None, here: str = "") -> list[tuple[str, str]]:
    """My workspace, zones, the zone, and the page itself."""
    crumbs = [(_("My workspace"), reverse("accounts:home")), (_("Zones"), reverse("zones:workspace"))]
    if zone is not None:
        crumbs.append((zone.name, reverse("zones:record", args=[zone.slug])))
    if here:
        return [*crumbs, (here, "")]
    return [*crumbs[:-1], (crumbs[-1][0], "")]


def works_with_zones(person: object) -> bool:
    """Whether the workspace of zones has anything to show to this person."""
    return queries.seen_by(person).exists()


def zones_listing(several: bool) -> Listing:
    """The list of zones in the workspace; `several` partnerships each get their column."""
    columns = [
        Column(gettext_lazy("Zone"), lambda zone: zone.name, lambda zone: reverse("zones:record", args=[zone.slug])),
        Column(gettext_lazy("In one sentence"), lambda zone: zone.summary),
        Column(gettext_lazy("Phase"), lambda zone: zone.get_phase_display(), tag=True),
        Column(gettext_lazy("Since"), lambda zone: zone.since),
    ]
    if several:
        columns.append(Column(gettext_lazy("Partnership"), lambda zone: zone.partnership.name))
    return Listing(
        name="zones",
        caption=gettext_lazy("Zones"),
        columns=columns,
        filters=[
            Filter("phase", gettext_lazy("Phase"), Phase.choices, lambda zones, phase: zones.filter(phase=phase)),
        ],
        look_in=["name", "summary"],
        search_label=gettext_lazy("Name or words"),
        empty=gettext_lazy("There is no zone here for you yet. Ask the programme team to take you in to one."),
    )
