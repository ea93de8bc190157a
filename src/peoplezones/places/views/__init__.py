"""Answers requests about places."""
