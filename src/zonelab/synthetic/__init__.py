"""Made-up data with known answers, for tests and the demo; never shown without the word "illustrative"."""

from zonelab.synthetic.demand import DemandStream, SyntheticDemand, demand
from zonelab.synthetic.neighbourhoods import SyntheticIndicator, SyntheticIndicators, neighbourhoods
from zonelab.synthetic.yearly import SyntheticYears, yearly_series

__all__ = [
    "DemandStream",
    "SyntheticDemand",
    "SyntheticIndicator",
    "SyntheticIndicators",
    "SyntheticYears",
    "demand",
    "neighbourhoods",
    "yearly_series",
]
