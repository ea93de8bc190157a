"""Counts the queries of a piece of work by the function of ours that asked, never by their text.

Text changes with every version of Django; that a list asks once a row does not.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

OURS = Path(__file__).resolve().parents[2] / "src" / "peoplezones"
# These lie around every request and ask nothing themselves.
AROUND = {"__call__", "refuse_writes"}
OTHERS = "others"


class Counted:
    """`by_function` goes from `zones/queries.py:all_zones` to how often it asked; `others` are the frameworks."""

    def __init__(self) -> None:
        self.by_function: Counter[str] = Counter()

    @property
    def total(self) -> int:
        return self.by_function.total()

    def __str__(self) -> str:
        lines = [f"{count:4} {function}" for function, count in self.by_function.most_common()]
        return "\n".join([f"{self.total} queries", *lines])


def asking_function() -> str:
    """The innermost function of ours that is running; a query set that a template unrolls counts for its view."""
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(f"{OURS}/") and code.co_name not in AROUND:
            return f"{Path(code.co_filename).relative_to(OURS)}:{code.co_qualname}".replace(".<locals>", "")
        frame = frame.f_back
    return OTHERS


@contextmanager
def counting_queries() -> Iterator[Counted]:
    counted = Counted()

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        counted.by_function[asking_function()] += 1
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(count))
        yield counted
