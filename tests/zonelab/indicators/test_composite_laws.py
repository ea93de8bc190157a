"""What must hold for any values and weights, whatever the data."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import Composite, Indicator, Specification, composite, prepare

# Where an area's value lies among the others is all that counts: no zero and no target has a meaning of its own.
SCALES = ("percentile", "min_max", "z", "rank", "exponential")
GROUPS = ("safe", "well", "skills")
# Eighths of whole numbers: adding a constant is exact, so that no law is broken by rounding of the input.
cells = st.integers(-80, 80).map(lambda number: number / 8)
gaps = cells | st.just(float("nan"))
weights = st.integers(0, 5).map(float)


@st.composite
def specifications(draw: st.DrawFn) -> Specification:
    indicators = [Indicator(group, group, draw(st.booleans()), draw(st.integers(1, 4))) for group in GROUPS]
    for number in range(draw(st.integers(0, 3))):
        group = draw(st.sampled_from(GROUPS))
        indicators.append(Indicator(f"more{number}", group, draw(st.booleans()), draw(weights)))
    group_weights = {group: draw(weights) for group in GROUPS}
    if not any(group_weights.values()):
        group_weights["safe"] = 1.0
    normalisation = draw(st.sampled_from(SCALES))
    mean = draw(st.sampled_from(("arithmetic", "geometric", "harmonic") if normalisation != "z" else ("arithmetic",)))
    return Specification.from_mapping(
        {
            "indicators": [
                {"key": each.key, "group": each.group, "weight": each.weight}
                | {"higher_is_more_need": each.higher_is_more_need}
                for each in indicators
            ],
            "group_weights": group_weights,
            "normalisation": normalisation,
            "mean": mean,
        }
    )


@st.composite
def cases(draw: st.DrawFn, cell: st.SearchStrategy[float] = gaps) -> tuple[pd.DataFrame, Specification]:
    spec = draw(specifications())
    count = draw(st.integers(1, 9))
    codes = [f"E{number}" for number in range(count)]
    columns = {}
    for key in spec.keys:
        column = draw(st.lists(cell, min_size=count, max_size=count))
        if np.isnan(column).all():
            column[0] = 1.0
        columns[key] = column
    return pd.DataFrame(columns, index=codes), spec


def same(result: Composite, other: Composite) -> None:
    np.testing.assert_allclose(result.score, other.score, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(result.rank, other.rank)


@given(cases(), st.randoms(use_true_random=False))
def test_permuting_the_areas_permutes_the_answer(case: tuple[pd.DataFrame, Specification], random: object) -> None:
    table, spec = case
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    result, shuffled = composite(table, spec), composite(table.iloc[order], spec)
    np.testing.assert_allclose(shuffled.score, result.score[order], rtol=0, atol=1e-9)
    np.testing.assert_array_equal(shuffled.rank, result.rank[order])
    assert list(shuffled.codes) == [result.codes[place] for place in order]


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_indicators_does_not_count(case: tuple[pd.DataFrame, Specification], random: object) -> None:
    table, spec = case
    indicators = list(spec.indicators)
    random.shuffle(indicators)  # type: ignore[attr-defined]
    same(composite(table, spec), composite(table, replace(spec, indicators=tuple(indicators))))


@given(cases(), st.integers(-1000, 1000), st.sampled_from([0.125, 0.5, 2.0, 3.0, 1000.0]))
def test_shifting_and_stretching_an_indicator_changes_nothing(
    case: tuple[pd.DataFrame, Specification], constant: int, factor: float
) -> None:
    table, spec = case
    same(composite(table, spec), composite(table.assign(safe=table["safe"] * factor + constant), spec))


@given(cases())
def test_turning_an_indicator_and_its_direction_round_changes_nothing(
    case: tuple[pd.DataFrame, Specification],
) -> None:
    table, spec = case
    turned = tuple(
        replace(indicator, higher_is_more_need=not indicator.higher_is_more_need) for indicator in spec.indicators
    )
    same(composite(table, spec), composite(-table, replace(spec, indicators=turned)))


@given(cases(), st.sampled_from([0.001, 7.0, 1e6]))
def test_only_the_proportions_of_the_weights_count(case: tuple[pd.DataFrame, Specification], factor: float) -> None:
    table, spec = case
    larger = {group: weight * factor for group, weight in spec.group_weights.items()}
    same(composite(table, spec), composite(table, replace(spec, group_weights=larger)))


@given(cases())
def test_the_parts_sum_to_the_score(case: tuple[pd.DataFrame, Specification]) -> None:
    result = composite(*case)
    scored = ~np.isnan(result.score)
    for parts in (result.parts, result.group_parts):
        np.testing.assert_allclose(parts.to_numpy()[scored].sum(axis=1), result.score[scored], rtol=0, atol=1e-9)
        assert np.isnan(parts.to_numpy()[~scored]).all()
    by_group = result.parts.T.groupby([each.group for each in result.specification.indicators]).sum().T
    group_parts = result.group_parts[list(by_group.columns)]
    np.testing.assert_allclose(by_group.to_numpy()[scored], group_parts.to_numpy()[scored], rtol=0, atol=1e-9)
    for code in result.codes[scored]:
        why = result.explain(code)
        assert sum(part.part or 0 for part in why.parts) == pytest.approx(why.score, abs=1e-9)
        assert sum(part.weight for part in why.parts) == pytest.approx(1, abs=1e-12)


@given(cases())
def test_the_rank_counts_the_areas_with_more_need(case: tuple[pd.DataFrame, Specification]) -> None:
    result = composite(*case)
    for score, rank in zip(result.score, result.rank, strict=True):
        if np.isnan(score):
            assert np.isnan(rank)
        else:
            assert rank == 1 + np.count_nonzero(result.score > score + 1e-8)


@given(cases())
def test_scores_other_than_z_stay_from_0_to_100(case: tuple[pd.DataFrame, Specification]) -> None:
    table, spec = case
    for normalisation in ("min_max", "rank", "exponential"):
        score = composite(table, replace(spec, normalisation=normalisation)).score
        assert ((score >= 0) & (score <= 100) | np.isnan(score)).all()
    score = composite(table, replace(spec, normalisation="percentile")).score
    assert ((score > 0) & (score < 100) | np.isnan(score)).all()


@given(cases(), st.fixed_dictionaries(dict.fromkeys(GROUPS, st.integers(1, 9))))
def test_preparing_once_and_weighing_is_the_same_to_the_last_bit(
    case: tuple[pd.DataFrame, Specification], group_weights: dict[str, int]
) -> None:
    table, spec = case
    weighed = prepare(table, spec).weigh(group_weights)
    direct = composite(table, replace(spec, group_weights=group_weights))
    np.testing.assert_array_equal(weighed.score, direct.score)
    np.testing.assert_array_equal(weighed.rank, direct.rank)
    pd.testing.assert_frame_equal(weighed.parts, direct.parts, check_exact=True)
    assert (weighed.warnings, weighed.provenance) == (direct.warnings, direct.provenance)


@given(cases(cells), st.sampled_from(GROUPS), st.integers(1, 9))
def test_more_weight_on_a_group_never_harms_the_area_that_leads_in_it(
    case: tuple[pd.DataFrame, Specification], group: str, more: int
) -> None:
    table, spec = case
    table = table.copy()
    for indicator in spec.indicators:
        if indicator.group == group:
            best = table[indicator.key].max() if indicator.higher_is_more_need else table[indicator.key].min()
            table.loc["E0", indicator.key] = best
    prepared = prepare(table, spec)
    before = prepared.weigh().rank[0]
    after = prepared.weigh({**spec.group_weights, group: spec.group_weights[group] + more}).rank[0]
    assert after <= before


@given(cases(cells), st.integers(1, 9))
def test_more_weight_on_an_indicator_never_lowers_the_rank_of_the_area_that_leads_on_it(
    case: tuple[pd.DataFrame, Specification], more: int
) -> None:
    # Each indicator in a group of its own: the others keep their proportions.
    table, spec = case
    flat = replace(
        spec,
        indicators=tuple(replace(each, group=each.key, weight=1.0) for each in spec.indicators),
        group_weights=dict.fromkeys(spec.keys, 1.0),
    )
    prepared = prepare(table, flat)
    for place, key in enumerate(flat.keys):
        leads = prepared.normalised.to_numpy()[:, place] >= prepared.normalised[key].max()
        after = prepared.weigh({**flat.group_weights, key: 1.0 + more}).rank
        assert (after[leads] <= prepared.weigh().rank[leads]).all()


@given(cases())
def test_other_names_for_areas_and_indicators_change_nothing(case: tuple[pd.DataFrame, Specification]) -> None:
    table, spec = case
    renamed = table.rename(index=lambda code: f"Z{9 - int(code[1:])}", columns=lambda key: f"other {key}")
    indicators = tuple(replace(each, key=f"other {each.key}", group=f"{each.group}!") for each in spec.indicators)
    weights = {f"{group}!": weight for group, weight in spec.group_weights.items()}
    same(composite(table, spec), composite(renamed, replace(spec, indicators=indicators, group_weights=weights)))


@given(cases(cells))
def test_an_area_that_needs_more_in_everything_ranks_no_lower(
    case: tuple[pd.DataFrame, Specification],
) -> None:
    table, spec = case
    worse = {
        each.key: table[each.key].max() + 1 if each.higher_is_more_need else table[each.key].min() - 1
        for each in spec.indicators
    }
    table = pd.concat([table, pd.DataFrame(worse, index=["top"])])
    assert composite(table, spec).rank[-1] == 1
