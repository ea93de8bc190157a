"""Nets under every test: what must never happen, whichever test is running. `tests/conftest.py` spreads them."""
