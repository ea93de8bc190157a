"""What one cell of the template says; knows no file."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.db import models
from django.utils.translation import gettext as _

from peoplezones.foundation import days
from peoplezones.places.models import Outcome

from .. import rules
from ..models import HOURS_A_WEEK
from ..rows import Audience, Kind, Rhythm, Seat, Tool, slots

MOST_PEOPLE = 1000


class Wrong(Exception):
    """A cell that cannot be taken: `expected` says what may stand there."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def words(most: int) -> Callable[[str], str]:
    """Free words, which name nobody."""

    def read(text: str) -> str:
        if len(text) > most:
            raise Wrong(_("at most %(most)s letters") % {"most": most})
        if sentence := rules.named_in(text):
            raise Wrong(sentence)
        return " ".join(text.split())

    return read


def needed(most: int) -> Callable[[str], str]:
    """Free words that must be there."""

    def read(text: str) -> str:
        if not text:
            raise Wrong(_("some words"))
        return words(most)(text)

    return read


def _one_of(choices: type[models.TextChoices], text: str) -> str:
    known = {_plain(word): value for value, label in choices.choices for word in (value, str(label))}
    if _plain(text) not in known:
        raise Wrong(_("one of: %(known)s") % {"known": ", ".join(str(label) for label in choices.labels)})
    return known[_plain(text)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def _several(choices: type[models.TextChoices], text: str) -> tuple[str, ...]:
    return _in_order([_one_of(choices, one) for one in _parts(text)], choices.values)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def _in_order(found: list[str], order: list[str]) -> tuple[str, ...]:
    return tuple(one for one in order if one in found)


def kind(text: str) -> str:
    return _one_of(Kind, text)


def rhythm(text: str) -> str:
    return _one_of(Rhythm, text) if text else ""


def tools(text: str) -> tuple[str, ...]:
    return _several(Tool, text)


def outcomes(text: str) -> tuple[str, ...]:
    return _several(Outcome, text)


def audiences(text: str) -> tuple[str, ...]:
    return _several(Audience, text)


def times(text: str) -> tuple[str, ...]:
    """Parts of days: “Tuesday morning”, “tue morning”."""
    known = {_plain(word): slot for slot, said in slots() for word in (slot.replace("-", " "), said)}
    found = []
    for part in _parts(text):
        if _plain(part) not in known:
            raise Wrong(_("parts of days such as “Tuesday morning; Friday evening”"))
        found.append(known[_plain(part)])
    return _in_order(found, [slot for slot, _said in slots()])


def seats(text: str) -> tuple[Seat, ...]:
    read = words(120)
    once_each = {name.casefold(): name for name in map(read, _parts(text))}
    return tuple(Seat(name=name) for name in once_each.values())


def yes_or_no(text: str) -> bool:
    answer = {"yes": True, "y": True, "true": True, "1": True, "": False, "no": False, "n": False, "false": False}
    if (said := text.casefold()) not in {**answer, "0": False}:
        raise Wrong(_("yes or no"))
    return answer.get(said, False)


def people(text: str) -> int:
    return _whole(text, 1, MOST_PEOPLE) if text else 1


def reach(text: str) -> int | None:
    return _whole(text, 0, 1_000_000) if text else None


def _whole(text: str, least: int, most: int) -> int:
    plain = text.replace(",", "")
    if not re.fullmatch(r"\d{1,7}", plain) or not least <= int(plain) <= most:
        raise Wrong(_("a whole number from %(least)s to %(most)s") % {"least": f"{least:,}", "most": f"{most:,}"})
    return int(plain)


def hours(text: str) -> Decimal:
    try:
        said = Decimal(text or "0")
    except InvalidOperation:
        said = Decimal(-1)
    if not (said.is_finite() and 0 <= said <= HOURS_A_WEEK):
        raise Wrong(_("hours such as 7.5, at most %(most)s") % {"most": HOURS_A_WEEK})
    return said.quantize(Decimal("0.1"))


def day(text: str) -> dt.date | None:
    if not text:
        return None
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            found = dt.datetime.strptime(text[:10], shape).date()
        except ValueError:
            continue
        if days.FIRST <= found <= days.LAST:
            return found
    raise Wrong(_("a day such as 2026-01-31 or 31/01/2026"))
