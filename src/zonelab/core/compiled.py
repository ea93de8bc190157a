"""Knows how loops are compiled, once a machine, and kept on disk; knows nothing of what they work out."""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])

PACKAGE = Path(__file__).parents[1]
SETTINGS: Any = numba.config


def compiled(loop: Loop) -> Loop:
    """Compile a loop at its first call; the machine code is kept on disk, so that only the very first call waits.

    The loop runs without Python's lock: threads work side by side. Where nothing can be written, neither beside the
    code nor in the person's cache folder, each process compiles anew.
    """
    folder, before = folder_of_loops(), SETTINGS.CACHE_DIR
    if folder is None:
        made: Loop = numba.njit(loop, nogil=True)
        return made
    # Numba looks at the folder once, here. The setting is everybody's, so it is put back.
    SETTINGS.CACHE_DIR = str(folder)
    try:
        made = numba.njit(loop, cache=True, nogil=True)
    except RuntimeError:  # the folder cannot be written after all
        made = numba.njit(loop, nogil=True)
    finally:
        SETTINGS.CACHE_DIR = before
    return made


@cache
def folder_of_loops() -> Path | None:
    """Where compiled loops are kept; None where nothing can be written.

    The name holds a digest of all files with loops: numba itself looks at one file at a time, and would go on with an
    old loop whose own file is the same while one that it calls has changed.
    """
    sources = sorted(PACKAGE.rglob("*.py"))
    with_loops = [content for content in (path.read_bytes() for path in sources) if b"import compiled" in content]
    name = f"loops-{hashlib.sha256(b''.join(with_loops)).hexdigest()[:16]}"
    for home in (PACKAGE / "__pycache__", Path.home() / ".cache" / "zonelab"):
        try:
            (home / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(home / name, os.W_OK):
            return home / name
    return None
