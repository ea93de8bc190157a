"""Knows how to show that work goes on, and how long each step took; does not know what the work is."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tqdm import tqdm

AFTER = 2.0  # seconds before a step is shown: shorter ones would only flicker
_TICK = 0.5
_SELDOM = 10.0  # seconds between two lines where nobody watches: a log is not to fill

_WITH_END = "{desc}: {percentage:3.0f}% |{bar}| {elapsed} so far, about {remaining} to go"
_WITHOUT_END = "{desc}: {elapsed} so far"


class Step:
    """One step of the work, which may say how far it is by `told(done, total)`."""

    def __init__(self, bar: "tqdm[None]") -> None:
        self._bar = bar

    def told(self, done: float, total: float) -> None:
        """Show how far the step is: `done` of `total`, in any unit."""
        if total > 0 and self._bar.total != total:
            self._bar.total = total
            self._bar.bar_format = _WITH_END
        self._bar.n = min(done, total)


class Progress:
    """Shows a bar for each step that lasts, on a stream, and keeps the seconds of all steps."""

    def __init__(self, stream: TextIO, quiet: bool = False, after: float = AFTER) -> None:
        self.seconds: dict[str, float] = {}
        self._stream, self._quiet, self._after = stream, quiet, after

    @contextmanager
    def step(self, name: str, words: str) -> Iterator[Step]:
        """Time what is done within; name: the key in `seconds`; words: what stands beside the bar."""
        started = time.monotonic()
        bar: tqdm[None] = tqdm(
            total=None,
            desc=words,
            file=self._stream,
            disable=self._quiet,
            leave=False,
            delay=self._after,
            bar_format=_WITHOUT_END,
            dynamic_ncols=True,
        )
        over = threading.Event()
        # A long call inside compiled code or another library says nothing meanwhile: the clock is to run all the same.
        ticking = threading.Thread(target=self._tick, args=(bar, over), daemon=True)
        if not self._quiet:
            ticking.start()
        try:
            yield Step(bar)
        finally:
            over.set()
            if not self._quiet:
                ticking.join()
            bar.close()
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - started

    def _tick(self, bar: "tqdm[None]", over: threading.Event) -> None:
        if over.wait(self._after):
            return
        watched = self._stream.isatty()
        while True:
            if watched:
                bar.refresh()
            else:
                print(bar, file=self._stream, flush=True)
            if over.wait(_TICK if watched else _SELDOM):
                break
        if watched:
            bar.clear()
