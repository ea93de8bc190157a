"""What the context adds to pages of others: what waits for a signature, who may have given a file, and bands."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from peoplezones.accounts.models import Person
from peoplezones.foundation import clock
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .. import queries, rules
from ..models import Agreement
from ..states import State
from .words import today
from .writing import with_partnership

MOST_IN_A_BAND = 10


def to_sign(_request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For a person's own page: what waits for their signature."""
    waiting = list(queries.to_sign(person))
    return {"waiting": waiting} if waiting else None


def giver_choices(person: object) -> list[tuple[str, str]]:
    """Partners whose files a person may load, by number."""
    return [(str(one.pk), with_partnership(one)) for one in queries.givers(person).select_related("partnership")]


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """For the record of an organisation: its agreements, of those that the reader may see."""
    return _band(request, queries.of_organisation(request.user, organisation))


def of_zone(request: HttpRequest, zone: Zone) -> dict[str, Any] | None:
    """For the page of a zone in the workspace: the agreements that cover it."""
    return _band(request, queries.of_zone(request.user, zone))


def _band(request: HttpRequest, rows: "QuerySet[Agreement]") -> dict[str, Any] | None:
    if not rules.may_open(request.user):
        return None
    found = list(rows.prefetch_related("parties__organisation", "replaced_by")[: MOST_IN_A_BAND + 1])
    on = today(clock.now())
    shown = [
        {
            "title": one.title,
            "url": reverse("agreements:agreement", args=[one.pk]),
            "state": State(one.state_on(on)).label,
            "kind": one.get_kind_display(),
            "parties": ", ".join(party.organisation.name for party in one.parties.all()),
        }
        for one in found[:MOST_IN_A_BAND]
    ]
    return {"agreements": shown, "more": len(found) > MOST_IN_A_BAND}
