"""Checks what people type about roles, services and meetings; saves nothing."""

from .items import AddForm, EditForm, EndForm, initial_of
from .mappings import MappingForm, SheetForm

__all__ = ["AddForm", "EditForm", "EndForm", "MappingForm", "SheetForm", "initial_of"]
