"""Knows how strong the strongest window is on maps drawn by chance, with the same cases in all; judges no cluster."""

from collections.abc import Callable, Iterator, Sequence

import joblib
import numpy as np
from numpy.typing import NDArray

from zonelab.regions.likelihood import Likelihood
from zonelab.regions.observed import Counts, Floats, Observed, ScanError
from zonelab.regions.windows import Nearest, Windows, bits_of, grow

Greatest = Callable[[Counts], Floats]  # maps (areas × draws) → the greatest ratio of each

_PORTION = 100  # maps drawn from one seed: the same however many jobs there are
_SLICE = 20_000
_HAIR = 1e-9  # for what rounding does


def drawn_strongest(
    seen: Observed, greatest: Greatest, draws: int, rng: np.random.Generator, n_jobs: int | None
) -> Floats:
    """Draw maps with all cases spread as expected, and give the greatest ratio of each; read-only.

    n_jobs: threads, or jobs of the back end that the caller's `joblib.parallel_config` sets; they change nothing.
    """
    if n_jobs == 0:
        raise ScanError(f"The number of jobs (n_jobs) is one or more, or −1 for one a core, not {n_jobs}.")
    sizes = [min(_PORTION, draws - start) for start in range(0, draws, _PORTION)]
    seeds = rng.integers(0, 2**32, size=(len(sizes), 4)).tolist()
    if not seen.total or not draws:
        strongest = np.zeros(draws)
    else:
        work = joblib.Parallel(n_jobs=n_jobs, prefer="threads")
        each = zip(sizes, seeds, strict=True)
        strongest = np.concatenate(work(joblib.delayed(_strongest)(seen, greatest, size, seed) for size, seed in each))
    strongest.setflags(write=False)
    return strongest


def _strongest(seen: Observed, greatest: Greatest, size: int, seed: list[int]) -> Floats:
    return greatest(_maps(seen, size, seed))


def strongest_window(seen: Observed, windows: Sequence[Windows], likelihood: Likelihood) -> Greatest:
    """For windows that are the same on every map.

    Since log x ≤ x − 1, no ratio is above (c − e)² · C / (e (C − e)): what cannot pass the greatest so far by that
    is left out, which is nearly everything.
    """
    expected = [each.sums(seen.expected[:, None])[:, 0] for each in windows]
    steep = [likelihood.steepness(due) for due in expected]

    def greatest(maps: Counts) -> Floats:
        best = np.zeros(maps.shape[1])
        for each, due, slope in zip(windows, expected, steep, strict=True):
            counted = each.sums(maps)
            most = counted - due[:, None]
            most *= slope[:, None]
            # In one dimension numpy finds few among many several times faster.
            row, draw = np.divmod(np.flatnonzero(most > np.sqrt(best) * (1 - _HAIR)), len(best))
            if len(row):
                np.maximum.at(best, draw, likelihood.ratios(counted[row, draw][:, None], due[row])[:, 0])
        return best

    return greatest


def strongest_raised(seen: Observed, around: Nearest, least: Counts, likelihood: Likelihood) -> Greatest:
    """For shapes of raised areas, which differ from map to map. least: the count from which each area is raised."""

    def greatest(maps: Counts) -> Floats:
        raised = maps >= least[:, None]
        draw, centre = np.nonzero(raised.T)
        near = around.near[centre]
        cases, due = maps[near, draw[:, None]], seen.expected[near]
        best = np.zeros(maps.shape[1])
        for row, shape in _sliced(grow(around.links[centre], bits_of(raised[near, draw[:, None]]))):
            inside = (shape[:, None] >> np.arange(near.shape[1], dtype=np.uint64)) & np.uint64(1) != 0
            counted, expected = (cases[row] * inside).sum(axis=1), (due[row] * inside).sum(axis=1)
            np.maximum.at(best, draw[row], likelihood.ratios(counted[:, None], expected)[:, 0])
        return best

    return greatest


def _sliced(
    steps: Iterator[tuple[NDArray[np.intp], NDArray[np.uint64]]],
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.uint64]]]:
    for row, shape in steps:
        for start in range(0, len(row), _SLICE):
            yield row[start : start + _SLICE], shape[start : start + _SLICE]


def _maps(seen: Observed, number: int, seed: list[int]) -> Counts:
    """Cases of areas × maps. Areas that can have none take no part: rounding must not give them one."""
    possible = seen.expected > 0
    chance = seen.expected[possible] / seen.expected[possible].sum()
    maps = np.zeros((len(seen.codes), number), dtype=np.int64)
    maps[possible] = np.random.default_rng(seed).multinomial(seen.total, chance, size=number).T
    return maps
