"""Answers requests of those who bring data in: hand over a file, say what is in it, watch it being read."""
