"""What it costs to say how sure ranks are, beside the same in plain pandas: 10,000 weights × England × 20 indicators.

Ours is timed whole, from the prepared values to labels and turning points, in a process of its own whose memory is
its own too. Plain pandas (weigh, add and rank, draw by draw; then quantiles of the ranks and chances) is timed on a
fraction of the draws, before and after ours, and scaled. Values are made up.

And the largest case that is promised, from raw values with gaps through all steps of a specification with groups in
groups: 33,000 areas × 40 indicators × 10,000 draws, for its memory.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve()
AREAS, INDICATORS, DRAWS = 32_844, 20, 10_000
NAIVE_DRAWS = 200
AT_LEAST_TIMES, AT_MOST_MEGABYTES = 8.0, 1200
LARGEST_AREAS, LARGEST_INDICATORS, LARGEST_MEGABYTES = 33_000, 40, 2000
JOBS = 2


def main() -> int:
    print(f"{DRAWS:,} draws of weights × {AREAS:,} areas × {INDICATORS} indicators")
    table = prepared().normalised
    before = naive_seconds(table)
    measured = {jobs: json.loads(_run(jobs)) for jobs in (1, JOBS)}
    after = naive_seconds(table)
    naive = min(before, after)  # in favour of the other
    print(f"  plain pandas, {NAIVE_DRAWS} draws, scaled: {before:.1f} s before, {after:.1f} s after")
    failed = 0
    for jobs, ours in measured.items():
        times, megabytes = naive / ours["seconds"], ours["megabytes"]
        holds = times >= AT_LEAST_TIMES and megabytes <= AT_MOST_MEGABYTES
        promised = jobs == JOBS
        said = ("holds" if holds else "NOT KEPT") if promised else "no promise"
        print(
            f"  ours, {jobs} job(s): {ours['seconds']:.1f} s, {times:.1f} times as fast, {megabytes:,.0f} MB ({said})"
        )
        failed += promised and not holds
    whole = json.loads(_run(JOBS, "largest"))
    holds = whole["megabytes"] <= LARGEST_MEGABYTES
    print(
        f"{DRAWS:,} draws × {LARGEST_AREAS:,} areas × {LARGEST_INDICATORS} indicators, gaps filled, groups in groups:\n"
        f"  {whole['seconds']:.1f} s ({whole['before']:.1f} s of it before the draws), {whole['megabytes']:,.0f} MB of "
        f"{LARGEST_MEGABYTES:,} ({'holds' if holds else 'NOT KEPT'})"
    )
    return 1 if failed or not holds else 0


def _run(jobs: int, *more: str) -> str:
    asked = [sys.executable, str(HERE), str(jobs), *more]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def values() -> pd.DataFrame:
    made = np.random.default_rng(5).gamma(2, size=(AREAS, INDICATORS))
    codes = [f"E01{number:06d}" for number in range(AREAS)]
    return pd.DataFrame(made, index=codes, columns=[f"i{number}" for number in range(INDICATORS)])


def prepared():
    from zonelab.indicators import Indicator, Specification, prepare

    table = values()
    indicators = tuple(Indicator(key, f"group {key}") for key in table.columns)
    return prepare(table, Specification(indicators, {each.group: 1 for each in indicators}))


def naive_seconds(table: pd.DataFrame) -> float:
    weights = np.random.default_rng(1).dirichlet(np.full(INDICATORS, 15.0), NAIVE_DRAWS)
    began = perf_counter()
    ranks = pd.DataFrame(
        {
            draw: table.mul(row, axis="columns").sum(axis=1).rank(ascending=False, method="min")
            for draw, row in enumerate(weights)
        }
    )
    ranks.quantile([0.05, 0.5, 0.95], axis=1)
    (ranks <= 10).mean(axis=1)
    return (perf_counter() - began) * DRAWS / NAIVE_DRAWS


def ours(jobs: int) -> None:
    from zonelab.indicators.uncertainty import rank_uncertainty

    ready = prepared()
    began = perf_counter()
    rank_uncertainty(ready, draws=DRAWS, k=10, rng=np.random.default_rng(1), n_jobs=jobs)
    seconds = perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


def largest(jobs: int) -> None:
    from zonelab.indicators import Gaps, Indicator, Outliers, Specification, rank_uncertainty, score_areas

    random = np.random.default_rng(5)
    made = random.gamma(2, size=(LARGEST_AREAS, LARGEST_INDICATORS))
    made[random.random(made.shape) < 0.01] = np.nan
    codes = [f"E01{number:06d}" for number in range(LARGEST_AREAS)]
    table = pd.DataFrame(made, index=codes, columns=[f"i{number}" for number in range(LARGEST_INDICATORS)])
    indicators = tuple(Indicator(key, f"group {number % 20}") for number, key in enumerate(table.columns))
    above = {f"group {number}": f"outcome {number % 5}" for number in range(20)}
    weights = dict.fromkeys((*above, *above.values()), 1.0)
    spec = Specification(indicators, weights, above=above, missing=Gaps(fill="median"), outliers=Outliers(5))
    began = perf_counter()
    ready = score_areas(table, spec)
    before = perf_counter() - began
    rank_uncertainty(ready, draws=DRAWS, k=10, rng=np.random.default_rng(1), n_jobs=jobs)
    seconds = perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "before": before, "megabytes": peak}))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        largest(int(sys.argv[1]))
    elif len(sys.argv) > 1:
        ours(int(sys.argv[1]))
    else:
        sys.exit(main())
