"""What came of a load: answers by kind, percentiles, and marks that should be in a text; asks no server anything."""

import re
import threading
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import ceil

MARK = re.compile(r"\[\d+\.\d+\]")


class Outcome(Enum):
    """Refused is an answer that a person can work with; a conflict is one of these, named since we count it."""

    FINE = "fine"
    CONFLICT = "conflict"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Answer:
    step: str
    writes: bool
    outcome: Outcome
    seconds: float


class Tally:
    """Every answer of all users. Until `begin` the server warms up: only what failed is kept of that time."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.failures: Counter[str] = Counter()
        self.measuring = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        with self._lock:
            self.answers.clear()
            self.measuring = True

    def note(self, answer: Answer, what: str) -> None:
        """`what` was asked and answered, for whoever has to find out why it failed."""
        with self._lock:
            if self.measuring:
                self.answers.append(answer)
            if answer.outcome is Outcome.FAILED:
                self.failures[f"{answer.step}: {what}"] += 1

    def fail(self, step: str, why: str) -> None:
        """An answer that was noted, and turns out to be no use."""
        with self._lock:
            self.failures[f"{step}: {why}"] += 1

    def failed(self) -> int:
        return self.failures.total()


class Ledger:
    """The marks that users wrote into one text: those that the server took, and those that it refused."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.refused: set[str] = set()

    def take(self, mark: str) -> None:
        self.taken.add(mark)

    def refuse(self, mark: str) -> None:
        self.refused.add(mark)

    def lost(self, text: str) -> list[str]:
        """Marks that the server said it had taken, and that are not in the text at the end."""
        return sorted(self.taken - set(MARK.findall(text)))

    def kept_although_refused(self, text: str) -> list[str]:
        return sorted(self.refused & set(MARK.findall(text)))


def mark(user: int, number: int) -> str:
    """A mark that no other is part of: [1.1] is not in [1.11]."""
    return f"[{user}.{number}]"


def percentile(values: Collection[float], share: float) -> float:
    """The smallest value that at least this share of all (0 to 1) do not exceed; nan of nothing."""
    if not values:
        return float("nan")
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]


@dataclass(frozen=True)
class Line:
    """What some answers came to; times in milliseconds."""

    name: str
    requests: int
    per_second: float
    median: float
    most: float


def line(name: str, answers: Sequence[Answer], seconds: float) -> Line:
    """A line of the report: how many, how many a second, the median and what 95 % stay within."""
    times = [1000 * answer.seconds for answer in answers]
    return Line(name, len(times), len(times) / seconds, percentile(times, 0.5), percentile(times, 0.95))


@dataclass
class Verdict:
    """Whether the promise holds: nothing failed, nothing was lost, and there was something that could be lost."""

    failed: int = 0
    taken: int = 0
    lost: list[str] = field(default_factory=list)
    kept_although_refused: list[str] = field(default_factory=list)

    def kept(self) -> bool:
        return bool(self.taken) and not (self.failed or self.lost or self.kept_although_refused)
