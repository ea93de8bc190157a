"""Knows how to read a specification once and take it apart: what to score, and what to do with the score."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from zonelab.cli.reading import Report
from zonelab.cli.settings import Columns, Contrast, Group, Neighbours, SettingsError, Sure, Zones, settings_from
from zonelab.indicators import Specification
from zonelab.indicators.checks import meant


@dataclass(frozen=True)
class Asked:
    """A whole specification. zones and contrast are None where they are not asked for; path, digest: of the file."""

    specification: Specification
    columns: Columns
    zones: Zones | None
    contrast: Contrast | None
    sure: Sure
    neighbours: Neighbours
    path: Path
    digest: str

    def with_options(self, options: Mapping[str, Mapping[str, Any]]) -> "Asked":
        """The same with settings from the command line over those of the file, by table; None = not given.

        Raises SettingsError.
        """
        tables: dict[str, Any] = {}
        for place, kind in _TABLES.items():
            given = {name: value for name, value in options.get(kind.table, {}).items() if value is not None}
            now = getattr(self, place)
            if given:
                if kind is Zones and now is None and not {"low", "high"} <= given.keys():
                    option = next(iter(given)).replace("_", "-")
                    raise SettingsError([f"--{option} needs [zones] in {self.path}, or --low and --high."])
                before = {} if now is None else {field.name: getattr(now, field.name) for field in fields(now)}
                try:
                    tables[place] = settings_from(kind, before | given)
                except SettingsError as error:
                    said = [f"{self.path} with the options: {problem}" for problem in error.problems]
                    raise SettingsError(said) from error
        return replace(self, **tables)


_TABLES: Mapping[str, type[Any]] = {
    "columns": Columns,
    "zones": Zones,
    "contrast": Contrast,
    "sure": Sure,
    "neighbours": Neighbours,
}


def read(path: Path) -> Asked:
    """Read a specification. Raises SettingsError with every mistake found, each naming the file, and OSError."""
    said: list[str] = []
    asked = read_as_far_as_possible(path, said.append)
    if asked is None or said:
        raise SettingsError(said)
    return asked


def read_as_far_as_possible(path: Path, report: Report) -> Asked | None:
    """Read a specification and report each mistake; settings in question are left out.

    None where it does not say what to score. Raises OSError.
    """
    content = path.read_bytes()
    try:
        given = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        report(f"{path}: this is not UTF-8 text. Save it as UTF-8.")
        return None
    except tomllib.TOMLDecodeError as error:
        report(f"{path}: this is not TOML: {error}. Mend that line.")
        return None

    def taken(kind: type[Group]) -> Group | None:
        try:
            return settings_from(kind, given.pop(kind.table)) if kind.table in given else None
        except SettingsError as error:
            for problem in error.problems:
                report(f"{path}: {problem}")
            return None

    known = [*(field.name for field in fields(Specification)), *(kind.table for kind in _TABLES.values())]
    for name in [name for name in given if name not in known]:
        del given[name]
        report(f"{path}: The file has {name!r}, which is not known.{meant(name, known)} Known are: {', '.join(known)}.")
    columns, sure, neighbours = taken(Columns), taken(Sure), taken(Neighbours)
    zones, contrast = taken(Zones), taken(Contrast)
    try:
        specification = Specification.from_mapping(given)
    except ValueError as error:
        report(f"{path}: {error}")
        return None
    digest = hashlib.sha256(content).hexdigest()
    return Asked(
        specification, columns or Columns(), zones, contrast, sure or Sure(), neighbours or Neighbours(), path, digest
    )
