"""Checks what people type when they look for a place, and when they write of a zone; saves nothing."""

from .editing import ZoneForm
from .looking import AreaSearchForm, PostcodeForm

__all__ = ["AreaSearchForm", "PostcodeForm", "ZoneForm"]
