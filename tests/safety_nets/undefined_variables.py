"""Finds variables that one of our own templates names and nobody gave. Other people's templates are left alone.

Django keeps quiet about them but for a line in its debug log; raising there would be swallowed by `{% if %}`, so that
what is found is collected here and `tests/conftest.py` fails the test at its end.
"""

import inspect
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.template.base import Node

OURS = Path(__file__).resolve().parents[2] / "src" / "peoplezones"


class Listener(logging.Handler):
    """Hears of every variable that could not be found; keeps those of our templates."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        node = node_being_drawn()
        if node is not None and is_ours(node):
            place = Path(node.origin.name).relative_to(OURS)
            self.found.append(f"{place}: line {node.token.lineno}: {record.args[0]}")


def is_ours(node: Node) -> bool:
    return Path(node.origin.name).is_relative_to(OURS)


def node_being_drawn() -> Node | None:
    """The innermost piece of a template that is being drawn: the log names only the outermost template."""
    frame = inspect.currentframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) and getattr(node, "token", None):
            return node
        frame = frame.f_back
    return None


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect into the list that is handed out, for as long as the block runs; blocks may lie in each other."""
    log = logging.getLogger("django.template")
    before = log.level, log.propagate, log.handlers
    listener = Listener()
    log.level, log.propagate, log.handlers = logging.DEBUG, False, [listener]
    log.manager._clear_cache()
    try:
        yield listener.found
    finally:
        log.level, log.propagate, log.handlers = before
        log.manager._clear_cache()


def complaint(found: list[str]) -> str:
    listed = "\n".join(f"  {one}" for one in dict.fromkeys(found))
    return f"Our templates name variables that nobody gave:\n{listed}"
