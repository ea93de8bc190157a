"""Who visits, and what they look for; which things there are, each context says in `tests/house/views/`."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto
from types import SimpleNamespace

from peoplezones.accounts import roles

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
VISITOR = "visitor"
FIRST_STEP = "staff, first step only"


class Things(SimpleNamespace):
    """One of everything, all of the same partnership; `label` parts its names from those of another set."""

    label: str


class Where(Enum):
    """Where somebody holds their role, seen from the things that they look for."""

    HERE = auto()
    OTHER_PARTNERSHIP = auto()
    OTHER_ZONE = auto()  # of the same partnership
    OTHER_ORGANISATION = auto()  # at work in the same zone


@dataclass(frozen=True)
class Visitor:
    """Somebody who comes; those of one column must fare alike."""

    column: str
    role: roles.Role | None = None
    fully: bool = False  # with the second step
    where: Where = Where.HERE


VISITORS = [
    Visitor(VISITOR),
    *(Visitor(FIRST_STEP, role) for role in roles.ALL if role.staff),
    *(Visitor(role.key, role, fully=role.staff) for role in roles.ALL),
    Visitor("programme team of another partnership", roles.PROGRAMME_TEAM, True, Where.OTHER_PARTNERSHIP),
    Visitor("zone lead of another zone", roles.ZONE_LEAD, True, Where.OTHER_ZONE),
    Visitor("partner of another organisation", roles.PARTNER, True, Where.OTHER_ORGANISATION),
]
