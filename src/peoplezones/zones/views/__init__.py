"""Answers requests about zones: public pages, and the workspace of those who look after them."""
