"""Readers: each knows the layout of one kind of file and hands over rows for `places.actions`; none writes."""
