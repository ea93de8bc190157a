"""The command line of zonelab, on top of all parts: it reads files and prints; it computes nothing itself."""

from zonelab.cli.commands import main

__all__ = ["main"]
