"""Made-up data with known answers, for tests and the demo; never shown without the word "illustrative"."""

from zonelab.synthetic.neighbourhoods import SyntheticIndicator, SyntheticIndicators, neighbourhoods

__all__ = ["SyntheticIndicator", "SyntheticIndicators", "neighbourhoods"]
