"""Registries: how something low shows or asks what something high knows, without importing it.

The low context owns a registry; the high one fills it in its `apps.py`.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Named entries in a stated order; a name is taken once."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, position: int = 100) -> None:
        """Register; raises ValueError when the name is taken by something else."""
        taken = self._entries.get(name)
        if taken is not None and taken[1] is not entry:
            raise ValueError(f"The {self.what} {name!r} is registered twice.")
        self._entries[name] = (position, entry)

    def remove(self, name: str) -> None:
        del self._entries[name]

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name][1]

    def __iter__(self) -> Iterator[Entry]:
        """Entries by position, then by name."""
        for _name, (_position, entry) in sorted(self._entries.items(), key=lambda item: (item[1][0], item[0])):
            yield entry

    def names(self) -> list[str]:
        return sorted(self._entries, key=lambda name: (self._entries[name][0], name))

    def __len__(self) -> int:
        return len(self._entries)
