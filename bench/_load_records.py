"""The write that must not be lost: many users add to one text that carries a version; measures no time itself."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from _load_measures import Ledger
from _load_users import CONFLICT, User
from bs4 import BeautifulSoup

TRIES = 20
VERSION = "version"
OPEN, SAVE, CONFLICT_PAGE, AT_THE_END = "Open a form", "Save a form", "Page of a conflict", "Read the text at the end"


@dataclass(frozen=True)
class Record:
    """One text that several people may edit: the address of its form, the field, and the roles that may."""

    address: str
    field: str
    roles: Collection[str]
    ledger: Ledger = field(default_factory=Ledger)


def add_mark(user: User, record: Record) -> None:
    """Opens the form, adds a mark to the text and sends it; after a conflict adds one to what the others wrote."""
    fields = form_of(user, user.get(OPEN, record.address), record, OPEN)
    for _try in range(TRIES):
        mark = user.new_mark()
        fields[record.field] = f"{str(fields[record.field]).rstrip()} {mark}"
        answer = user.post(SAVE, record.address, fields)
        if answer.status_code == 302:
            record.ledger.take(mark)
            return
        record.ledger.refuse(mark)
        if answer.status_code != CONFLICT:
            return
        fields = form_of(user, answer, record, CONFLICT_PAGE)
        if mark not in str(fields[record.field]):
            user.fails(CONFLICT_PAGE, f"What was typed is gone at {record.address}")
        fields[record.field] = saved_meanwhile(user, answer, record, mark)


def form_of(user: User, page: Any, record: Record, step: str) -> dict[str, Any]:
    fields = user.form(page, record.field, step)
    if VERSION not in fields:
        user.fails(step, f"The form at {record.address} has no version")
    return fields


def saved_meanwhile(user: User, page: Any, record: Record, mark: str) -> str:
    """What the others wrote, as the page shows it beside what was typed: a person would put the two together."""
    for row in BeautifulSoup(page.text, "html.parser").select("table tr"):
        cells = [cell.get_text("\n") for cell in row.find_all("td")]
        if len(cells) == 2 and mark in cells[0]:
            return cells[1]
    return user.fails(CONFLICT_PAGE, f"The two versions are not beside each other at {record.address}")


def text_of(user: User, record: Record) -> str:
    page = user.get(AT_THE_END, record.address)
    return str(user.form(page, record.field, AT_THE_END)[record.field])


def that_exist(user: User, records: Collection[Record]) -> list[Record]:
    """Those whose form this user can open."""
    return [one for one in records if user.get("Look for a form", one.address, fine=(200, 404)).status_code == 200]


class Turns:
    """Hands out records in turn, so that every one has several users at once."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        self._given = 0
        self._lock = threading.Lock()

    def next_for(self, role: str) -> Record | None:
        mine = [record for record in self.records if role in record.roles]
        with self._lock:
            self._given += 1
            return mine[self._given % len(mine)] if mine else None
