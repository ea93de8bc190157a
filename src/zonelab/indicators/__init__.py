"""Need scores from indicators: specification, checks, normalisation, weights, ranks; no maps, no sources."""

from zonelab.indicators.composite import Prepared, composite, prepare
from zonelab.indicators.result import Composite, ExplainedPart, Explanation, Missing
from zonelab.indicators.specification import Indicator, Specification, SpecificationError
from zonelab.indicators.values import ValuesError

__all__ = [
    "Composite",
    "ExplainedPart",
    "Explanation",
    "Indicator",
    "Missing",
    "Prepared",
    "Specification",
    "SpecificationError",
    "ValuesError",
    "composite",
    "prepare",
]
