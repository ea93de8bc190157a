"""A table that would make a wrong score is refused in words that name the place and say what to do."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Indicator, Specification, ValuesError, composite, prepare

SPEC = Specification((Indicator("x", "g"), Indicator("y", "g")), {"g": 1})
TABLE = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [1.0, 2.0, 3.0]}, index=["A", "B", "C"])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (TABLE.iloc[:0], "The table of values is empty"),
        (pd.DataFrame(index=["A"]), "The table of values is empty"),
        (TABLE.rename(index={"B": "A"}), "more than one row: A. Keep one row an area."),
        (TABLE.reset_index(drop=True), "The index of the table must hold the area codes, as text"),
        (TABLE.rename(index={"B": " "}), "The index of the table must hold the area codes"),
        (TABLE.set_index(pd.Index(["A", None, "C"])), "The index of the table must hold the area codes"),
        (TABLE.set_index("x", append=True), "The index of the table must hold the area codes"),
        (TABLE[["x"]], "The table has no column for y. Add it"),
        (TABLE[["x", "y", "y"]], "The table has 2 columns named 'y'. Keep one."),
        (TABLE.assign(y=["1", "2", "3"]), "Column 'y' holds '1' for area 'A', which is not a number"),
        (TABLE.assign(y=[1.0, "n/a", 3.0]), "Column 'y' holds 'n/a' for area 'B'"),
        (TABLE.assign(y=[1j, 2, 3]), "Column 'y' holds 1j for area 'A'"),
        (TABLE.assign(y=pd.Timestamp("2020-01-01")), "Column 'y' holds Timestamp"),
        (TABLE.assign(y=[Decimal(1), 2, 3]), r"Column 'y' holds Decimal\('1'\)"),
        (TABLE.assign(y=[1.0, -np.inf, 3.0]), "Column 'y' is infinite for area 'B'"),
        (TABLE.assign(y=np.nan), "Column 'y' has no value for any area. Fill it"),
    ],
)
def test_a_table_that_cannot_be_scored_is_refused(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(ValuesError, match=words):
        prepare(table, SPEC)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValuesError, match="not a dict"):
        prepare({"x": [1]}, SPEC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "column",
    [
        np.array([1, 2, 3], dtype=np.int32),
        pd.array([1, 2, 3], dtype="Int64"),
        pd.Categorical([1, 2, 3]),
        np.array([1, 2, 3], dtype=object),
    ],
    ids=["int32", "nullable", "categorical", "object"],
)
def test_numbers_of_every_type_count_the_same(column: object) -> None:
    assert composite(TABLE.assign(x=column), SPEC).score.tolist() == composite(TABLE, SPEC).score.tolist()


@pytest.mark.parametrize(
    "column",
    [pd.array([1, None, 3], dtype="Int64"), np.array([1, None, 3], dtype=object), [1.0, np.nan, 3.0]],
)
def test_every_kind_of_empty_cell_is_missing(column: object) -> None:
    assert composite(TABLE.assign(x=column), SPEC).missing.per_indicator.to_dict() == {"x": 1, "y": 0}
