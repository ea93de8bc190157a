"""Organisations that take part, where they work, who works for them, and what they offer."""
