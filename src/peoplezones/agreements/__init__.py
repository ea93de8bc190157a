"""Agreements between organisations, what may flow under them, and the records that do."""
