"""What teams show on the pages of others: a person's own page, the page of a zone, the page of an organisation."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from peoplezones.foundation import clock

from .. import rules
from ..presenters.listings import seats_in_words
from ..queries import champions, scope, teams


def my_teams(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Where the person sits today; nothing where they sit nowhere."""
    if scope.shut_out(person):
        return None
    seats = list(teams.my_seats(person, localdate(clock.now())))
    return {"seats": [(one, one.person_id == person.pk) for one in seats]} if seats else None


def of_zone(request: HttpRequest, zone: Any) -> dict[str, Any] | None:
    """The teams of a zone and who mentors it, for whoever may see them."""
    if scope.shut_out(request.user):
        return None
    today = localdate(clock.now())
    found = [(team, seats_in_words(team)) for team in teams.teams_of_zone(request.user, zone, today)]
    mentors = champions.mentors_of(request.user, zone, today)
    is_wanted = not any(team.kind == "people_team" for team, _seats in found)
    may_start = is_wanted and rules.allows(rules.check_may_start, request.user, zone.partnership, zone)
    if not (found or mentors or may_start):
        return None
    return {"teams": found, "mentors": mentors, "zone": zone, "may_start": may_start}


def of_organisation(request: HttpRequest, organisation: Any) -> dict[str, Any] | None:
    """The seats that wait for an organisation or are filled in its name."""
    if scope.shut_out(request.user):
        return None
    seats = list(teams.seats_of_organisation(request.user, organisation, localdate(clock.now())))
    return {"seats": [(seat, next(iter(seat.now), None)) for seat in seats]} if seats else None  # type: ignore[attr-defined]
