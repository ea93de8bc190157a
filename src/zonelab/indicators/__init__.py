"""Need scores from indicators, and how sure each figure is, how it compares and moves; no maps, no sources."""

from zonelab.indicators.aggregation import Aggregated, aggregate, power_mean
from zonelab.indicators.comparison import Comparison, compare
from zonelab.indicators.composite import Prepared, composite, prepare
from zonelab.indicators.counts import CountsError
from zonelab.indicators.data_weights import component_weights, entropy_weights
from zonelab.indicators.demand import Demand, ReactiveShare, demand_by_agency, reactive_share
from zonelab.indicators.disclosure import Protected, protect
from zonelab.indicators.english_indices import INDICES_WEIGHTS, indices_score
from zonelab.indicators.gaps import GapReport, report_gaps
from zonelab.indicators.hierarchy import Hierarchy
from zonelab.indicators.hotspots import HotSpots, Moran, false_discovery, getis_ord, local_moran, moran
from zonelab.indicators.imputation import Imputed, Screened, impute, screen, screen_indicators
from zonelab.indicators.intervals import Interval, byar, wilson
from zonelab.indicators.neighbour_filling import impute_from_neighbours
from zonelab.indicators.normalisation import exponential_from_ranks
from zonelab.indicators.outranking import Copeland, copeland, outranking_matrix
from zonelab.indicators.pairwise import Judged, PairwiseWeights, pairwise_weights
from zonelab.indicators.rank_methods import Method
from zonelab.indicators.recoding import CarriedOver, carry_over, carry_over_means, shares_of_new
from zonelab.indicators.redundancy import Redundancy, redundancy
from zonelab.indicators.regression_filling import impute_by_regression
from zonelab.indicators.result import Composite, ExplainedPart, Explanation, Missing
from zonelab.indicators.scored_areas import ScoredAreas
from zonelab.indicators.scoring import score_areas
from zonelab.indicators.sensitivity import RankSensitivity, rank_sensitivity
from zonelab.indicators.shrinkage import Shrunk, shrink, shrink_to_groups, spatial_shrink
from zonelab.indicators.specification import Indicator, Specification, SpecificationError
from zonelab.indicators.steps import Gaps, Outliers
from zonelab.indicators.treatment import Description, Treated, describe, treat
from zonelab.indicators.trend import Trend, recent_trend
from zonelab.indicators.turning_points import TurningPoint, turning_points
from zonelab.indicators.uncertainty import RankUncertainty, rank_uncertainty
from zonelab.indicators.values import ValuesError
from zonelab.indicators.vintages import Vintage, VintageError, check_kinds, check_vintage
from zonelab.indicators.weighing import Weights, budget_allocation, equal_weights, given_weights, swing_weights

__all__ = [
    "INDICES_WEIGHTS",
    "Aggregated",
    "CarriedOver",
    "Comparison",
    "Composite",
    "Copeland",
    "CountsError",
    "Demand",
    "Description",
    "ExplainedPart",
    "Explanation",
    "GapReport",
    "Gaps",
    "Hierarchy",
    "HotSpots",
    "Imputed",
    "Indicator",
    "Interval",
    "Judged",
    "Method",
    "Missing",
    "Moran",
    "Outliers",
    "PairwiseWeights",
    "Prepared",
    "Protected",
    "RankSensitivity",
    "RankUncertainty",
    "ReactiveShare",
    "Redundancy",
    "ScoredAreas",
    "Screened",
    "Shrunk",
    "Specification",
    "SpecificationError",
    "Treated",
    "Trend",
    "TurningPoint",
    "ValuesError",
    "Vintage",
    "VintageError",
    "Weights",
    "aggregate",
    "budget_allocation",
    "byar",
    "carry_over",
    "carry_over_means",
    "check_kinds",
    "check_vintage",
    "compare",
    "component_weights",
    "composite",
    "copeland",
    "demand_by_agency",
    "describe",
    "entropy_weights",
    "equal_weights",
    "exponential_from_ranks",
    "false_discovery",
    "getis_ord",
    "given_weights",
    "impute",
    "impute_by_regression",
    "impute_from_neighbours",
    "indices_score",
    "local_moran",
    "moran",
    "outranking_matrix",
    "pairwise_weights",
    "power_mean",
    "prepare",
    "protect",
    "rank_sensitivity",
    "rank_uncertainty",
    "reactive_share",
    "recent_trend",
    "redundancy",
    "report_gaps",
    "score_areas",
    "screen",
    "screen_indicators",
    "shares_of_new",
    "shrink",
    "shrink_to_groups",
    "spatial_shrink",
    "swing_weights",
    "treat",
    "turning_points",
    "wilson",
]
