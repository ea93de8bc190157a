"""The list of organisations and the list of offers: columns, filters, what an empty one says."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.zones.models import Zone

from .. import queries
from ..models import Kind, OfferKind
from ..states import OfferState
from . import words


def record_of(organisation: Any) -> str:
    return reverse("partners:organisation", args=[organisation.pk])


def page_of_offer(offer: Any) -> str:
    return reverse("partners:offer", args=[offer.pk])


def _zone_filter(zones: Sequence[Zone], narrow: Any) -> list[Filter]:
    """A choice of zones, where there is more than one to choose from."""
    choices = [(str(zone.pk), zone.name) for zone in zones]
    return [Filter("zone", _("Zone"), choices, narrow)] if len(choices) > 1 else []


def organisations(zones: Sequence[Zone]) -> Listing:
    return Listing(
        name="organisations",
        caption=_("Organisations"),
        columns=[
            Column(_("Name"), lambda row: row.name, link=record_of),
            Column(_("Kind"), lambda row: row.get_kind_display()),
            Column(_("Works in"), lambda row: ", ".join(one.zone.name for one in row.works_in)),
            Column(_("Since"), lambda row: date_format(row.since, "F Y")),
            Column(_("State"), words.takes_part, tag=True),
            Column(_("What it does"), lambda row: row.summary, shown=False),
            Column(_("Website"), lambda row: row.website, shown=False),
            Column(_("Numbers"), lambda row: ", ".join(str(one) for one in row.identifiers.all()), shown=False),
        ],
        empty=_(
            "No organisation that you may see takes part yet. The programme team and zone leads add them: "
            "ask them if one is missing."
        ),
        filters=[
            Filter("kind", _("Kind"), Kind.choices, lambda rows, kind: rows.filter(kind=kind)),
            *_zone_filter(zones, lambda rows, zone: rows.filter(presences__zone=zone)),
            Filter(
                "left",
                _("State"),
                [("no", _("Takes part")), ("yes", _("Has left"))],
                lambda rows, left: rows.filter(left_on__isnull=left == "no"),
            ),
        ],
        search=queries.looked_for,
    )


def offers(zones: Sequence[Zone]) -> Listing:
    return Listing(
        name="offers",
        caption=_("Offers"),
        columns=[
            Column(_("Offer"), lambda row: row.title, link=page_of_offer),
            Column(_("From whom"), lambda row: row.organisation.name),
            Column(_("Kind"), lambda row: row.get_kind_display()),
            Column(_("How much"), words.amount),
            Column(_("When"), lambda row: words.times(row.times)),
            Column(_("Where"), words.where),
            Column(_("State"), lambda row: row.get_state_display(), tag=True),
            Column(_("In words"), lambda row: row.words, shown=False),
            Column(_("About the times"), lambda row: row.times_note, shown=False),
            Column(_("From"), lambda row: row.from_day, shown=False),
            Column(_("Until"), lambda row: row.until_day, shown=False),
            Column(_("Look at it again on"), lambda row: row.review_on, shown=False),
        ],
        empty=_("Nothing is on offer yet. Open the record of an organisation that you work for, and offer something."),
        filters=[
            Filter("kind", _("Kind"), OfferKind.choices, lambda rows, kind: rows.filter(kind=kind)),
            *_zone_filter(zones, lambda rows, zone: queries.in_zone(rows, int(zone))),
            Filter(
                "day",
                _("Day of the week"),
                [(str(day), name) for day, name in WEEKDAYS.items()],
                lambda rows, day: queries.on_day(rows, int(day)),
            ),
            Filter("state", _("State"), OfferState.choices, lambda rows, state: rows.filter(state=state)),
        ],
        look_in=["title", "words", "organisation__name"],
    )
