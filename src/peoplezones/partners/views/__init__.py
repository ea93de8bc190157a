"""Answers requests about organisations and what they offer; all of them need sign-in."""
