"""Who finds links to the pages of teams on their own page: whoever could see something there."""

from typing import Any

from django.utils.timezone import localdate

from peoplezones.foundation import clock
from peoplezones.partners import queries as partners
from peoplezones.partners.rules import may_look

from ..queries import hand_overs, scope


def sees_teams(person: Any) -> bool:
    if scope.shut_out(person):
        return False
    if scope.reads(person) or scope.own_zones(person).exists():
        return True
    return scope.seats_taken(person, localdate(clock.now())).exists()


def sees_champions(person: Any) -> bool:
    return sees_teams(person) and may_look(person)


def sees_appetite(person: Any) -> bool:
    if scope.shut_out(person):
        return False
    return bool(scope.reads(person)) or scope.led_zones(person).exists() or partners.own(person).exists()


def hands_over(person: object) -> bool:
    return hand_overs.may_begin(person, localdate(clock.now())) or hand_overs.seen_by(person).exists()
