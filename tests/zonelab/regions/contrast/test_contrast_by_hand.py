"""Small cases whose answer can be seen, and everything that is said about it."""

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from zonelab.core.boundaries import Boundaries
from zonelab.regions import ContrastError, ContrastingSets, contrasting_sets


def candidates(**columns: list[Any]) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "need": [90.0, 80.0, 70.0, 60.0, 20.0],
            "type": ["city", "city", "city", "county", "rural"],
            "far": [0.0, 1.0, 2.0, 3.0, 10.0],
        },
        index=["Ash", "Bell", "Cross", "Dale", "Elm"],
    )
    return table.assign(**columns)


def zones(found: ContrastingSets) -> list[str]:
    return [" ".join(each.zones) for each in found.points]


def squares(names: list[str]) -> Boundaries:
    shapes = np.array([box(place / 100, 52, (place + 1) / 100, 52.01) for place in range(len(names))], dtype=object)
    return Boundaries(pd.Index(names), shapes, pd.DataFrame(index=names))


def test_each_further_type_is_bought_at_the_least_need() -> None:
    found = contrasting_sets(candidates(), 3)
    assert zones(found) == ["Ash Bell Cross", "Ash Bell Dale", "Ash Dale Elm"]
    assert [each.need for each in found.points] == pytest.approx([80, 230 / 3, 170 / 3])
    assert [each.contrast for each in found.points] == [1, 2, 3]
    assert found.points[1].given_up == pytest.approx(10 / 3)
    assert (found.points[2].enters, found.points[2].leaves) == (("Dale", "Elm"), ("Bell", "Cross"))
    assert found.points[2].least_need == 20
    assert found.points[2].total_need == 170


def test_without_a_weight_the_knee_is_pointed_at() -> None:
    # Half of the contrast for a seventh of the need that is given up in all.
    found = contrasting_sets(candidates(), 3)
    assert found.chosen.zones == ("Ash", "Bell", "Dale")
    assert "knee" in found.chosen_by
    assert (found.value, found.gap, found.proven, found.complete) == (found.chosen.need, 0, True, True)


@pytest.mark.parametrize(("weight", "chosen"), [(0, 1), (3.3, 1), (3.4, 2), (19, 2), (21, 3)])
def test_the_weight_says_what_a_type_is_worth(weight: float, chosen: int) -> None:
    # The second type costs 3 1/3 of mean need, the third 20.
    found = contrasting_sets(candidates(), 3, weight=weight)
    assert found.chosen.number == chosen
    assert found.bound == pytest.approx(found.chosen.need + weight * found.chosen.contrast)


def test_the_smallest_distance_counts_the_two_most_alike() -> None:
    table = candidates(far=[0.0, 1.0, 2.0, 4.0, 10.0])
    found = contrasting_sets(table, 3, contrast="smallest_distance", profile=["far"], most_points=None)
    unit = np.std(table["far"])
    assert zones(found) == ["Ash Bell Cross", "Ash Cross Dale", "Ash Dale Elm"]
    assert [each.contrast * unit for each in found.points] == pytest.approx([1, 2, 4])


def test_the_mean_distance_counts_every_pair() -> None:
    found = contrasting_sets(candidates(), 3, contrast="mean_distance", profile=["far"], most_points=None)
    unit = np.std(candidates()["far"])
    # Between the ends of a line the third zone adds nothing: the mean is 2/3 of the whole length.
    assert zones(found) == ["Ash Bell Cross", "Ash Bell Dale", "Ash Bell Elm"]
    assert [each.contrast * unit for each in found.points] == pytest.approx([4 / 3, 2, 20 / 3])


def test_mahalanobis_counts_correlated_columns_once() -> None:
    table = pd.DataFrame(
        {"need": [4.0, 3, 2, 1], "a": [0.0, 9, 0, 9], "b": [0.0, 9, 0, 9], "c": [0.0, 0, 5, 5]}, index=list("WXYZ")
    )
    twice = contrasting_sets(table, 2, contrast="mean_distance", profile=["a", "b", "c"], must_have=["W"])
    once = contrasting_sets(
        table, 2, contrast="mean_distance", profile=["a", "b", "c"], must_have=["W"], distance="mahalanobis"
    )
    assert twice.points[0].contrast == pytest.approx(np.sqrt(8))
    assert once.points[0].contrast == pytest.approx(2)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"at_least": {"rural": 1}}, ["Ash Bell Elm", "Ash Dale Elm"]),
        ({"at_most": {"city": 1}}, ["Ash Dale Elm"]),
        ({"must_have": ["Cross"], "must_not": ["Elm"]}, ["Ash Bell Cross", "Ash Cross Dale"]),
        ({"least_need": 60}, ["Ash Bell Cross", "Ash Bell Dale"]),
        ({"most_per_district": 1}, ["Ash Cross Dale", "Ash Dale Elm"]),
        ({"most_per_partnership": 1}, ["Ash Bell Cross", "Bell Cross Dale", "Bell Dale Elm"]),
    ],
)
def test_conditions_are_kept(asked: dict[str, Any], expected: list[str]) -> None:
    table = candidates(district=["N", "N", "S", "W", "E"], partnership=["P", None, None, "P", None])
    assert zones(contrasting_sets(table, 3, **asked)) == expected


def test_zones_that_share_an_area_are_never_taken_together() -> None:
    table = candidates(areas=["a;b", "b;c", ["d"], ("e", "f"), "g"])
    assert zones(contrasting_sets(table, 3)) == ["Ash Cross Dale", "Ash Dale Elm"]
    assert contrasting_sets(table, 3).constraints == ("no two zones share an area",)


def test_of_equal_sets_the_first_by_name_is_taken() -> None:
    table = candidates(need=[5.0] * 5, type=["city"] * 5)
    found = contrasting_sets(table.iloc[::-1], 3)
    assert zones(found) == ["Ash Bell Cross"]
    assert found.chosen_by == "It has the most need and the most contrast."


def test_two_ends_alone_have_no_knee() -> None:
    found = contrasting_sets(candidates().drop(index="Dale"), 2)
    assert (len(found.points), found.chosen.number) == (2, 1)
    assert "for people to say" in found.chosen_by


def test_the_table_is_that_of_the_command_line() -> None:
    frame = contrasting_sets(candidates(), 3).to_frame()
    assert frame.index.tolist() == [1, 2, 3]
    assert frame.columns.tolist() == ["zones", "need", "contrast", "given_up", "chosen"]
    assert frame["zones"].iloc[2] == "Ash;Dale;Elm"
    assert frame["chosen"].tolist() == [False, True, False]


def test_the_summary_says_what_is_given_up_and_for_what() -> None:
    said = contrasting_sets(candidates(), 3, least_need=10).summary()
    for words in (
        "Sets of 3 zones out of 5 candidates. 3 sets are worth a look",
        "Set 1: Ash, Bell, Cross. Mean need 80; 1 type of place. It is the neediest set.",
        "2 different types of place. Against the neediest set it gives up 3.33 of mean need: Dale instead of Cross.",
        "Pointed at: set 2.",
        "Conditions: each zone has a need of at least 10.",
        "This is proven.",
    ):
        assert words in said


def test_the_map_shows_every_zone_that_is_in_some_set() -> None:
    found = contrasting_sets(candidates(), 3)
    by_name = found.to_geojson(squares(["Elm", "Dale", "Cross", "Bell", "Ash", "Fern"]))
    told = {each["properties"]["code"]: each["properties"] for each in by_name["features"]}
    assert list(told) == ["Ash", "Bell", "Cross", "Dale", "Elm"]
    assert told["Dale"] == {"code": "Dale", "need": 60.0, "sets": "2;3", "chosen": True}
    areas = ["a", "b", "c", "d", "e"]
    by_area = contrasting_sets(candidates(areas=areas), 3).to_geojson(squares(areas))
    assert [each["properties"] for each in by_area["features"]] == list(told.values())
    with pytest.raises(ContrastError, match="no boundary of Ash"):
        found.to_geojson(squares(["Bell"]))


@pytest.mark.parametrize(
    ("asked", "clash", "relax"),
    [
        ({"at_least": {"rural": 1}, "must_not": ["Elm"]}, "at least 1 of type rural; Elm is not in the set", "one of"),
        ({"least_need": 65, "at_least": {"county": 1}}, "at least 1 of type county; each zone has a need of", "one of"),
        ({"least_need": 75}, "each zone has a need of at least 75", "Relax it"),
        (
            {"must_have": ["Ash", "Bell"], "most_per_district": 1},
            "Ash is in the set; Bell is in the set; at most",
            "one",
        ),
        (
            {"least_need": 75, "at_least": {"rural": 1}, "must_not": ["Elm"]},
            "each zone has a need of at least 75",
            "Relaxing one is not enough. It takes, for instance: ",
        ),
    ],
)
def test_conditions_that_clash_are_named(asked: dict[str, Any], clash: str, relax: str) -> None:
    table = candidates(district=["N", "N", "S", "W", "E"])
    with pytest.raises(ContrastError, match="cannot all hold") as refused:
        contrasting_sets(table, 3, **asked)
    assert clash in str(refused.value)
    assert relax in str(refused.value)


def test_a_condition_that_has_no_part_in_the_clash_is_not_named() -> None:
    with pytest.raises(ContrastError) as refused:
        contrasting_sets(candidates(), 3, at_least={"rural": 1, "city": 1}, must_not=["Elm"], least_need=10)
    assert "city" not in str(refused.value)
    assert "need" not in str(refused.value)


def test_what_is_worth_knowing_is_warned_of() -> None:
    table = candidates(district=["N", None, "S", "W", "E"], flat=[1.0] * 5)
    found = contrasting_sets(table, 2, contrast="mean_distance", profile=["far", "flat"], most_per_district=1)
    assert "the same in flat" in found.warnings[0]
    assert "no district, so no limit counts them: Bell" in found.warnings[1]


def test_time_that_is_up_is_said() -> None:
    with pytest.raises(ContrastError, match="Give more time"):
        contrasting_sets(candidates(), 3, seconds=1e-9)


def test_progress_counts_the_sets() -> None:
    told: list[int] = []
    contrasting_sets(candidates(), 3, progress=told.append)
    assert told == [1, 2, 3]


def test_other_inputs_are_another_origin() -> None:
    made = [
        contrasting_sets(candidates(), 3),
        contrasting_sets(candidates(need=[90.0, 80, 70, 60, 21]), 3),
        contrasting_sets(candidates(), 3, least_need=1),
        contrasting_sets(candidates(), 2),
    ]
    for one, other in itertools.combinations(made, 2):
        assert one.provenance != other.provenance
    assert made[0].provenance == contrasting_sets(candidates(), 3).provenance


@pytest.mark.parametrize(
    ("change", "asked", "says"),
    [
        ({"need": [1.0, 2, np.nan, 3, 4]}, {}, "no number for Cross"),
        ({"need": ["a", 1, 2, 3, 4]}, {}, "is no number"),
        ({"type": ["city", None, "city", "city", "city"]}, {}, "have no type: Bell"),
        ({"areas": ["a", "b", 3, "d", "e"]}, {}, "areas of Cross are a list"),
        ({"areas": ["a", "b", "", "d", "e"]}, {}, "areas of Cross are empty"),
        ({}, {"k": 6}, "as many candidates"),
        ({}, {"k": 0}, "at least 1 zones"),
        ({}, {"k": True}, "whole number"),
        ({}, {"k": 1, "contrast": "mean_distance", "profile": ["far"]}, "at least 2 zones"),
        ({}, {"contrast": "colour"}, "Contrast is one of"),
        ({}, {"contrast": "mean_distance"}, "needs a profile"),
        ({}, {"contrast": "mean_distance", "profile": ["near"]}, "no column near"),
        ({}, {"contrast": "mean_distance", "profile": "far"}, "list of columns"),
        ({}, {"contrast": "mean_distance", "profile": ["far", "far"]}, "twice"),
        ({}, {"contrast": "mean_distance", "profile": ["far"], "distance": "miles"}, "'standard' or"),
        ({}, {"weight": -1}, "weight of contrast is 0 or more"),
        ({}, {"most_points": 1}, "two ends"),
        ({}, {"seconds": 0}, "seconds is above 0"),
        ({}, {"must_have": ["Fern"]}, "'Fern', which is no candidate"),
        ({}, {"must_not": "Ash"}, "list of names"),
        ({}, {"at_least": {"sea": 1}}, "The types are: city, county, rural"),
        ({}, {"at_least": {"city": -1}}, "whole number of 0 or more"),
        ({}, {"most_per_district": 1}, "no column 'district'"),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, Any], asked: dict[str, Any], says: str) -> None:
    with pytest.raises(ContrastError, match=says):
        contrasting_sets(candidates(**change), **({"k": 3} | asked))


@pytest.mark.parametrize(
    ("index", "says"),
    [
        (["A", "A", "C", "D", "E"], "twice: A"),
        ([1, 2, 3, 4, 5], "text, and none empty"),
        (["A;B", "C", "D", "E", "F"], "no semicolon"),
    ],
)
def test_names_are_text_and_each_once(index: list[Any], says: str) -> None:
    with pytest.raises(ContrastError, match=says):
        contrasting_sets(candidates().set_axis(index), 3)


def test_without_types_or_candidates_there_is_nothing_to_choose() -> None:
    with pytest.raises(ContrastError, match="needs a column 'type'"):
        contrasting_sets(candidates().drop(columns="type"), 3)
    with pytest.raises(ContrastError, match="no candidate"):
        contrasting_sets(candidates().iloc[:0], 3)
