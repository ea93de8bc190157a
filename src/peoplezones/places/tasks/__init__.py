"""What is done with a file that was handed in: it is read by the reader of its layout and kept whole, or not at all.

The background worker comes in by `load_file`, the command line by `load`.
"""

from .loading import Given, load, load_file

__all__ = ["Given", "load", "load_file"]
