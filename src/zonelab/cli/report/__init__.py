"""The report of a choice: one HTML page that opens off line and prints; it works out no need and no zone."""

from zonelab.cli.report.page import report

__all__ = ["report"]
