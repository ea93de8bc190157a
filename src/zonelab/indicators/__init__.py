"""Need scores from indicators, and how sure each figure is, how it compares and moves; no maps, no sources."""

from zonelab.indicators.comparison import Comparison, compare
from zonelab.indicators.composite import Prepared, composite, prepare
from zonelab.indicators.counts import CountsError
from zonelab.indicators.demand import Demand, ReactiveShare, demand_by_agency, reactive_share
from zonelab.indicators.disclosure import Protected, protect
from zonelab.indicators.english_indices import INDICES_WEIGHTS, indices_score
from zonelab.indicators.intervals import Interval, byar, wilson
from zonelab.indicators.normalisation import exponential_from_ranks
from zonelab.indicators.recoding import CarriedOver, carry_over, carry_over_means, shares_of_new
from zonelab.indicators.result import Composite, ExplainedPart, Explanation, Missing
from zonelab.indicators.shrinkage import Shrunk, shrink, shrink_to_groups
from zonelab.indicators.specification import Indicator, Specification, SpecificationError
from zonelab.indicators.trend import Trend, recent_trend
from zonelab.indicators.values import ValuesError

__all__ = [
    "INDICES_WEIGHTS",
    "CarriedOver",
    "Comparison",
    "Composite",
    "CountsError",
    "Demand",
    "ExplainedPart",
    "Explanation",
    "Indicator",
    "Interval",
    "Missing",
    "Prepared",
    "Protected",
    "ReactiveShare",
    "Shrunk",
    "Specification",
    "SpecificationError",
    "Trend",
    "ValuesError",
    "byar",
    "carry_over",
    "carry_over_means",
    "compare",
    "composite",
    "demand_by_agency",
    "exponential_from_ranks",
    "indices_score",
    "prepare",
    "protect",
    "reactive_share",
    "recent_trend",
    "shares_of_new",
    "shrink",
    "shrink_to_groups",
    "wilson",
]
