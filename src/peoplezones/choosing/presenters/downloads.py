"""Makes the table of all scores that can be taken away."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from peoplezones.places.analysis import ValueTable
from peoplezones.places.models import Area
from zonelab.indicators import Composite, RankUncertainty

from .scores import data_in_words, ranked_codes

SURENESS = ["rank_low", "rank_high", "p_top_k", "label", "k", "draws"]


def download_rows(
    result: Composite, table: ValueTable, sure: RankUncertainty | None, areas: Mapping[str, Area]
) -> Iterator[list[object]]:
    """Header, then one row an area by rank; the weights that were used and the kind of figures stand beside.

    How sure the rank is: what is reached or passed in 5 % and in 95 % of the draws, the chance of a rank ≤ k, the
    label of `RankUncertainty`. Empty where the weights cannot be varied, or the area has no score.
    """
    groups = list(result.group_parts.columns)
    illustrative = data_in_words(table)["illustrative"]
    yield [
        "code",
        "name",
        "local_name",
        "district",
        "population",
        "score",
        "rank",
        *[f"part_{group}" for group in groups],
        *[f"weight_{group}_percent" for group in groups],
        *SURENESS,
        "figures",
    ]
    codes = ranked_codes(result)
    in_result = result.codes.get_indexer(pd.Index(codes))
    group_parts = result.group_parts.to_numpy()
    used = [round(100 * share, 2) for share in result.specification.group_shares().values()]
    for code, place in zip(codes, in_result, strict=True):
        area, score = areas[code], result.score[place]
        known = not np.isnan(score)
        yield [
            code,
            area.name,
            area.local_name,
            area.district.name,
            area.population,
            round(float(score), 4) if known else "",
            int(result.rank[place]) if known else "",
            *[round(float(part), 4) if known else "" for part in group_parts[place]],
            *used,
            *_sureness(sure, place),
            "illustrative" if illustrative else "official",
        ]


def _sureness(sure: RankUncertainty | None, place: int) -> list[object]:
    if sure is None or not sure.label[place]:
        return [""] * len(SURENESS)
    ends = [int(sure.low[place]), int(sure.high[place])]
    return [*ends, round(float(sure.chance[place]), 4), str(sure.label[place]), sure.k, sure.draws]
