"""Codes that exclude one another are refused, and the message names the look-up that brings them together."""

import pandas as pd
import pytest

from zonelab.indicators import ValuesError, VintageError, carry_over, check_kinds, check_vintage

LOOKUP = pd.DataFrame(
    {
        "old": ["E01000001", "E01000002", "E01000002", "E01000003", "E01000004"],
        "new": ["E01000001", "E01033801", "E01033802", "E01033803", "E01033803"],
        "change": list("USSMM"),
        "share": [1, 0.5, 0.5, 1, 1],
    }
)


def test_mixed_vintages_are_refused_with_codes_way_out_and_look_up() -> None:
    with pytest.raises(VintageError) as caught:
        check_vintage(["E01000001", "E01000002", "E01033803"], LOOKUP)
    for words in ("E01000002", "E01033803", "carry_over()", "LSOA (2011) to LSOA (2021)", "Exact Fit"):
        assert words in str(caught.value)
    with pytest.raises(VintageError, match="“our own table”"):
        check_vintage(["E01000002", "E01033803"], LOOKUP, "our own table")


def test_either_vintage_alone_is_told() -> None:
    assert check_vintage(LOOKUP["old"], LOOKUP).vintage == "older"
    assert check_vintage(LOOKUP["new"], LOOKUP).vintage == "newer"
    same = check_vintage(["E01000001", "Z"], LOOKUP)
    assert (same.vintage, same.strangers) == ("either", ("Z",))
    assert same.summary() == "All codes are the same before and after the change. The look-up does not have Z."


def test_what_is_carried_over_is_of_one_vintage() -> None:
    counts = pd.Series({"E01000001": 3.0, "E01000002": 4.0, "E01000003": 1.0, "E01000004": 2.0})
    newer = carry_over(counts, LOOKUP).values
    assert check_vintage(newer.index, LOOKUP).vintage == "newer"


def test_a_look_up_without_its_columns_is_refused() -> None:
    with pytest.raises(ValuesError, match="no column old, new"):
        check_vintage(["A"], pd.DataFrame({"LSOA11CD": ["A"]}))


@pytest.mark.parametrize("other", ["E02000001", "E05000001", "W01000001", "E12000001", "S01000001", "Leicester"])
def test_kinds_of_area_do_not_stand_together(other: str) -> None:
    with pytest.raises(VintageError, match=other):
        check_kinds(["E01000001", other])


def test_districts_of_all_kinds_and_codes_of_ones_own_are_one_kind() -> None:
    assert check_kinds(["E06000001", "E07000001", "E08000001", "E09000001", "W06000001"]) == "local authority districts"
    assert check_kinds(["A", "B", "Z99"]) == ""
    assert check_kinds(["E64000001"]) == "areas that begin with E64"
