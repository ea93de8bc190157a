"""Knows which version of zonelab runs; knows nothing of what it does."""

from importlib import metadata

DISTRIBUTION = "peoplezones"  # zonelab is shipped inside this distribution


def version() -> str:
    """Return the installed version, or "0+unknown" when the package runs from a folder that nobody installed.

    >>> version() != ""
    True
    """
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "0+unknown"
