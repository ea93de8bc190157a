"""Knows which indicators are skewed or have outliers, and tames them on request; does not know if outliers are errors.

An indicator is outside the limits when its skewness and its kurtosis both are: |G1| > 2 and G2 > 3.5 by default.
`describe` only reports. `treat` first winsorises: while the indicator is outside, its largest value is set to the
next lower one (skewness of zero or more) or its smallest to the next higher one. When that needs too many points it
takes the values as they were, and leaves them alone or transforms them, as asked. Nothing changes without a mark.
Sources: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 4; Becker and others (2022), COINr,
Journal of Open Source Software 7(78), whose rule this is; Joanes and Gill (1998), Comparing measures of sample
skewness and kurtosis, The Statistician 47(1), for G1 and G2; Box and Cox (1964), An analysis of transformations.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.indicators.tables import Mask, matrix_of, table_of
from zonelab.indicators.transformation import STEEPEST, likeliest_exponent, log_shifted, power_transformed
from zonelab.indicators.values import ValuesError, named

Column = NDArray[np.float64]
Transformation = Literal["log", "box_cox"]
_TRANSFORMATIONS: tuple[str, ...] = get_args(Transformation)
_TRANSFORM: Mapping[str, Callable[[Column], Column]] = {"log": log_shifted, "box_cox": power_transformed}


@dataclass(frozen=True)
class Shape:
    """How one indicator is spread. missing and known: areas; skewness: G1, NaN below three values or when all are
    the same; kurtosis: G2, 0 for a normal curve, NaN below four; outside: whether both are beyond the limits."""

    key: str
    known: int
    missing: int
    skewness: float
    kurtosis: float
    outside: bool


@dataclass(frozen=True)
class Description:
    """The shape of each indicator, in the order of the columns, and the limits that were held against them."""

    shapes: tuple[Shape, ...]
    skewness: float
    kurtosis: float
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row an indicator."""
        return pd.DataFrame([asdict(each) for each in self.shapes]).set_index("key")

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which indicators are outside the limits."""
        outside = [each.key for each in self.shapes if each.outside]
        return (f"These are skewed with outliers: {named(outside)}. Look at their values.",) if outside else ()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the limits take for granted, in words."""
        return ("An indicator is outside when skewness and kurtosis both are. These limits are a custom, and no test.",)

    def summary(self) -> str:
        """What to look at, in words."""
        gaps = [f"{each.key} ({each.missing})" for each in self.shapes if each.missing]
        outside = [each.key for each in self.shapes if each.outside]
        beyond = f"Skewness beyond {self.skewness:g} and kurtosis above {self.kurtosis:g}"
        return f"Areas without a value: {named(gaps) if gaps else 'none'}.\n{beyond}: {named(outside) or 'none'}."


@dataclass(frozen=True)
class Treatment:
    """What was done to one indicator. done: "nothing", "winsorised", "log", "box_cox" or "left outside";
    points: how many areas were winsorised; exponent: λ of Box-Cox, else NaN; before, after: its shape."""

    key: str
    done: str
    points: int
    exponent: float
    before: Shape
    after: Shape


@dataclass(frozen=True, eq=False)
class Treated:
    """Values after treatment; tables are areas × indicators and read-only.

    values: NaN = missing, as before (nothing is filled in); changed: True where a value is not the one that was
    given (all known areas of a transformed indicator); treatments: one an indicator, in the order of the columns;
    most_points, skewness, kurtosis: the limits that were held against them.
    """

    values: pd.DataFrame
    changed: pd.DataFrame
    treatments: tuple[Treatment, ...]
    most_points: int
    skewness: float
    kurtosis: float
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the treatment takes for granted, in words."""
        return (
            "A value far from the others is taken to be true, but to say too much on a common scale. Look for errors "
            "first.",
            "Winsorised areas tie with the next one; no order is turned round.",
            "Transformed values have no unit of their own. Show people the values that were given.",
        )

    def to_frame(self) -> pd.DataFrame:
        """One row an indicator: what was done, to how many points, skewness and kurtosis before and after."""
        rows = [
            {"key": each.key, "done": each.done, "points": each.points, "exponent": each.exponent}
            | {"missing": each.before.missing}
            | {f"{name}_before": getattr(each.before, name) for name in ("skewness", "kurtosis", "outside")}
            | {f"{name}_after": getattr(each.after, name) for name in ("skewness", "kurtosis", "outside")}
            for each in self.treatments
        ]
        return pd.DataFrame(rows).set_index("key")

    def summary(self) -> str:
        """What was changed, in words, one line an indicator."""
        told = [
            f"{each.key}: {f'{each.points} winsorised' if each.done == 'winsorised' else each.done} "
            f"(skewness {each.before.skewness:.2f} before, {each.after.skewness:.2f} after)."
            for each in self.treatments
            if each.done != "nothing"
        ]
        return "\n".join(told) if told else "Nothing was changed: every indicator is inside the limits."


def describe(values: pd.DataFrame, skewness: float = 2.0, kurtosis: float = 3.5) -> Description:
    """Report missing values, skewness and kurtosis of each indicator, and which are outside both limits.

    values: one row an area, index = area code, one column an indicator, NaN = missing. Changes nothing.
    Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"income": [1.0, 2, 3, 4, 90, None]}, index=list("ABCDEF"))
    >>> print(describe(table).summary())
    Areas without a value: income (1).
    Skewness beyond 2 and kurtosis above 3.5: income.
    """
    _check_limits(skewness, kurtosis)
    matrix = matrix_of(values)
    shapes = tuple(_shape(key, matrix[:, place], skewness, kurtosis) for place, key in enumerate(values.columns))
    given = {"values": table_of(matrix, values.index, values.columns), "limits": [float(skewness), float(kurtosis)]}
    return Description(shapes, float(skewness), float(kurtosis), Provenance.of(given))


def treat(
    values: pd.DataFrame,
    most_points: int = 5,
    skewness: float = 2.0,
    kurtosis: float = 3.5,
    otherwise: Transformation | None = None,
    transform: Mapping[str, Transformation] | None = None,
) -> Treated:
    """Winsorise each indicator that is outside the limits, at most so many points; then transform it, if asked.

    values: one row an area, index = area code, one column an indicator, NaN = missing. most_points: how many areas of
    one indicator may be winsorised, ties counted one by one (0: none). otherwise: what to do when that is not enough:
    "log", "box_cox", or None, which leaves the values as they were, with a warning. transform: indicators to
    transform whatever their shape, without winsorising. See `log_shifted` and `power_transformed`.
    Raises ValuesError (a ValueError) for tables, limits and names that cannot be used.

    >>> table = pd.DataFrame({"income": [1.0, 2, 3, 4, 90], "age": [40.0, 41, 43, 44, 46]}, index=list("ABCDE"))
    >>> done = treat(table)
    >>> done.values["income"].tolist(), done.changed["income"].tolist()
    ([1.0, 2.0, 3.0, 4.0, 4.0], [False, False, False, False, True])
    >>> print(done.summary())
    income: 1 winsorised (skewness 2.23 before, -0.54 after).
    """
    _check_limits(skewness, kurtosis)
    if isinstance(most_points, bool) or not isinstance(most_points, int) or most_points < 0:
        raise ValuesError(f"The most points to winsorise is a whole number, zero or more, not {most_points!r}.")
    asked = dict(transform or {})
    _check_asked(asked, otherwise, values)
    matrix = matrix_of(values)
    treated, treatments = np.empty_like(matrix), []
    for place, key in enumerate(values.columns):
        given = matrix[:, place]
        before = _shape(key, given, skewness, kurtosis)
        column, done, points = given, "nothing", 0
        if key in asked and before.known:
            done = asked[key]
        elif before.outside:
            column, points = _winsorised(given, most_points, skewness, kurtosis)
            done = "winsorised" if points else otherwise or "left outside"
        treated[:, place] = _TRANSFORM[done](given) if done in _TRANSFORM else column
        exponent = likeliest_exponent(given) if done == "box_cox" else np.nan
        after = _shape(key, treated[:, place], skewness, kurtosis)
        treatments.append(Treatment(key, done, points, exponent, before, after))
    settings = {"most_points": most_points, "skewness": float(skewness), "kurtosis": float(kurtosis)}
    table = table_of(matrix, values.index, values.columns)
    return Treated(
        values=table_of(treated, values.index, values.columns),
        changed=table_of((treated != matrix) & ~np.isnan(matrix), values.index, values.columns),
        treatments=tuple(treatments),
        most_points=most_points,
        skewness=float(skewness),
        kurtosis=float(kurtosis),
        warnings=_warnings(treatments),
        provenance=Provenance.of(
            {"values": table, "settings": settings | {"otherwise": otherwise, "transform": asked}}
        ),
    )


def _shape(key: str, column: Column, skewness: float, kurtosis: float) -> Shape:
    skew, kurt = _moments(column)
    known = int(np.count_nonzero(~np.isnan(column)))
    return Shape(key, known, len(column) - known, skew, kurt, bool(abs(skew) > skewness and kurt > kurtosis))


def _moments(column: Column) -> tuple[float, float]:
    """G1 and G2: skewness and excess kurtosis of a sample, corrected for its size."""
    known = column[~np.isnan(column)]
    n = len(known)
    if n < 3 or known.min() == known.max():
        return np.nan, np.nan
    # On a scale of its own, so that neither huge nor tiny values leave the range of numbers.
    known = np.ldexp(known, -int(np.frexp(np.abs(known).max())[1]))
    away = known - known.mean()
    away = away / np.abs(away).max()
    second = (away**2).mean()
    skew = (away**3).mean() / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    if n < 4:
        return float(skew), np.nan
    excess = (away**4).mean() / second**2 - 3
    return float(skew), float(((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3)))


def _winsorised(given: Column, most: int, skewness: float, kurtosis: float) -> tuple[Column, int]:
    """The column inside the limits and how many points that took, or the column as it was and 0."""
    column = given.copy()
    while True:
        skew, kurt = _moments(column)
        points = int(np.count_nonzero((column != given) & ~np.isnan(given)))
        if not (abs(skew) > skewness and kurt > kurtosis):
            break
        edge = np.nanmax(column) if skew >= 0 else np.nanmin(column)
        at_edge: Mask = column == edge
        rest = column[~at_edge & ~np.isnan(column)]
        if np.count_nonzero(at_edge | ((column != given) & ~np.isnan(given))) > most:
            return given.copy(), 0
        column[at_edge] = rest.max() if skew >= 0 else rest.min()
    # Values that have become all the same tell areas no longer apart: that is no treatment.
    return (given.copy(), 0) if np.nanmin(column) == np.nanmax(column) else (column, points)


def _warnings(treatments: list[Treatment]) -> tuple[str, ...]:
    left = [each.key for each in treatments if each.done == "left outside"]
    still = [each.key for each in treatments if each.done in _TRANSFORMATIONS and each.after.outside]
    steep = [each.key for each in treatments if abs(each.exponent) >= STEEPEST]
    told = []
    if left:
        told.append(
            f"Winsorising as many points as allowed does not bring these inside the limits, so they are as they were: "
            f'{named(left)}. Look at their values, allow more points, or ask for otherwise="log".'
        )
    if still:
        told.append(f"These are transformed and still outside the limits: {named(still)}. Look at their values.")
    if steep:
        told.append(f"Box-Cox stops at the end of its range for these: {named(steep)}. No power makes them even.")
    return tuple(told)


def _check_limits(skewness: float, kurtosis: float) -> None:
    if not (np.isfinite(skewness) and skewness > 0 and np.isfinite(kurtosis)):
        raise ValuesError(f"Limits are numbers, that of skewness above zero, not {skewness} and {kurtosis}.")


def _check_asked(asked: Mapping[str, str], otherwise: str | None, values: pd.DataFrame) -> None:
    wrong = [each for each in (*asked.values(), *([] if otherwise is None else [otherwise])) if each not in _TRANSFORM]
    if wrong:
        raise ValuesError(f"A transformation is {' or '.join(map(repr, _TRANSFORMATIONS))}, not {wrong[0]!r}.")
    unknown = [key for key in asked if isinstance(values, pd.DataFrame) and key not in values.columns]
    if unknown:
        raise ValuesError(f"The table has no column for {named(unknown)}, which is to be transformed. Mend its name.")
