"""Readers of the files that people hand in about how things work today."""

from .sheet import COLUMNS, read, template_rows

__all__ = ["COLUMNS", "read", "template_rows"]
