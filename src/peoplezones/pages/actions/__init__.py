"""Lays the first pages of an installation and gives page editors their permissions."""

from .lay import lay_foundation_pages

__all__ = ["lay_foundation_pages"]
