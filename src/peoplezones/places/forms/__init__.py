"""Checks what people type about places, and the choices that forms share."""

from .boundary import BoundaryForm
from .choices import PlaceForm, district_choices

__all__ = ["BoundaryForm", "PlaceForm", "district_choices"]
