"""Knows how loops are compiled, once a machine, and kept beside the code; knows nothing of what they work out."""

from collections.abc import Callable
from typing import TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile a loop at its first call; the machine code is kept on disk, so that only the very first call waits.

    The loop runs without Python's lock: threads work side by side. Where nothing can be written, neither beside the
    code nor in the person's cache folder, each process compiles anew.
    """
    try:
        made: Loop = numba.njit(loop, cache=True, nogil=True)
    except RuntimeError:  # numba found no folder that it may write to
        made = numba.njit(loop, nogil=True)
    return made
