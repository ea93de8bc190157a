"""One module a context says who reaches its addresses; here they are found, and nothing has to be entered.

A module may have:

- `TABLE`: a row for each named address, `"s 2 oooooo ooo ooo"`. The columns, and what the letters mean, stand in
  `tests/house/view_table.py`. Write all of them, also where somebody from elsewhere fares as their role does.
- `ARGUMENTS`: what an address is made of, where it has changing parts. `EXAMPLES`: whole addresses, for those without
  a name. `OPEN_AND_NOT_OURS`: why an address without our mark is open to visitors.
- `LISTS`: a `ListPage` for each address that answers with a list: what fills it (`tests/house/list_pages.py`).
- `OPEN_TO_OTHERS`: records of one partnership that somebody of another may open all the same, with the reason.
- `make(things)`: puts one of each of the context's things on `things`, with those of lower contexts at hand. It is
  called once for each set of things: what must be unique takes `things.label` into its name.
- `join(person, visitor, here, elsewhere)`: ties a person to `here`, or to what they belong to instead, as
  `visitor.where` says: all of `elsewhere`, which is another partnership's, or another thing of `here`.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from tests.house.source import layers_of_contexts


@cache
def by_context() -> list[ModuleType]:
    """The modules, lowest context first."""
    height = {context: number for number, layer in enumerate(reversed(layers_of_contexts())) for context in layer}
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    names.sort(key=lambda name: height.get(name, len(height)))
    return [import_module(f"{__name__}.{name}") for name in names]


def gathered(name: str) -> dict[str, Any]:
    """One table out of those which the contexts have by this name."""
    return together({module.__name__: getattr(module, name, {}) for module in by_context()})


def together(tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module, table in tables.items():
        if twice := sorted(found.keys() & table.keys()):
            raise ValueError(f"{module} has rows that another module has too: {', '.join(twice)}")
        found |= table
    return found
