"""The editorial site: page types, their blocks, the first pages, and what robots read."""
