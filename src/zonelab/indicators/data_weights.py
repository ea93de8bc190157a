"""Knows weights that follow from the values alone; they say what tells areas apart, and not what matters.

Entropy: an indicator in which areas are alike says little, and counts little. Principal components: an indicator that
goes with many others counts much. Sources: Zeleny (1982), Multiple Criteria Decision Making, chapter 7, and Hwang and
Yoon (1981), Multiple Attribute Decision Making (entropy); OECD and JRC (2008), Handbook on Constructing Composite
Indicators, step 6, after Nicoletti, Scarpetta and Boylaud (2000) (squared loadings by variance explained; no rotation
here).
"""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.normalisation import min_max
from zonelab.indicators.tables import matrix_of, table_of
from zonelab.indicators.values import ValuesError, named
from zonelab.indicators.weighing import Weights, weights_of

Floats = NDArray[np.float64]
_NOT_IMPORTANCE = (
    "These weights come from the statistics of this table, and not from what matters to anybody: they change with the "
    "areas and the year. Show beside them what people would choose."
)
_SAME = 1e-9


def entropy_weights(values: pd.DataFrame) -> Weights:
    """More weight for indicators in which few areas hold most of the total.

    values: areas × indicators, zero or more, higher = more need (for others: values on a scale, such as `min_max`).
    With p = x / Σ x and n areas: e = −Σ p ln p / ln n, and the weights are proportional to 1 − e. Areas with a gap in
    any indicator take no part. A value's unit changes nothing, its zero does.
    Raises ValuesError for negative values, an indicator that is zero throughout, or all the same everywhere.

    >>> table = pd.DataFrame({"x": [1.0, 1, 1, 1], "y": [4.0, 0, 0, 0], "z": [2.0, 2, 0, 0]}, index=list("ABCD"))
    >>> {key: round(weight, 3) for key, weight in entropy_weights(table).weights.items()}
    {'x': 0.0, 'y': 0.667, 'z': 0.333}
    """
    table = _complete(values)
    matrix = table.to_numpy()
    below = _keys(table, (matrix < 0).any(axis=0))
    if below:
        raise ValuesError(
            f"Entropy needs values of zero or more; {named(below)} have others. Put them on a scale first."
        )
    empty = _keys(table, ~(matrix > 0).any(axis=0))
    if empty:
        raise ValuesError(f"These are zero everywhere: {named(empty)}. Take them out.")
    share = matrix / matrix.max(axis=0)
    share = share / share.sum(axis=0)
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    entropy = -(share * logs).sum(axis=0) / np.log(len(table))
    says = np.where(entropy > 1 - _SAME, 0.0, 1 - entropy)
    return _weights(table, says, "entropy", len(values))


def component_weights(values: pd.DataFrame, kind: Literal["first", "explained"] = "first") -> Weights:
    """More weight for indicators that go with many others.

    values: areas × indicators, any unit, higher = more need. kind: "first" takes the squared loadings on the first
    principal component of the correlation matrix; "explained" those on all components with an eigenvalue of 1 or more,
    each by the variance that it explains. Areas with a gap in any indicator take no part. An indicator that points
    against the first component is named in a warning: it counts by size, whatever its sign.
    Raises ValuesError for an indicator that is the same everywhere, and fewer areas than three.

    >>> table = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [2.0, 4, 6, 8], "z": [1.0, -1, -1, 1]}, index=list("ABCD"))
    >>> {key: round(weight, 3) for key, weight in component_weights(table).weights.items()}
    {'x': 0.5, 'y': 0.5, 'z': 0.0}
    """
    if kind not in ("first", "explained"):
        raise ValuesError(f'Components are the "first" or all that are "explained", not {kind!r}.')
    table = _complete(values)
    scaled = np.column_stack([min_max(column) for column in table.to_numpy().T])
    deviation = scaled.std(axis=0)
    same = _keys(table, deviation == 0)
    if same:
        raise ValuesError(f"These are the same everywhere: {named(same)}. Take them out.")
    standard = (scaled - scaled.mean(axis=0)) / deviation
    eigenvalues, vectors = np.linalg.eigh(standard.T @ standard / len(standard))
    eigenvalues, vectors = eigenvalues[::-1], vectors[:, ::-1]
    kept = 1 if kind == "first" else max(1, int(np.count_nonzero(eigenvalues >= 1 - _SAME)))
    squared = vectors[:, :kept] ** 2  # of unit length: the squared loading as a share of its component
    says = squared @ eigenvalues[:kept]
    first = vectors[:, 0] * np.sign(vectors[:, 0].sum() or 1.0)
    against = _keys(table, first < -_SAME)
    warnings = [f"The first component explains {eigenvalues[0] / len(eigenvalues):.0%} of all variance."]
    if against:
        warnings.append(f"These point against the others: {named(against)}. Check their direction.")
    method = "the first principal component" if kind == "first" else f"{kept} principal components"
    return _weights(table, says, method, len(values), *warnings)


def _complete(values: pd.DataFrame) -> pd.DataFrame:
    matrix = matrix_of(values)
    whole = np.flatnonzero(~np.isnan(matrix).any(axis=1))
    if len(whole) < 3:
        raise ValuesError(f"{len(whole)} areas have all indicators. At least three are needed; fill gaps first.")
    return table_of(matrix[whole], values.index[whole], values.columns)


def _keys(table: pd.DataFrame, which: "NDArray[np.bool_] | np.bool_") -> list[str]:
    return [str(key) for key, true in zip(table.columns, np.asarray(which).tolist(), strict=True) if true]


def _weights(table: pd.DataFrame, says: Floats, method: str, areas: int, *warnings: str) -> Weights:
    if not (says > 0).any():
        raise ValuesError("Areas are alike in every indicator: the values give no weights. Take equal ones.")
    left = areas - len(table)
    told = (f"{left} of {areas} areas have gaps and take no part.",) if left else ()
    return weights_of(
        pd.DataFrame([says], columns=table.columns, index=["The values"]),
        method,
        "mean",
        {"values": table, "method": method},
        ("What tells areas apart, or goes with other indicators, is taken to be what matters.",),
        (_NOT_IMPORTANCE, *warnings, *told),
    )
