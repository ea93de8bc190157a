"""Answers the addresses of sign-in, of the second step, of a person's own page and of the demo's links."""
