"""Runs another program to its end, and ends it with all that it started; does not know what it does."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools import turns
from tools.steps import StepFailed, say

SECONDS_BETWEEN_SIGNS_OF_LIFE = 5
SECONDS_TO_STOP = 10


def run(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str], secret: bool = False) -> str:
    """Runs a program quietly, gives what it printed, and shows a sign of life while it is slow.

    Nothing that a `secret` program prints is shown on the way.
    """
    lines: list[str] = []
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            pass_fds=tuple(turns.held),
        )
    except OSError as failure:
        raise StepFailed(f"{command[0]} cannot be started: {failure.strerror}") from None
    assert process.stdout is not None
    with process.stdout as printed, signs_of_life([] if secret else lines):
        try:
            lines.extend(iter(printed.readline, ""))
            process.wait()
        finally:
            end_group(process)
    if process.returncode:
        raise StepFailed(f"{''.join(lines)}\nThis did not work: {' '.join(map(str, command))}")
    return "".join(lines)


def end_group(process: "subprocess.Popen[str]") -> None:
    """Ends a program and all that it started: asks first. A second Ctrl-C cannot leave half of it behind."""
    kept = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(SECONDS_TO_STOP)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


@contextmanager
def signs_of_life(lines: Sequence[str]) -> Iterator[None]:
    """Says every few seconds how long it has been, and the newest line printed."""
    over = threading.Event()
    started = time.monotonic()

    def speak() -> None:
        while not over.wait(SECONDS_BETWEEN_SIGNS_OF_LIFE):
            newest = lines[-1].strip()[:80] if lines else ""
            say(f"  {time.monotonic() - started:3.0f} s  {newest}")

    thread = threading.Thread(target=speak, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
