"""A table becomes features of a map by its codes alone, and says which code or boundary is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zonelab.core.results import ResultError, codes_of, features, table_of_arrays


@dataclass
class Squares:
    """Boundaries of a kind that is no more than is needed."""

    names: tuple[str, ...]

    @property
    def codes(self) -> "pd.Index[str]":
        return pd.Index(self.names)

    def part(self, codes: Iterable[str]) -> "Squares":
        return Squares(tuple(codes))

    def to_geojson(self, properties: pd.DataFrame | None = None) -> dict[str, Any]:
        assert properties is not None
        return {code: properties.loc[code].to_dict() for code in self.names}


def test_features_are_those_of_the_table_in_the_order_of_the_boundaries() -> None:
    table = pd.DataFrame({"score": [1.0, 2.0]}, index=["B", "A"])
    assert list(features(Squares(("A", "B", "C")), table).items()) == [("A", {"score": 2.0}), ("B", {"score": 1.0})]


def test_an_area_without_a_boundary_and_rows_without_codes_are_refused() -> None:
    with pytest.raises(ResultError, match=r"no boundary for Z0, Z1, .* and 2 more\."):
        features(Squares(("A",)), pd.DataFrame({"x": range(12)}, index=[f"Z{place}" for place in range(12)]))
    with pytest.raises(ResultError, match="no area codes"):
        features(Squares(("A",)), pd.DataFrame({"x": [1]}))


def test_arrays_become_rows_by_code_or_by_place() -> None:
    codes = codes_of([1, 2], pd.Series([1, 2], index=["A", "B"]))
    assert table_of_arrays({"x": np.array([1, 2])}, codes).loc["B", "x"] == 2
    assert table_of_arrays({"x": np.array([1, 2])}, None).index.tolist() == [0, 1]
    assert table_of_arrays({"x": np.array(5)}, None)["x"].tolist() == [5]
    assert table_of_arrays({"x": np.eye(2)}, codes).index.tolist() == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert codes_of([1], 2) is None
