"""Knows how the English Indices of Deprivation make one score of seven ranks; does not know the domains' indicators."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.normalisation import exponential_from_ranks
from zonelab.indicators.values import ValuesError, named

# In percent, as published. They sum to 99.9 and are used as they are.
INDICES_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "income": 22.5,
        "employment": 22.5,
        "education": 13.5,
        "health": 13.5,
        "crime": 9.3,
        "housing": 9.3,
        "environment": 9.3,
    }
)


def indices_score(domain_ranks: pd.DataFrame, weights: Mapping[str, float] = INDICES_WEIGHTS) -> NDArray[np.float64]:
    """Make the overall score of the English Indices of Deprivation from the ranks of the domains.

    domain_ranks: one row an area (all areas of the index: their number is N), one column a domain of `weights`,
    rank 1 = most deprived. weights: percent of each domain; they are not made to sum to 100, since the published
    score uses 99.9. Each rank goes through `exponential_from_ranks`; the score is the weighted sum, 0 to 99.9, higher
    = more deprived, NaN where a rank is missing.
    Raises ValueError for a domain without a column and for ranks outside 1 to N.
    Source: Ministry of Housing, Communities and Local Government (2019), The English Indices of Deprivation 2019:
    Technical report, chapter 3, stages 5 to 7; the formula and weights of 2025 are the same.

    >>> ranks = pd.DataFrame({"income": [1, 2], "crime": [1, 2]})
    >>> indices_score(ranks, {"income": 60, "crime": 39.9}).round(2).tolist()
    [99.9, 15.63]
    """
    absent = [domain for domain in weights if domain not in domain_ranks.columns]
    if absent:
        raise ValuesError(f"The table of ranks has no column {named(absent)}. Add it, or take it out of the weights.")
    score = np.zeros(len(domain_ranks))
    for domain, weight in weights.items():
        ranks = domain_ranks[domain].to_numpy(dtype=np.float64, na_value=np.nan)
        score += weight / 100 * exponential_from_ranks(ranks, len(ranks))
    return score
