"""Finds out which conditions clash when no set meets them all, and which to relax; relaxes none by itself."""

from collections.abc import Collection, Sequence

import highspy
import numpy as np

from zonelab.regions.contrast.rules import Rule


def clash_in_words(rules: Sequence[Rule], candidates: int, k: int) -> str:
    """Why there is no set of k: the conditions that cannot all hold, and the fewest of them to let go.

    Each condition becomes elastic: it may be let go at the price of 1, and the total price is made as small as can be.
    Which ones clash is found by leaving one out after the other as long as there is still no set.
    """
    every = list(range(len(rules)))
    clash = every
    for rule in every:
        fewer = [each for each in clash if each != rule]
        if fewest_let_go(rules, candidates, k, fewer):
            clash = fewer
    said = [f"There is no set of {k} zones: these conditions cannot all hold: {_listed(rules, clash)}."]
    alone = [
        rule for rule in clash if not fewest_let_go(rules, candidates, k, [each for each in every if each != rule])
    ]
    if alone:
        said.append("Relax it." if len(clash) == 1 else f"Relax one of these: {_listed(rules, alone)}.")
    else:
        together = fewest_let_go(rules, candidates, k, every)
        said.append(f"Relaxing one is not enough. It takes, for instance: {_listed(rules, together)}.")
    said.append("Or choose fewer zones, or give more candidates.")
    return " ".join(said)


def fewest_let_go(rules: Sequence[Rule], candidates: int, k: int, kept: Collection[int]) -> list[int]:
    """The fewest of the kept conditions that must be let go so that there is a set; empty where there is one."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    price = {rule: candidates + place for place, rule in enumerate(kept)}
    columns = candidates + len(price)
    solver.addVars(columns, np.zeros(columns), np.ones(columns))
    cost = np.append(np.zeros(candidates), np.ones(len(price)))
    every = np.arange(columns, dtype=np.int32)
    solver.changeColsCost(columns, every, cost)
    solver.changeColsIntegrality(columns, every, np.full(columns, highspy.HighsVarType.kInteger))
    solver.addRow(k, k, candidates, np.arange(candidates, dtype=np.int32), np.ones(candidates))
    for rule, column in price.items():
        for row in rules[rule].rows:
            places = np.append(row.places, column).astype(np.int32)
            ones = np.ones(len(row.places))
            if row.low > 0:
                solver.addRow(row.low, np.inf, len(places), places, np.append(ones, float(row.low)))
            if row.high < len(row.places):
                slack = float(len(row.places) - row.high)
                solver.addRow(-np.inf, row.high, len(places), places, np.append(ones, -slack))
    solver.run()
    values = np.array(solver.getSolution().col_value)
    return [rule for rule, column in price.items() if values[column] > 0.5]


def _listed(rules: Sequence[Rule], which: Collection[int]) -> str:
    return "; ".join(rules[rule].words for rule in which)
