"""A specification that does not fit together is refused in words that say what to do."""

from pathlib import Path
from typing import Any

import pytest

from zonelab.indicators import Indicator, Specification, SpecificationError

SAFE = Indicator("burglary", "safe")
WELL = Indicator("asthma", "well")
MAPPING: dict[str, Any] = {
    "normalisation": "z",
    "group_weights": {"safe": 3, "well": 1},
    "indicators": [
        {"key": "burglary", "group": "safe", "weight": 2},
        {"key": "asthma", "group": "well", "higher_is_more_need": False},
    ],
}
TOML = """
normalisation = "z"
[group_weights]
safe = 3
well = 1
[[indicators]]
key = "burglary"
group = "safe"
weight = 2
[[indicators]]
key = "asthma"
group = "well"
higher_is_more_need = false
"""


def test_a_mapping_and_a_file_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "spec.toml"
    path.write_text(TOML, encoding="utf-8")
    expected = Specification(
        (Indicator("burglary", "safe", weight=2), Indicator("asthma", "well", higher_is_more_need=False)),
        {"safe": 3, "well": 1},
        "z",
    )
    assert Specification.from_toml(path) == Specification.from_mapping(MAPPING) == expected


def test_a_specification_can_be_written_and_read_back() -> None:
    spec = Specification.from_mapping(MAPPING)
    assert Specification.from_mapping(spec.as_mapping()) == spec


def test_equal_specifications_have_equal_hashes() -> None:
    assert hash(Specification((SAFE,), {"safe": 1})) == hash(Specification((SAFE,), {"safe": 1.0}))


def test_a_specification_does_not_follow_later_changes_of_the_weights() -> None:
    weights = {"safe": 1.0, "well": 1.0}
    spec = Specification((SAFE, WELL), weights)
    weights["safe"] = 0
    assert spec.group_shares() == {"safe": 0.5, "well": 0.5}


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e308])
def test_group_shares_sum_to_one_for_weights_of_any_size(size: float) -> None:
    assert Specification((SAFE, WELL), {"well": size, "safe": size}).group_shares() == {
        "safe": 0.5,
        "well": 0.5,
    }


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"safe": 0, "well": 0}, "All groups have weight 0. Give at least one"),
        ({"safe": -1, "well": 1}, "Group 'safe' has weight -1. Write a number that is zero or more."),
        ({"safe": float("nan"), "well": 1}, "Group 'safe' has weight nan"),
        ({"safe": float("inf"), "well": 1}, "Group 'safe' has weight inf"),
        ({"safe": "3", "well": 1}, "Group 'safe' has weight '3'"),
        ({"safe": True, "well": 1}, "Group 'safe' has weight True"),
        ({"safe": 1, "wel": 1}, "No indicator is in group 'wel'. Did you mean 'well'?"),
        ({"safe": 1}, "Group 'well' has no weight. Give it one; 0 leaves it out"),
    ],
)
def test_group_weights_that_make_no_sense_are_refused(weights: dict[str, Any], words: str) -> None:
    with pytest.raises(SpecificationError) as caught:
        Specification((SAFE, WELL), weights)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        ((), "There is no indicator"),
        ((SAFE, SAFE), "Indicators named twice: burglary"),
        ((Indicator("burglary", "safe", weight=0),), "All indicators of group 'safe' have weight 0"),
    ],
)
def test_indicators_that_make_no_sense_are_refused(indicators: tuple[Indicator, ...], words: str) -> None:
    with pytest.raises(SpecificationError, match=words):
        Specification(indicators, {"safe": 1})


def test_an_unknown_normalisation_is_refused_with_those_known() -> None:
    with pytest.raises(SpecificationError, match=r"'minmax' is not known\. Choose percentile, .*mean 'min_max'"):
        Specification((SAFE,), {"safe": 1}, "minmax")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"indicators": None}, "indicators is a list of tables"),
        ({"indicators": ["burglary"]}, "indicators is a list of tables"),
        ({"group_weights": 3}, "group_weights is a table"),
        ({"normalization": "z"}, "'normalization', which is not known. Did you mean 'normalisation'?"),
        ({"indicators": [{"key": "a"}]}, "Indicator 1 has no group. Add it."),
        ({"indicators": [{"key": "a", "group": "safe", "wait": 1}]}, "'wait', which is not known"),
        ({"indicators": [{"key": 5, "group": "safe"}]}, "An indicator's key is a word, not 5"),
        ({"indicators": [{"key": "a", "group": "safe", "weight": "2"}]}, "Indicator 'a' has weight '2'"),
        (
            {"indicators": [{"key": "a", "group": "b", "higher_is_more_need": "no"}]},
            "is true or false, not 'no'",
        ),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(SpecificationError) as caught:
        Specification.from_mapping(MAPPING | change)
    assert words in str(caught.value)


def test_a_mapping_without_weights_is_refused() -> None:
    with pytest.raises(SpecificationError, match=r"The file has no group_weights\. Add it\."):
        Specification.from_mapping({"indicators": []})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"normalisation = ", "this is not TOML"),
        (b"\xff\xfe", "this is not UTF-8 text"),
        (b"[group_weights]\nsafe = 1\n", "The file has no indicators"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(content)
    with pytest.raises(SpecificationError, match=words) as caught:
        Specification.from_toml(path)
    assert str(path) in str(caught.value)
