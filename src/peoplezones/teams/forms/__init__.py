"""Checks what is typed about teams; saves nothing."""
