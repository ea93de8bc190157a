"""Knows what zones are like, from the areas that they are made of: type, district, partnership, profile of need."""

import pandas as pd

from zonelab.cli.inputs import Inputs
from zonelab.indicators import ScoredAreas
from zonelab.regions import ZoneSearch

PROFILE = "profile_"


def of(search: ZoneSearch, inputs: Inputs, score: ScoredAreas) -> pd.DataFrame:
    """One row a zone, indexed by name: need, population, then type, district and partnership as far as known.

    Of these the one where most of the zone's people live, the first by name where two are level. profile_<group>:
    population-weighted mean of what the group's indicators say on their common scale, higher = more need.
    """
    assert inputs.population is not None
    people = inputs.population
    prepared = score.prepared
    weights = prepared.specification.group_shares()
    means = pd.DataFrame(prepared.group_means, index=prepared.codes, columns=list(weights))
    means = means[[group for group, weight in weights.items() if weight > 0]]
    rows = []
    for zone in search.zones:
        codes = list(zone.areas)
        here = people[codes]
        row: dict[str, object] = {"zone": zone.name, "need": zone.need, "population": zone.population}
        for what in ("type", "district", "partnership"):
            if what in inputs.described:
                said = here.groupby(inputs.described[what][codes]).sum()
                row[what] = str(said.sort_index().idxmax())
        for group in means:
            row[f"{PROFILE}{group}"] = float((means[group][codes] * here).sum() / here.sum())
        rows.append(row)
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["zone", "need", "population"]).set_index("zone")
