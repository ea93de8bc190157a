"""Scores worked out by hand, under each normalisation, with gaps, ties and constant columns."""

import numpy as np
import pandas as pd
import pytest

from zonelab.core.provenance import digest
from zonelab.indicators import Composite, Indicator, Specification, ValuesError, composite, prepare
from zonelab.indicators.specification import Normalisation

NAN = np.nan
SPEC = Specification(
    (
        Indicator("burglary", "safe", weight=3),
        Indicator("arson", "safe", weight=1),
        Indicator("qualified", "skills", higher_is_more_need=False),
    ),
    {"safe": 1, "skills": 1},
)
TABLE = pd.DataFrame(
    {"burglary": [10.0, 20, 30, 30], "arson": [4.0, 3, 2, 1], "qualified": [0.2, 0.8, 0.4, 0.6], "note": "-"},
    index=["A", "B", "C", "D"],
)


def scored(normalisation: Normalisation = "percentile", table: pd.DataFrame = TABLE) -> Composite:
    return composite(table, Specification(SPEC.indicators, SPEC.group_weights, normalisation))


def test_percentile_by_hand() -> None:
    result = scored()
    # burglary: ranks 1, 2, 3.5, 3.5; arson: 4, 3, 2, 1; qualified, turned round: 4, 1, 3, 2; of 4 areas.
    expected = pd.DataFrame(
        {
            "burglary": [12.5, 37.5, 75, 75],
            "arson": [87.5, 62.5, 37.5, 12.5],
            "qualified": [87.5, 12.5, 62.5, 37.5],
        },
        index=pd.Index(["A", "B", "C", "D"], name="code"),
    )
    pd.testing.assert_frame_equal(result.normalised, expected)
    safe = [(3 * 12.5 + 87.5) / 4, (3 * 37.5 + 62.5) / 4, (3 * 75 + 37.5) / 4, (3 * 75 + 12.5) / 4]
    assert result.score.tolist() == [(s + q) / 2 for s, q in zip(safe, [87.5, 12.5, 62.5, 37.5], strict=True)]
    assert result.rank.tolist() == [2, 4, 1, 3]
    assert result.group_parts.loc["A"].tolist() == [15.625, 43.75]
    assert result.parts.loc["A"].tolist() == [4.6875, 10.9375, 43.75]
    assert result.warnings == ()


def test_min_max_by_hand() -> None:
    result = scored("min_max")
    assert result.normalised["burglary"].tolist() == [0, 50, 100, 100]
    assert result.normalised["qualified"].to_numpy() == pytest.approx([100, 0, 200 / 3, 100 / 3])
    assert result.score[0] == pytest.approx((25 + 100) / 2)
    assert result.rank.tolist() == [2, 4, 1, 3]


def test_z_by_hand() -> None:
    result = scored("z")
    # burglary: mean 22.5, sample standard deviation sqrt(275 / 3).
    assert result.normalised["burglary"].to_numpy() == pytest.approx(
        np.array([-12.5, -2.5, 7.5, 7.5]) / np.sqrt(275 / 3), abs=1e-12
    )
    assert result.score.sum() == pytest.approx(0, abs=1e-12)
    assert result.score.min() < 0


def test_ties_share_the_smallest_rank() -> None:
    table = pd.DataFrame({"x": [5.0, 9, 5, 1]}, index=list("ABCD"))
    assert composite(table, Specification((Indicator("x", "g"),), {"g": 1})).rank.tolist() == [2, 1, 2, 4]


def test_an_empty_cell_gives_its_weight_to_the_rest_of_its_group() -> None:
    table = TABLE.assign(burglary=[NAN, 20, 30, 30])
    result = scored(table=table)
    assert result.group_parts.loc["A", "safe"] == 87.5 / 2  # arson alone
    assert result.parts.loc["A"].tolist() == [0, 43.75, 43.75]
    assert np.isnan(result.normalised.loc["A", "burglary"])
    assert result.normalised["burglary"].tolist()[1:] == pytest.approx([100 / 6, 200 / 3, 200 / 3])  # of 3 areas
    assert result.missing.per_indicator.to_dict() == {"burglary": 1, "arson": 0, "qualified": 0}
    assert result.missing.per_area.to_dict() == {"A": 1, "B": 0, "C": 0, "D": 0}
    assert result.warnings == (
        "Indicator 'burglary' has no value in 1 of 4 areas. There, its weight goes to the other indicators "
        "of group 'safe'.",
    )


def test_an_area_without_any_value_in_a_group_has_no_score_and_no_rank_and_is_named() -> None:
    table = TABLE.assign(qualified=[0.2, NAN, 0.4, 0.6])
    result = scored(table=table)
    assert np.isnan(result.score).tolist() == np.isnan(result.rank).tolist() == [False, True, False, False]
    assert result.missing.without_score == ("B",)
    assert result.parts.loc["B"].isna().all()
    assert result.group_parts.loc["B"].isna().all()
    assert sorted(result.rank[[0, 2, 3]]) == [1, 2, 3]
    assert result.warnings == (
        "1 of 4 areas have no score and no rank, because a group with weight has no value there: B. "
        "Fill the gap, or give the group weight 0.",
    )
    assert result.to_frame()["rank"].isna().tolist() == [False, True, False, False]


def test_the_first_ten_areas_without_score_are_named_and_the_others_counted() -> None:
    codes = [f"E{number:02d}" for number in range(14)]
    table = pd.DataFrame({"x": 1.0, "y": [1.0, 2.0] + [NAN] * 12}, index=codes).assign(x=range(14))
    spec = Specification((Indicator("x", "g"), Indicator("y", "h")), {"g": 1, "h": 1})
    (warning,) = composite(table, spec).warnings
    assert ", ".join(codes[2:12]) + " and 2 more" in warning
    assert "E12" not in warning


def test_a_group_of_weight_nought_needs_no_value_and_adds_nothing() -> None:
    table = TABLE.assign(qualified=[0.2, NAN, 0.4, 0.6])
    result = prepare(table, SPEC).weigh({"safe": 5, "skills": 0})
    assert result.missing.without_score == ()
    assert result.warnings == ()
    assert result.group_parts["skills"].tolist() == [0, 0, 0, 0]
    assert result.score.tolist() == [31.25, 43.75, 65.625, 59.375]


def test_nobody_is_warned_of_what_has_no_weight() -> None:
    prepared = prepare(TABLE.assign(arson=1.0, burglary=[NAN, 20, 30, 30]), SPEC)
    assert len(prepared.weigh().warnings) == 2
    assert prepared.weigh({"safe": 0, "skills": 1}).warnings == ()


def test_a_value_whose_indicator_has_no_weight_does_not_stand_in_for_its_group() -> None:
    spec = Specification((Indicator("x", "g"), Indicator("y", "g", weight=0)), {"g": 1})
    result = composite(pd.DataFrame({"x": [1.0, 2, NAN], "y": [1.0, 2, 3]}, index=list("ABC")), spec)
    assert result.missing.without_score == ("C",)


@pytest.mark.parametrize(("normalisation", "middle"), [("percentile", 50), ("min_max", 0), ("z", 0)])
def test_a_constant_column_counts_as_the_middle_and_is_named(normalisation: Normalisation, middle: float) -> None:
    result = scored(normalisation, TABLE.assign(arson=[0.1, 0.1, NAN, 0.1]))
    assert result.normalised["arson"].dropna().tolist() == [middle] * 3
    assert result.warnings[0].startswith("Indicator 'arson' has the same value in every area")
    assert f"counts as {middle} for" in result.warnings[0]


@pytest.mark.parametrize("normalisation", ["percentile", "min_max", "z"])
def test_huge_and_tiny_values_are_scored_like_others(normalisation: Normalisation) -> None:
    for size in (1e308, 1e-320):
        result = scored(normalisation, TABLE.assign(burglary=np.array([-1.0, -0.5, 1, 1]) * size))
        plain = scored(normalisation, TABLE.assign(burglary=[-1.0, -0.5, 1, 1]))
        assert result.score == pytest.approx(plain.score, abs=1e-3)


def test_an_area_is_explained_from_its_largest_part_to_its_smallest() -> None:
    why = scored().explain("C")
    assert (why.code, why.rank, why.of) == ("C", 1, 4)
    assert [part.key for part in why.parts] == ["qualified", "burglary", "arson"]
    assert [part.part for part in why.parts] == [31.25, 28.125, 4.6875]
    assert sum(part.part or 0 for part in why.parts) == why.score
    assert [part.weight for part in why.parts] == [0.5, 0.375, 0.125]
    assert (why.parts[0].raw, why.parts[0].normalised) == (0.4, 62.5)
    assert why.summary().splitlines() == [
        "C scores 64.06. Its rank is 1 of 4 (1 = most need).",
        "What the score is made of:",
        "    31.25  qualified (skills): value 0.4, on the scale 62.50, weight 50.0%",
        "    28.12  burglary (safe): value 30, on the scale 75.00, weight 37.5%",
        "     4.69  arson (safe): value 2, on the scale 37.50, weight 12.5%",
    ]


def test_a_large_part_below_zero_comes_before_a_small_one_above() -> None:
    parts = scored("z").explain("A").parts
    sizes = [abs(part.part or 0) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert {part.key: (part.part or 0) < 0 for part in parts} == {
        "qualified": False,
        "burglary": True,
        "arson": False,
    }


def test_an_area_without_score_is_explained_too() -> None:
    why = scored(table=TABLE.assign(qualified=[0.2, NAN, 0.4, 0.6])).explain("B")
    assert (why.score, why.rank, why.of) == (None, None, 3)
    assert [(part.key, part.part, part.raw) for part in why.parts] == [
        ("burglary", None, 20),
        ("arson", None, 3),
        ("qualified", None, None),
    ]
    assert "B has no score" in why.summary()
    assert "qualified (skills): no value" in why.summary()


def test_an_area_that_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(ValuesError, match="There is no area with the code 'a'"):
        scored().explain("a")


def test_the_table_has_score_rank_and_one_column_a_group() -> None:
    frame = scored().to_frame()
    assert frame.index.name == "code"
    assert list(frame.columns) == ["score", "rank", "part_safe", "part_skills"]
    assert frame["rank"].tolist() == [2, 4, 1, 3]
    assert frame["rank"].dtype == "Int64"


def test_the_summary_tells_weights_range_assumptions_and_warnings() -> None:
    words = scored(table=TABLE.assign(burglary=[NAN, 20, 30, 30])).summary()
    assert "4 of 4 areas have a score. A higher score means more need." in words
    assert "Weights: safe 50%, skills 50%." in words
    assert "Please note: Indicator 'burglary' has no value in 1 of 4 areas." in words
    assert "50 is the middle area" in words


def test_a_result_without_any_score_still_has_a_summary() -> None:
    table = pd.DataFrame({"x": [1.0, NAN], "y": [NAN, 1.0]}, index=["A", "B"])
    result = composite(table, Specification((Indicator("x", "g"), Indicator("y", "h")), {"g": 1, "h": 1}))
    assert result.summary().startswith("0 of 2 areas have a score.")


def test_a_result_says_what_it_was_made_from() -> None:
    result = scored()
    assert result.provenance.inputs == {
        "values": digest(result.values),
        "specification": digest(SPEC.as_mapping()),
    }
    assert scored(table=TABLE.assign(note="other")).provenance == result.provenance
    assert scored(table=TABLE.assign(arson=1)).provenance != result.provenance
    assert scored("z").provenance != result.provenance


def test_nothing_of_a_result_or_of_what_was_prepared_can_be_changed() -> None:
    prepared = prepare(TABLE, SPEC)
    result = prepared.weigh()
    for array in (result.score, result.rank, result.shares, prepared.contributions, prepared.group_means):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    for table in (result.parts, result.group_parts, result.normalised, result.values):
        with pytest.raises(ValueError, match="read-only"):
            table.iloc[0, 0] = 1.0


def test_the_values_given_are_not_touched() -> None:
    before = TABLE.copy(deep=True)
    scored()
    pd.testing.assert_frame_equal(TABLE, before)
