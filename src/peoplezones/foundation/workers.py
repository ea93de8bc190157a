"""Names the process that does a piece of work, and says whether one is gone; knows no work."""

import os
import socket
from contextlib import suppress
from pathlib import Path


def this_one() -> str:
    """Machine, group of processes and process. Containers may share a name and yet not see each other's processes."""
    group = "-"
    with suppress(OSError):  # no such thing outside Linux
        group = str(Path("/proc/self/ns/pid").readlink())
    return f"{socket.gethostname()[:100]} {group} {os.getpid()}"


def is_gone(name: str) -> bool:
    """Whether the worker of this name certainly runs no more, asked by a worker that has not begun to work.

    Of another machine nobody can tell. A worker of our own number is one of an earlier life: ours, after a restart.
    """
    *place, number = name.split(" ")
    *own_place, own_number = this_one().split(" ")
    if place != own_place or not number.isdigit():
        return False
    if number == own_number:
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it lives, and is somebody else's
    return False
