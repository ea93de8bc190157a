"""Knows which files an answer has and how they are laid out; works nothing out and draws nothing."""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

from zonelab.cli.choice import AREA_COLUMNS, Choice
from zonelab.cli.settings import as_mapping
from zonelab.core.version import version

NAMES = ("areas.csv", "parts.csv", "marked.csv", "zones.csv", "zones.geojson", "sets.csv", "report.html", "run.json")
ZONE_COLUMNS = ["zone", "areas", "population", "need", "objective", "bound", "gap", "proven", "codes"]
_DIGITS = 10  # of a number in a file: beyond that two machines may differ


def write_tables(folder: Path, choice: Choice) -> None:
    """Write areas.csv, parts.csv, marked.csv (values that are not as they were given), zones.csv, zones.geojson and
    sets.csv; what there is none of has its headings alone."""
    _csv(folder / "areas.csv", choice.areas)
    parts = choice.score.parts.rename_axis("code").reset_index().sort_values("code", ignore_index=True)
    _csv(folder / "parts.csv", parts)
    _csv(folder / "marked.csv", choice.score.marked().sort_values(["code", "indicator"], ignore_index=True))
    _csv(folder / "zones.csv", zones_table(choice))
    _json(folder / "zones.geojson", zones_geojson(choice))
    sets = pd.DataFrame(columns=["set", "zones", "need", "contrast"])
    _csv(folder / "sets.csv", sets if choice.sets is None else choice.sets.to_frame())


def zones_table(choice: Choice) -> pd.DataFrame:
    """One row a zone: what the search says of it, what it is like, and the codes of its areas, parted by blanks."""
    if choice.search is None or choice.traits is None:
        return pd.DataFrame(columns=ZONE_COLUMNS)
    table = choice.search.to_frame()
    more = choice.traits.drop(columns=["need", "population"])
    found: pd.DataFrame = table.drop(columns=[name for name in more if name in table]).join(more)
    return found.assign(codes=[" ".join(zone.areas) for zone in choice.search.zones]).reset_index()


def zones_geojson(choice: Choice) -> dict[str, Any]:
    """The zones as shapes; without a map, a collection without features."""
    if choice.search is None or choice.inputs.areas.boundaries is None:
        return {"type": "FeatureCollection", "features": []}
    found: dict[str, Any] = choice.search.to_geojson(choice.inputs.areas.boundaries)
    return found


def write_record(folder: Path, choice: Choice, running: dict[str, Any]) -> None:
    """Write run.json: from what, with which settings and with which outcome. `running` alone differs between runs."""
    asked = choice.asked
    files = sorted(path for path in folder.iterdir() if path.name != "run.json")
    record = {
        "zonelab": version(),
        "inputs": {what: {"file": name, "sha256": digest} for what, (name, digest) in choice.inputs.files.items()},
        "seed": asked.sure.seed,
        "settings": {"specification": asked.specification.as_mapping()}
        | {
            kind.table: as_mapping(kind)
            for kind in (asked.columns, asked.neighbours, asked.sure, asked.zones, asked.contrast)
            if kind is not None
        },
        "found": {
            "areas": len(choice.score.codes),
            "scored": len(choice.ranked),
            "zones": 0 if choice.search is None else len(choice.search.zones),
            "proven": 0 if choice.search is None else sum(zone.proven for zone in choice.search.zones),
        },
        "provenance": _provenances(choice),
        "warnings": list(choice.warnings),
        "outputs": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "running": running,
    }
    _json(folder / "run.json", record, indent=2)


def _provenances(choice: Choice) -> dict[str, Any]:
    steps = {
        "score": choice.score,
        "ranks": choice.sure,
        "sensitivity": choice.sensitivity,
        "zones": choice.search,
        "stability": choice.stability,
        "sets": choice.sets,
    }
    told = {}
    for name, step in steps.items():
        provenance = getattr(step, "provenance", None)
        if provenance is not None:
            told[name] = dict(sorted(provenance.inputs.items()))
    return told


def _csv(path: Path, table: pd.DataFrame) -> None:
    assert path.name != "areas.csv" or list(table.columns) == AREA_COLUMNS
    rounded = table.copy()
    for name in rounded.columns[rounded.dtypes == "float64"]:
        rounded[name] = [_rounded(number) for number in rounded[name]]
    rounded.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _json(path: Path, content: Any, indent: int | None = None) -> None:
    text = json.dumps(plain(content), ensure_ascii=False, indent=indent, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def plain(content: Any) -> Any:
    """What JSON can say: NaN and infinity become null, numbers of numpy become Python's."""
    if isinstance(content, dict):
        return {str(key): plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [plain(each) for each in content]
    if hasattr(content, "item"):
        content = content.item()
    if isinstance(content, float):
        return _rounded(content) if math.isfinite(content) else None
    return content


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}") if math.isfinite(number) else number
