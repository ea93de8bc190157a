"""Knows how to rank areas in many draws and count the ranks of each, in bounded memory; makes no weights.

Where the speed comes from: scores of a block of draws come from one matrix product, and each draw is put in order by
the digits of its scores (two rounds of 16 bits), which takes a fifth of the time of comparing them.

Work is shared out by joblib: among threads, or by the back end that the caller has set around the call. Workers that
share our memory write ranks into one table; others send them back, some at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import joblib
import numpy as np
from joblib.parallel import get_active_backend
from numpy.typing import NDArray

from zonelab.indicators.ranks import TIE

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

TABLE_BYTES = 700_000_000  # ranks that are kept at once: 33,000 areas × 10,000 draws of two bytes fit
_BLOCK = 400_000  # scores that are held at once, for each job
_SLICE = 256  # areas whose ranks are put in order at once
_TASK = 16  # blocks of draws that one task takes: their scores are summed in one, whoever does it
_SENT_BYTES = 100_000_000  # ranks that are on their way from workers with memory of their own
_LEAST_RANGE = 1e-6

Score = Callable[[slice], tuple[Floats, NDArray[np.bool_] | None]]


@dataclass(frozen=True, eq=False)
class RankCounts:
    """What the draws say of each area: rank at each share of the draws, draws with rank ≤ k, sum of the scores.

    at: shares × areas; in_top: one number an area; score_sum: over the `scored` draws whose scores are alike.
    """

    at: Counts
    in_top: Counts
    score_sum: Floats
    scored: int


def blocks_of(draws: int, areas: int) -> list[slice]:
    """The draws in blocks; the same for any number of jobs, so that jobs change nothing."""
    size = max(1, min(draws, _BLOCK // max(1, areas)))
    return [slice(start, min(start + size, draws)) for start in range(0, draws, size)]


def count_ranks(
    score: Score,
    draws: int,
    areas: int,
    shares: tuple[float, ...],
    k: int,
    n_jobs: int | None,
    table_bytes: int = TABLE_BYTES,
) -> RankCounts:
    """Rank the areas in each draw and count.

    score: gives for a block of draws the scores (draws × areas, no NaN; the array is used up) and which rows count
    for the sum (None = all); the same each time it is asked. shares: 0 < share ≤ 1; the rank at a share is the
    smallest that at least this share of the draws reach. n_jobs: as joblib has it. Where draws × areas do not fit into
    `table_bytes`, areas are taken in parts and every draw is made again for each part.
    """
    kind = np.uint16 if areas < 2**16 else np.uint32
    part = max(1, min(areas, table_bytes // (draws * np.dtype(kind).itemsize)))
    at = np.empty((len(shares), areas), dtype=np.int64)
    in_top = np.empty(areas, dtype=np.int64)
    score_sum, scored = np.zeros(areas), 0
    places = [max(0, int(np.ceil(share * draws - 1e-9)) - 1) for share in shares]
    table = np.empty((draws, part), dtype=kind)
    blocks = blocks_of(draws, areas)
    tasks = [blocks[start : start + _TASK] for start in range(0, len(blocks), _TASK)]
    for start in range(0, areas, part):
        end = min(start + part, areas)
        for total, rows in _ranked(score, tasks, table[:, : end - start], start, n_jobs):
            if start == 0:
                score_sum += total
                scored += rows

        def count(here: slice, start: int = start) -> None:
            there = slice(start + here.start, start + here.stop)
            rows = np.ascontiguousarray(table[:, here].T)
            in_top[there] = np.count_nonzero(rows <= k, axis=1)
            rows.sort(axis=1, kind="stable")  # by digits, too
            at[:, there] = rows[:, places].T

        here = [slice(place, min(place + _SLICE, end - start)) for place in range(0, end - start, _SLICE)]
        # The table is here, so threads count it, whatever the back end.
        joblib.Parallel(n_jobs=n_jobs, require="sharedmem")(joblib.delayed(count)(each) for each in here)
    return RankCounts(at, in_top, score_sum, scored)


def _ranked(
    score: Score, tasks: list[list[slice]], table: "NDArray[Any]", first: int, n_jobs: int | None
) -> Iterator[tuple[Floats, int]]:
    """Rank all draws into the table; give sum and number of the scores of each task, in order."""
    backend, _ = get_active_backend(prefer="threads")
    if getattr(backend, "supports_sharedmem", False):
        work = joblib.Parallel(n_jobs=n_jobs, prefer="threads")
        yield from work(joblib.delayed(_rank_into)(score, task, table, first) for task in tasks)
        return
    draws = max(sum(block.stop - block.start for block in task) for task in tasks)
    at_once = max(1, _SENT_BYTES // max(1, draws * table[:1].nbytes))
    with joblib.Parallel(n_jobs=n_jobs) as work:
        for start in range(0, len(tasks), at_once):
            some = tasks[start : start + at_once]
            sent = work(joblib.delayed(_rank_apart)(score, task, table.shape[1], first, table.dtype) for task in some)
            for task, (ranks, total, rows) in zip(some, sent, strict=True):
                table[task[0].start : task[-1].stop] = ranks
                yield total, rows


def _rank_into(
    score: Score, task: list[slice], table: "NDArray[Any]", first: int, begin: int = 0
) -> tuple[Floats, int]:
    """Write the ranks of a task's draws into the table, whose first row is draw `begin`; sum and number of scores."""
    sums, scored = [], 0
    for block in task:
        scores, rows = score(block)
        alike = scores if rows is None else scores[rows]
        sums.append(alike.sum(axis=0))
        scored += len(alike)
        rank_rows(scores, table[block.start - begin : block.stop - begin], first)
    total: Floats = np.sum(sums, axis=0)
    return total, scored


def _rank_apart(
    score: Score, task: list[slice], areas: int, first: int, kind: "np.dtype[Any]"
) -> tuple["NDArray[Any]", Floats, int]:
    """As `_rank_into`, with a table of its own that is sent back."""
    table = np.empty((task[-1].stop - task[0].start, areas), dtype=kind)
    return table, *_rank_into(score, task, table, first, task[0].start)


def rank_rows(scores: Floats, out: "NDArray[Any]", first: int = 0) -> None:
    """Write the ranks of each row (1 = highest score, ties as in `rank_from_top`) for the areas from `first` on."""
    areas = scores.shape[1]
    straight = np.arange(1, areas + 1, dtype=out.dtype)
    ranks = np.empty(areas, dtype=out.dtype)
    in_order = _Order(areas)
    gaps = np.empty(areas - 1)
    for row, target in zip(scores, out, strict=True):
        order, ordered = in_order.from_top(row)
        np.subtract(ordered[:-1], ordered[1:], out=gaps)
        apart = gaps > TIE
        if apart.all():
            ranks[order] = straight
        else:
            if gaps.min() < 0:  # some differ only beyond the 32 bits: nearly in order, so this is quick
                order = order[np.argsort(-ordered, kind="stable")]
                apart = row[order[:-1]] - row[order[1:]] > TIE
            starts = np.flatnonzero(np.concatenate(([True], apart)))
            ranks[order] = np.repeat(starts + 1, np.diff(np.append(starts, areas)))
        target[:] = ranks[first : first + len(target)]


class _Order:
    """Places of the scores, highest first, to 32 bits of their range; keeps its arrays from row to row."""

    def __init__(self, areas: int) -> None:
        self.below, self.ordered = np.empty(areas), np.empty(areas)
        self.digits = np.empty(areas, dtype=np.uint32)
        self.lower, self.upper, self.moved = (np.empty(areas, dtype=np.uint16) for _ in range(3))
        self.places = np.empty(areas, dtype=np.intp)

    def from_top(self, row: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Places and scores in order, to be used before the next row is asked for."""
        top = row.max()
        np.subtract(top, row, out=self.below)
        self.below *= (2**32 - 1) / max(self.below.max(), _LEAST_RANGE)
        np.copyto(self.digits, self.below, casting="unsafe")
        np.copyto(self.lower, self.digits, casting="unsafe")  # keeps the lower 16 bits
        self.digits >>= 16
        np.copyto(self.upper, self.digits, casting="unsafe")
        by_lower = np.argsort(self.lower, kind="stable")
        np.take(self.upper, by_lower, out=self.moved, mode="clip")  # "clip" writes straight into `out`
        np.take(by_lower, np.argsort(self.moved, kind="stable"), out=self.places, mode="clip")
        np.take(row, self.places, out=self.ordered, mode="clip")
        return self.places, self.ordered
