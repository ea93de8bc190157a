"""Rows of the context: agreements with their parties, and the records that flow under them."""

from .agreements import (
    FIRST_DAY,
    GRACE,
    NO_DAY_AFTER,
    Agreement,
    DataItem,
    Notice,
    Office,
    Party,
    Review,
    Signature,
    Step,
)
from .records import Flow, GlassBreak, SharedRecord

__all__ = [
    "FIRST_DAY",
    "GRACE",
    "NO_DAY_AFTER",
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
