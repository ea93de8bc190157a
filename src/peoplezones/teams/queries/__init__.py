"""Reads teams and what belongs to them; each function begins with who asks."""
