"""What a test of the house must know of a page with a list: how to fill it, and what it says while it is empty."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.house.things import Things


@dataclass(frozen=True)
class ListPage:
    """`fill(things, many)` adds rows that the programme team of the things sees there, quickly (`bulk_create`).

    `empty` is how the sentence begins that tells the programme team of a partnership without anything what to do;
    none where a list is never empty for them, or belongs to the whole installation. `is_public`: asked by a visitor.
    `notes_itself`: taking the list away adds a row to it, the note that it was taken.
    """

    fill: Callable[[Things, int], None]
    empty: str = ""
    is_public: bool = False
    notes_itself: bool = False
