"""Runs a step once, says what it does and how long it took; does not know what the steps are.

A step leaves a stamp: the digest of all that it was made from. The stamp goes before the work starts and
comes back when it has ended well, so that an interrupted step is done again.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path


class StepFailed(Exception):
    """Carries the sentence, and what the failing program printed, for the person at the keyboard."""


def say(text: str) -> None:
    print(text, flush=True)


def files_under(folder: Path, *patterns: str) -> list[Path]:
    """The files in a folder, in a fixed order; none when there is no such folder."""
    return sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()})


def digest_of(inputs: Iterable[Path | str]) -> str:
    """One digest of texts and of files, by name and content."""
    whole = hashlib.sha256()
    for item in inputs:
        if isinstance(item, Path):
            content = item.read_bytes() if item.is_file() else b"(none)"
            whole.update(f"file {item} {len(content)}\n".encode() + content)
        else:
            whole.update(f"text {len(item)}\n{item}".encode())
    return whole.hexdigest()


def step(title: str, stamp: Path, inputs: Iterable[Path | str], work: Callable[[], object]) -> bool:
    """Does the work unless its stamp says that nothing it is made from has changed; True when it did it."""
    digest = digest_of(inputs)
    if stamp.is_file() and stamp.read_text() == digest:
        return False
    stamp.unlink(missing_ok=True)
    say(f"· {title} …")
    started = time.monotonic()
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    unfinished.write_text(digest)
    unfinished.replace(stamp)
    say(f"  done in {time.monotonic() - started:.1f} s")
    return True
