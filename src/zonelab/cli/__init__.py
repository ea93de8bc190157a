"""The command line of zonelab, on top of all parts: it reads files, asks them and writes."""

from zonelab.cli.entrance import main

__all__ = ["main"]
