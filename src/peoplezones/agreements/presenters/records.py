"""Shared records as their list and pages show them, and who broke the glass."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.foundation import clock
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Organisation
from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.ui.words import day
from peoplezones.zones.models import Zone

from .. import queries, rules
from ..models import SharedRecord
from ..registry import RECORD_KINDS, kind_label, purpose_label
from .words import local, shared_crumbs, workspace_crumbs

SHOWN_ROWS = 50


def shared(readable: "QuerySet[SharedRecord]") -> Listing:
    """The list of shared records; `readable`: those that the person may read today."""
    open_to_them = set(readable.order_by().values_list("pk", flat=True))
    return Listing(
        name="shared-records",
        caption=gettext_lazy("Shared records"),
        columns=[
            Column(
                gettext_lazy("Title"),
                lambda one: one.title,
                link=lambda one: reverse("agreements:record", args=[one.pk]),
            ),
            Column(gettext_lazy("Kind"), lambda one: kind_label(one.kind)),
            Column(gettext_lazy("From"), lambda one: one.giver.name),
            Column(gettext_lazy("About"), _about),
            Column(gettext_lazy("As of"), lambda one: day(one.as_of)),
            Column(gettext_lazy("Kept until"), lambda one: day(one.kept_until)),
            Column(
                gettext_lazy("To you"),
                lambda one: _("open") if one.pk in open_to_them else _("closed"),
                tag=True,
            ),
        ],
        empty=gettext_lazy(
            "Nothing is shared with you yet. What a partner shares appears here once an agreement with your "
            "organisation covers it."
        ),
        filters=[
            Filter(
                "kind",
                gettext_lazy("Kind"),
                [(kind.key, kind.label) for kind in RECORD_KINDS],
                lambda found, value: found.filter(kind=value),
            ),
        ],
        look_in=["title", "giver__name"],
    )


def _about(record: SharedRecord) -> str:
    return record.zone.name if record.zone else _("The whole partnership")


def shared_page(person: object) -> dict[str, Any]:
    return {"crumbs": workspace_crumbs(_("Shared records")), "may_share": rules.works_for_somebody(person)}


def record_page(record: SharedRecord, access: queries.Access, person: object) -> dict[str, Any]:
    rows = record.table[1:] if record.table else []
    glass = access.glass if access.answer is None or not access.answer.allowed else None
    return {
        "record": record,
        "crumbs": shared_crumbs(record.title),
        "kind": kind_label(record.kind),
        "purpose": purpose_label(record.purpose),
        "about": _about(record),
        "answer": access.answer,
        "why": access.answer.sentence if access.answer else _("You work for no organisation that it is shared with."),
        "glass_until": date_format(local(glass.until), "H:i") if glass else "",
        "may_break": rules.may_break_glass(person, record),
        "may_take_back": rules.may_take_back(person, record),
        "headings": record.table[0] if record.table else [],
        "rows": rows[:SHOWN_ROWS],
        "more": max(len(rows) - SHOWN_ROWS, 0),
        "row_count": len(rows),
    }


def for_file(table: list[list[str]]) -> list[list[object]]:
    """Rows with whole and decimal numbers as numbers, so that a spreadsheet can reckon with them."""
    return [list(table[0]), *([_number(cell) for cell in row] for row in table[1:])]


def _number(cell: str) -> object:
    plain = cell.removeprefix("-")
    if not plain.isascii() or (len(plain) > 1 and plain.startswith("0") and not plain.startswith("0.")):
        return cell  # a code with a leading zero stays one
    if plain.isdigit() and len(plain) < 16:
        return int(cell)
    return float(cell) if plain.replace(".", "", 1).isdigit() and len(plain) < 16 else cell


def own_organisations(person: object) -> list[Organisation]:
    return list(partners.own(person))


def zones_of(organisations: Iterable[Organisation], person: object) -> list[Zone]:
    """Zones of the partnerships of some organisations, of those that a person may know of."""
    found = {one.partnership_id: one.partnership for one in organisations}
    return [zone for partnership in found.values() for zone in queries.zones_in(partnership, person)]


def share_page(form: Any) -> dict[str, Any]:
    return {"form": form, "crumbs": shared_crumbs(_("Share a record"))}


GLASS_LISTING = Listing(
    name="broken-glass",
    caption=gettext_lazy("Who broke the glass"),
    columns=[
        Column(gettext_lazy("When"), lambda one: date_format(local(one.at), "j F Y, H:i")),
        Column(gettext_lazy("Who"), lambda one: one.person_label),
        Column(
            gettext_lazy("Record"),
            lambda one: one.record_label,
            link=lambda one: reverse("agreements:record", args=[one.record_id]) if one.record_id else "",
        ),
        Column(gettext_lazy("Shared by"), lambda one: one.giver.name),
        Column(gettext_lazy("Reason"), lambda one: one.reason),
        Column(gettext_lazy("Open until"), lambda one: date_format(local(one.until), "j F Y, H:i")),
    ],
    empty=gettext_lazy(
        "Nobody has broken the glass. If somebody opens a record without an agreement, you see it here."
    ),
    filters=[
        Filter(
            "still",
            gettext_lazy("Still open"),
            [("open", gettext_lazy("Open now")), ("over", gettext_lazy("Over"))],
            lambda rows, value: rows.filter(**{"until__gt" if value == "open" else "until__lte": clock.now()}),
        )
    ],
    look_in=["person_label", "record_label", "reason"],
)
