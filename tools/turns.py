"""Lets two `./run` at once take turns; does not know over what."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Open files of the locks that we hold: the programs that we run are handed them.
held: list[int] = []


@contextmanager
def only_one(lock: Path, waiting_for: str) -> Iterator[None]:
    """Holds a lock file while the block runs.

    The programs that run meanwhile hold it too: where we are killed, the next `./run` waits for what we left.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Waiting for another ./run {waiting_for} …", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        held.append(file.fileno())
        try:
            yield
        finally:
            held.remove(file.fileno())
