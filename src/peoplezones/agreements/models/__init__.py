"""Rows of the context: agreements with their parties, and the records that flow under them."""

from .agreements import GRACE, Agreement, DataItem, Notice, Office, Party, Review, Signature, Step
from .records import Flow, GlassBreak, SharedRecord

__all__ = [
    "GRACE",
    "Agreement",
    "DataItem",
    "Flow",
    "GlassBreak",
    "Notice",
    "Office",
    "Party",
    "Review",
    "SharedRecord",
    "Signature",
    "Step",
]
