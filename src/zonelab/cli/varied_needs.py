"""Knows how to draw the scores that other weights would give, one row a draw; says nothing about how sure they are."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators import Method, ScoredAreas
from zonelab.indicators.rank_methods import scorers
from zonelab.indicators.uncertainty import areas_by_code
from zonelab.indicators.weight_draws import Levels


def varied_needs(score: ScoredAreas, draws: int, concentration: float | None, rng: np.random.Generator) -> pd.DataFrame:
    """Draws × scored areas, columns = codes: scores under weights drawn around the stated ones."""
    prepared = score.prepared
    spec = prepared.specification
    levels = Levels.of(spec)
    weights = levels.weights(levels.gammas(concentration, draws, rng))
    groups: NDArray[np.bool_] = np.array(list(spec.group_shares().values())) > 0
    areas = areas_by_code(prepared, groups)
    method = Method(spec.normalisation, spec.mean)
    scorer = scorers(prepared, (method,), areas, groups, None)[0]
    found = scorer.scores(np.ascontiguousarray(weights[:, groups]))
    return pd.DataFrame(found, columns=prepared.codes[areas])
