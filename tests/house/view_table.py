"""Who reaches what: one row for each named address, one column for each kind of visitor. `test_views.py` asks for all.

A new view needs a row in the module of its context (`tests/house/views/`), a new role a column: both are missed by a
test until somebody has thought about them.
"""

from collections.abc import Callable
from typing import Any

from tests.house.things import Things
from tests.house.views import gathered
from tests.house.visits import Outcome

LETTERS = {
    "o": Outcome.OPEN,
    "s": Outcome.SIGN_IN,
    "2": Outcome.SECOND_STEP,
    "r": Outcome.REFUSED,
    ">": Outcome.LED_ON,
    "-": Outcome.NOT_HERE,
}

COLUMNS = [
    "visitor",
    #
    "staff, first step only",  # one letter for every role of the staff
    #
    "programme_team",
    "page_editor",
    "analyst",
    "evaluator",
    "zone_lead",
    "partner",
    #
    "community_leader",
    "resident",
    "board_member",
    #
    "programme team of another partnership",
    "zone lead of another zone",
    "partner of another organisation",
]

TABLE: dict[str, str] = gathered("TABLE")
ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = gathered("ARGUMENTS")
EXAMPLES: dict[str, str] = gathered("EXAMPLES")
OPEN_AND_NOT_OURS: dict[str, str] = gathered("OPEN_AND_NOT_OURS")


def expected(cells: str) -> dict[str, Outcome]:
    letters = cells.replace(" ", "")
    return dict(zip(COLUMNS, (LETTERS[letter] for letter in letters), strict=True))
