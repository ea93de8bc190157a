"""Knows which files a shell offers for an argument, and writes the completion of a parser; runs no command."""

import argparse
from typing import TypeAlias

import shtab

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
SHELLS = tuple(shtab.SUPPORTED_SHELLS)

# Only bash needs functions of ours; the other shells filter files by a pattern.
_BASH = """
_zonelab_csv() { compgen -d -- "$1"; compgen -f -X '!*.csv' -- "$1"; }
_zonelab_toml() { compgen -d -- "$1"; compgen -f -X '!*.toml' -- "$1"; }
_zonelab_geojson() { compgen -d -- "$1"; compgen -f -X '!*json' -- "$1"; }
"""
_FILES = {
    kind: {"bash": f"_zonelab_{kind}", "zsh": f"_files -g '{pattern}'", "tcsh": f"f:{pattern}"}
    for kind, pattern in {"csv": "*.csv", "toml": "*.toml", "geojson": "*json"}.items()
}


def csv(argument: argparse.Action) -> None:
    """Offer CSV files for an argument."""
    argument.complete = _FILES["csv"]  # type: ignore[attr-defined]  # shtab's way


def toml(argument: argparse.Action) -> None:
    """Offer TOML files for an argument."""
    argument.complete = _FILES["toml"]  # type: ignore[attr-defined]  # shtab's way


def geojson(argument: argparse.Action) -> None:
    """Offer GeoJSON files for an argument."""
    argument.complete = _FILES["geojson"]  # type: ignore[attr-defined]  # shtab's way


def folder(argument: argparse.Action) -> None:
    """Offer folders for an argument."""
    argument.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # shtab's way


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The completion of a parser as a script of a shell."""
    return str(shtab.complete(parser, shell=shell, preamble=_BASH if shell == "bash" else ""))
