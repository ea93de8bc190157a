"""Settings say of each mistake what is wrong and what to do."""

from typing import Any

import pytest

from zonelab.cli.settings import Columns, Contrast, Neighbours, SettingsError, Sure, Zones, settings_from

PEOPLE = {"low": 100, "high": 200}


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (Zones, {"low": 100}, "[zones] has no high: how many people a zone has, at the most."),
        (Zones, 5, "[zones] is a table."),
        (Zones, {"low": 300, "high": 200}, "low is 300 people and high 200. Turn them round."),
        (Zones, {"low": "many", "high": 200}, "low is a number above 0, not 'many'."),
        (Zones, PEOPLE | {"objective": "excess"}, 'objective "excess" needs a threshold'),
        (Zones, PEOPLE | {"threshold": 5}, 'threshold is looked at by objective "excess" alone'),
        (Zones, PEOPLE | {"objective": "means"}, "not 'means'. Did you mean 'mean'?"),
        (Zones, PEOPLE | {"penalty": -1}, "penalty is a number of 0 or more, not -1."),
        (Zones, PEOPLE | {"containing": "E1"}, "containing is a list of words"),
        (
            Zones,
            PEOPLE | {"containing": ["E1"], "avoiding": ["E1"]},
            "contained and avoided at once: E1",
        ),
        (Zones, PEOPLE | {"how_many": True}, "how_many is a whole number of 1 or more, not True."),
        (Zones, PEOPLE | {"jointly": True, "way": "fast"}, "chosen together (jointly) by the exact way alone"),
        (Zones, PEOPLE | {"within_district": 1}, "within_district is true or false, not 1."),
        (Columns, {"code": ""}, "code is the name of a column, not ''."),
        (Columns, {"colour": "x"}, "'colour' is not known. Known are: code, name"),
        (Contrast, {"k": 1}, "k is a whole number of 2 or more, not 1."),
        (Contrast, {"one_per_district": 1}, "one_per_district is true or false, not 1."),
        (Sure, {"methods": ["zz"]}, "each of the methods is"),
        (Sure, {"methods": "z"}, "methods is a list of words"),
        (Sure, {"sensitivity_draws": 5}, "sensitivity_draws is 32 or more, or 0"),
        (Sure, {"concentration": 0}, "concentration is a number above 0, not 0."),
        (Neighbours, {"kind": "king"}, "kind is 'queen' or 'rook', not 'king'."),
        (Neighbours, {"remove": ["E1", "E2"]}, "remove is a list of pairs of codes"),
    ],
)
def test_a_mistake_is_named(kind: Any, given: Any, words: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings_from(kind, given)
    assert words in str(refused.value)


def test_lists_become_tuples_that_nobody_can_change() -> None:
    assert settings_from(Zones, PEOPLE | {"containing": ["E1"]}).containing == ("E1",)
    assert settings_from(Neighbours, {"join": [["E1", "E2"]]}).join == (("E1", "E2"),)


def test_all_mistakes_are_told() -> None:
    with pytest.raises(SettingsError) as refused:
        settings_from(Sure, {"k": 0, "draws": 0, "sed": 1})
    assert len(refused.value.problems) == 3


def test_the_top_is_ten_unless_said_and_fewer_where_there_are_few_areas() -> None:
    assert [Sure().top(areas) for areas in (611, 20, 7, 1)] == [10, 10, 3, 1]
    assert Sure(k=25).top(611) == 25
