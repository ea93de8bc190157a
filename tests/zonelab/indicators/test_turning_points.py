"""Which single weight alters the top soonest: by hand, and beside the scores themselves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators import Indicator, Specification, prepare
from zonelab.indicators.specification import SpecificationError
from zonelab.indicators.turning_points import turning_points

GROUPS = ("safe", "well", "skills")
SPEC = Specification(tuple(Indicator(group, group) for group in GROUPS), dict.fromkeys(GROUPS, 1.0), "min_max")


def test_by_hand() -> None:
    # A = 100t, B = 60t + 100(1 − t), level at t = 100/140; C never.
    spec = Specification((Indicator("x", "safe"), Indicator("y", "well")), {"safe": 3, "well": 1}, "min_max")
    table = pd.DataFrame({"x": [10.0, 6, 0], "y": [0.0, 10, 5]}, index=list("ABC"))
    safe, well = turning_points(prepare(table, spec), 1)
    assert safe.down == pytest.approx(100 / 140)
    assert safe.up is None
    assert safe.change == pytest.approx(100 / 140 - 0.75)
    assert (safe.enters, safe.leaves) == ("B", "A")
    assert well.up == pytest.approx(40 / 140)
    assert well.change == pytest.approx(-safe.change)


def top(prepared, group: str, share: float, k: int) -> frozenset[str]:
    shares = prepared.specification.group_shares()
    rest = 1 - shares[group]
    weights = {name: share if name == group else own / rest * (1 - share) for name, own in shares.items()}
    rank = prepared.weigh(weights).rank
    return frozenset(prepared.codes[rank <= k])


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 5), st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_nothing_changes_before_the_turning_point_and_something_does_beyond(
    seed: int, k: int, weights: list[int]
) -> None:
    table = pd.DataFrame(np.random.default_rng(seed).random((8, 3)), [f"E{each}" for each in range(8)], list(GROUPS))
    spec = Specification(SPEC.indicators, dict(zip(GROUPS, weights, strict=True)), "min_max")
    prepared = prepare(table, spec)
    for point in turning_points(prepared, k):
        before = top(prepared, point.group, point.share, k)
        for end, limit in ((point.down, 0.0), (point.up, 1.0)):
            for part in (0.3, 0.999):
                near = point.share + part * ((limit if end is None else end) - point.share)
                assert top(prepared, point.group, near, k) == before
            if end is not None and 1e-5 < end < 1 - 1e-5:
                assert top(prepared, point.group, end + np.sign(end - point.share) * 1e-6, k) != before
        if point.change is not None:
            beyond = point.share + point.change + np.sign(point.change) * 1e-6
            if 0 < beyond < 1:
                assert point.enters in top(prepared, point.group, beyond, k) - before


def test_one_group_or_everybody_at_the_top_leaves_nothing_to_turn() -> None:
    table = pd.DataFrame(np.eye(3) * [1, 2, 3], list("ABC"), list(GROUPS))
    assert all(point.change is None for point in turning_points(prepare(table, SPEC), 3))
    alone = Specification(SPEC.indicators, {"safe": 1, "well": 0, "skills": 0}, "min_max")
    by_group = {point.group: point for point in turning_points(prepare(table, alone), 1)}
    assert by_group["safe"].change is None
    assert by_group["well"].change == pytest.approx(0.5)
    assert "no weight of it alone" in by_group["safe"].summary()
    with pytest.raises(SpecificationError, match="k is"):
        turning_points(prepare(table, SPEC), 0)
