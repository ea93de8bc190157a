"""The page types of the editorial site; what they are made of is told by `blocks`."""

from .pages import ContentPage, HomePage

__all__ = ["ContentPage", "HomePage"]
