"""Knows in which order a specification is carried out: refuse, drop, fill, treat, scale, weigh; has no method itself.

Each step is marked and told; what is not asked for is not done.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.indicators.composite import prepare
from zonelab.indicators.counts import sealed
from zonelab.indicators.imputation import Imputed, impute, screen, screen_indicators
from zonelab.indicators.neighbour_filling import impute_from_neighbours
from zonelab.indicators.regression_filling import impute_by_regression
from zonelab.indicators.scored_areas import DROPPED, IMPUTED, MISSING, OBSERVED, ScoredAreas, parts_of_all
from zonelab.indicators.specification import Specification
from zonelab.indicators.steps import Gaps, Outliers
from zonelab.indicators.tables import Matrix, matrix_of, table_of
from zonelab.indicators.treatment import Treated, describe, treat
from zonelab.indicators.values import ValuesError, named
from zonelab.indicators.vintages import check_kinds, check_vintage

Marks = NDArray[np.object_]
Groups = Mapping[str, Any]


def score_areas(
    values: pd.DataFrame,
    spec: Specification,
    *,
    groups: "pd.Series[Any] | Groups | None" = None,
    graph: Graph | None = None,
    population: "pd.Series[Any] | Mapping[str, float] | None" = None,
    lookup: pd.DataFrame | None = None,
    mixed_codes: bool = False,
) -> ScoredAreas:
    """Carry out a specification, from raw values to scores, ranks and their parts, every step marked.

    values: one row an area, index = area code (text, each once), columns = indicator keys, numbers, NaN = missing.
    groups: the district of each area by code, for filling by mean or median (None: all areas are one); graph: who is
    whose neighbour, for filling by neighbours; population: people by area code, kept beside the scores; lookup: older
    and newer codes, see `check_vintage`; mixed_codes: let areas of several kinds stand in one table.
    Steps: indicators, then areas with too few values are left out; gaps are filled, each indicator from observed
    values alone; outliers and skew are treated; then as in `composite`.
    Raises ValuesError for tables, codes (VintageError) and populations that cannot be used, SpecificationError for
    weights; all are ValueErrors.

    >>> from zonelab.indicators import Gaps, Indicator
    >>> spec = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 1, "well": 1},
    ...     "min_max", missing=Gaps(drop_areas_below=0.5, fill="mean"))
    >>> table = pd.DataFrame({"burglary": [2.0, 4, None, None], "asthma": [3.0, 1, 2, None]}, index=list("ABCD"))
    >>> found = score_areas(table, spec)
    >>> found.score.tolist(), found.marks.loc["C", "burglary"], found.dropped_areas
    ([50.0, 50.0, 50.0, nan], 'imputed', ('D',))
    """
    raw = _raw(values, spec)
    if not mixed_codes:
        check_kinds(raw.index)
    if lookup is not None:
        check_vintage(raw.index, lookup)
    people = None if population is None else _checked_population(population, raw.index)
    steps: list[str] = []
    warnings: list[str] = []
    kept_values, keys, areas = _screened(raw, spec, steps, warnings)
    kept = replace(spec, indicators=tuple(each for each in spec.indicators if each.key in keys))
    filled, doubt = _filled(kept_values, kept, (groups, graph), steps, warnings)
    treated, changes = _treated(filled, kept, steps, warnings)
    for key in changes:  # a transformed value has other units than its doubt
        doubt[key] = 0.0 if changes[key] in ("log", "box_cox") else doubt[key]
    plain = replace(
        kept,
        indicators=tuple(replace(each, missing=None, transform="none") for each in kept.indicators),
        missing=Gaps(),
        outliers=Outliers(),
    )
    prepared = prepare(treated, plain)
    result = prepared.weigh()
    parts, group_parts = parts_of_all(result, raw.index, spec)
    return ScoredAreas(
        codes=raw.index,
        score=_placed(result.score, result.codes, raw.index),
        rank=_placed(result.rank, result.codes, raw.index),
        parts=parts,
        group_parts=group_parts,
        raw=raw,
        values=_everywhere(treated, raw),
        marks=_marks(raw, (kept_values, filled, treated), changes),
        doubt=_everywhere(doubt, raw, 0.0),
        dropped_areas=areas,
        dropped_indicators=tuple(key for key in spec.keys if key not in keys),
        steps=tuple(steps),
        population=people,
        composite=result,
        prepared=prepared,
        specification=spec,
        warnings=(*warnings, *result.warnings),
        provenance=_provenance(raw, spec, people, groups, graph),
    )


def _provenance(
    raw: pd.DataFrame,
    spec: Specification,
    people: "pd.Series[float] | None",
    groups: "pd.Series[Any] | Groups | None",
    graph: Graph | None,
) -> Provenance:
    inputs: dict[str, object] = {"values": raw, "specification": spec.as_mapping()}
    if people is not None:
        inputs["population"] = people
    if graph is not None:
        inputs["graph"] = [graph.codes, graph.edges]
    if groups is not None:
        group = dict(groups)
        inputs["groups"] = [str(group.get(code)) for code in raw.index]
    return Provenance.of(inputs)


def _raw(values: pd.DataFrame, spec: Specification) -> pd.DataFrame:
    if isinstance(values, pd.DataFrame):
        absent = [key for key in spec.keys if key not in values.columns]
        if absent:
            raise ValuesError(
                f"The table has no column for {named(absent)}. Add it, or take it out of the specification."
            )
        values = values[list(spec.keys)]
    return table_of(matrix_of(values), values.index, list(spec.keys))


def _checked_population(
    population: "pd.Series[Any] | Mapping[str, float]", codes: "pd.Index[str]"
) -> "pd.Series[float]":
    given = pd.Series(dict(population)) if not isinstance(population, pd.Series) else population
    if not given.index.is_unique:
        raise ValuesError("An area has more than one population. Give each area one.")
    try:
        people = given.reindex(codes).astype(np.float64)
    except (TypeError, ValueError) as problem:
        raise ValuesError(f"Populations must be numbers: {problem}. Mend them.") from problem
    numbers = people.to_numpy()
    for wrong, said in (
        (np.isnan(numbers), "no population"),
        (numbers < 0, "a population below zero"),
        (np.isinf(numbers), "an infinite population"),
    ):
        if wrong.any():
            raise ValuesError(f"These areas have {said}: {named(codes[wrong])}. Mend it; 0 means nobody.")
    return people.rename("population")


def _screened(
    raw: pd.DataFrame, spec: Specification, steps: list[str], warnings: list[str]
) -> tuple[pd.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """What is kept of the values, keys of the indicators kept, codes of the areas dropped."""
    if spec.missing.drop_indicators_below == spec.missing.drop_areas_below == 0:
        return raw, spec.keys, ()
    values = raw
    indicators = screen_indicators(values, spec.missing.drop_indicators_below)
    empty = [group for group in spec.groups if not _keys_of(spec, group) & set(indicators.kept)]
    if empty:
        raise ValuesError(
            f"All indicators of group {empty[0]!r} have values for less than {indicators.least_known:.0%} of the "
            "areas. Take the group out of the specification, or lower drop_indicators_below."
        )
    values = indicators.values
    areas = screen(values, spec.missing.drop_areas_below)
    if not areas.kept:
        raise ValuesError(
            f"No area has values for {areas.least_known:.0%} of the indicators. Lower drop_areas_below, or leave out "
            "indicators first (drop_indicators_below)."
        )
    for step in (indicators, areas):
        if step.dropped:
            steps.append(step.summary())
            warnings += step.warnings
    return areas.values, indicators.kept, areas.dropped


def _keys_of(spec: Specification, group: str) -> set[str]:
    return {each.key for each in spec.indicators if each.group == group and each.weight > 0}


def _filled(
    values: pd.DataFrame,
    spec: Specification,
    around: "tuple[pd.Series[Any] | Groups | None, Graph | None]",
    steps: list[str],
    warnings: list[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values with gaps filled as asked, and the doubt of what was filled in (0 elsewhere)."""
    groups, graph = around
    filled, doubt = values.to_numpy(copy=True), np.zeros(values.shape)
    ways: dict[str, list[str]] = {}
    for each in spec.indicators:
        ways.setdefault(each.missing or spec.missing.fill, []).append(each.key)
    for way, keys in ways.items():
        if way == "none" or not values[keys].isna().any(axis=None):
            continue
        done: Imputed
        if way == "neighbours":
            if graph is None:
                raise ValuesError("Gaps are to be filled by neighbours: give graph=…, who is whose neighbour.")
            done = impute_from_neighbours(values[keys], graph)
        elif way == "regression":
            done = impute_by_regression(values)  # whatever predicts, though only some are to be filled
        else:
            done = impute(values[keys], groups, "mean" if way == "mean" else "median")
        places = values.columns.get_indexer(pd.Index(keys))
        filled[:, places] = done.values[keys].to_numpy()
        doubt[:, places] = np.nan_to_num(done.doubt[keys].to_numpy())
        here = done.filled[keys].sum()
        told = ", ".join(f"{key} {count}" for key, count in here.items() if count)
        if told:
            steps.append(f"{int(here.sum())} gaps are filled by {done.by} ({told}).")
            warnings.append(f"{int(here.sum())} values are imputed by {done.by}, not observed. Show which.")
    tables = (pd.DataFrame(each, index=values.index, columns=values.columns) for each in (filled, doubt))
    return next(tables), next(tables)


def _treated(
    values: pd.DataFrame, spec: Specification, steps: list[str], warnings: list[str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Values after treatment, and what was done to each indicator that changed."""
    asked = {each.key: each.transform for each in spec.indicators if each.transform != "none"}
    keys = list(values.columns) if spec.outliers.asked else list(asked)
    limits = spec.outliers
    others = [key for key in values.columns if key not in keys]
    if others:
        outside = describe(values[others], limits.skewness, limits.kurtosis).to_frame()["outside"]
        if outside.any():
            warnings.append(
                f"These are skewed with outliers, and left as they are: {named(outside.index[outside])}. Look at their "
                "values; [outliers] asks for treatment."
            )
    if not keys:
        return values, {}
    otherwise = None if limits.otherwise == "none" else limits.otherwise
    done: Treated = treat(values[keys], limits.winsorise, limits.skewness, limits.kurtosis, otherwise, asked)
    warnings += done.warnings
    changed = {each.key: each.done for each in done.treatments if each.done not in ("nothing", "left outside")}
    if changed:
        steps += done.summary().splitlines()
    return values.assign(**{key: done.values[key] for key in keys}), changed


def _marks(
    raw: pd.DataFrame, stages: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], changes: Mapping[str, str]
) -> pd.DataFrame:
    kept, filled, treated = (table.to_numpy() for table in stages)
    marks: Marks = np.full(kept.shape, OBSERVED, dtype=object)
    marks[np.isnan(filled)] = MISSING
    marks[np.isnan(kept) & ~np.isnan(filled)] = IMPUTED
    for place, key in enumerate(stages[0].columns):
        if key in changes:
            moved = ~np.isnan(filled[:, place])
            if changes[key] == "winsorised":
                moved &= filled[:, place] != treated[:, place]
            both = moved & (marks[:, place] == IMPUTED)
            marks[moved, place] = changes[key]
            marks[both, place] = f"{IMPUTED}, {changes[key]}"
    table = pd.DataFrame(marks, index=stages[0].index, columns=stages[0].columns)
    return _everywhere(table, raw, DROPPED)


def _everywhere(table: pd.DataFrame, raw: pd.DataFrame, otherwise: float | str = np.nan) -> pd.DataFrame:
    """The table for all areas and indicators that were given, read-only."""
    placed = table.reindex(index=raw.index, columns=raw.columns, fill_value=otherwise)
    return table_of(placed.to_numpy(copy=True), raw.index, raw.columns)


def _placed(found: Matrix, codes: "pd.Index[str]", everywhere: "pd.Index[str]") -> Matrix:
    return sealed(pd.Series(found, index=codes).reindex(everywhere).to_numpy(copy=True))
