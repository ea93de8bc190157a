"""The sensitivity analysis of COINr's own example, 200 draws × 51 countries × 49 indicators: ours beside its figure.

COINr is written in R and is not run here: 41.7 s is what its function took, from an assembled index to ranks (it builds
the whole index anew in each draw). Ours is timed from scored areas to ranks, and from raw values, all steps included.
Needs the shared reference data.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[2] / "shared" / "data") / "choosing" / "asem"
COINR_SECONDS, AT_LEAST_TIMES, DRAWS = 41.7, 500, 200


def main() -> int:
    from zonelab.indicators import Gaps, Hierarchy, Outliers, Specification, rank_uncertainty, score_areas

    if not DATA.exists():
        print(f"COINr's example: not here ({DATA.name}; set PEOPLEZONES_DATA)")
        return 0
    meta = pd.read_csv(DATA / "ASEM_iMeta.csv", index_col="iCode")
    values = pd.read_csv(DATA / "Denominated.csv", index_col="uCode", keep_default_na=False, na_values=["", "NA"])
    tree = meta[meta["Parent"].notna()]
    down = meta.index[(meta["Type"] == "Indicator") & (meta["Direction"] < 0)]
    spec = Specification.from_hierarchy(
        Hierarchy(tree["Parent"].to_dict(), tree["Weight"].to_dict()), "min_max", lower_is_more_need=tuple(down)
    )
    spec = replace(spec, missing=Gaps(fill="mean"), outliers=Outliers(5, otherwise="log"))

    def seconds() -> tuple[float, float]:
        began = perf_counter()
        ready = score_areas(values, spec)
        carried_out = perf_counter()
        rank_uncertainty(ready, draws=DRAWS, k=10, rng=np.random.default_rng(1))
        return perf_counter() - began, perf_counter() - carried_out

    seconds()
    whole, draws = (min(each) for each in zip(*(seconds() for _ in range(5)), strict=True))
    times = COINR_SECONDS / draws
    holds = times >= AT_LEAST_TIMES
    print(f"COINr's example, {DRAWS} draws: {COINR_SECONDS} s as COINr's figure says (R, not run here)")
    print(
        f"  ours: {draws * 1000:.0f} ms, {times:,.0f} times as fast ({'holds' if holds else 'NOT KEPT'}); with all "
        f"steps from raw values {whole * 1000:.0f} ms, {COINR_SECONDS / whole:,.0f} times as fast (no promise)"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
