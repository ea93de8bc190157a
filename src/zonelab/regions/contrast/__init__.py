"""Chooses contrasting sets of zones: need against contrast, exactly; makes no zone and gives no score."""

from zonelab.regions.contrast.candidates import ContrastError
from zonelab.regions.contrast.choice import contrasting_sets
from zonelab.regions.contrast.result import Contrast, ContrastingSet, ContrastingSets

__all__ = ["Contrast", "ContrastError", "ContrastingSet", "ContrastingSets", "contrasting_sets"]
