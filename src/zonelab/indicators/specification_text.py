"""Knows how a specification is written as a TOML file that a person can read and change; checks nothing."""

import json
import re
from collections.abc import Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SAID = {
    "normalisation": 'How values get on one scale: "percentile", "min_max", "z", "rank", "distance_to_target", '
    '"exponential"\n# or "fraction_of_maximum".',
    "mean": 'How groups become one score: "arithmetic", "geometric", "harmonic" or "copeland".',
    "missing": "What is done about gaps, before anything else.",
    "outliers": "What is done about outliers and skew, before the scale.",
    "group_weights": "Weights of the groups: zero or more, of any sum. 0 leaves a group out.",
    "above": "The group that a group lies in. A group that is not named here lies at the top.",
}


def written(mapping: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    """The text of a file. mapping: as `Specification.as_mapping` gives it; notes: comments by key of an indicator."""
    lines = []
    for name in ("normalisation", "mean"):
        if name in mapping:
            lines += [f"# {_SAID[name]}", f"{name} = {_value(mapping[name])}", ""]
    for name in ("missing", "outliers", "group_weights", "above"):
        if name in mapping:
            lines += [f"# {_SAID[name]}", f"[{name}]"]
            lines += [f"{_key(key)} = {_value(value)}" for key, value in mapping[name].items()]
            lines.append("")
    for indicator in mapping["indicators"]:
        said = notes.get(indicator["key"], "")
        lines += [f"# {line}" for line in said.splitlines()]
        lines.append("[[indicators]]")
        lines += [f"{_key(key)} = {_value(value)}" for key, value in _kept(indicator).items()]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _kept(indicator: Mapping[str, Any]) -> dict[str, Any]:
    """Without what goes without saying, so that the file stays short."""
    plain = {"higher_is_more_need": True, "weight": 1.0}
    return {name: value for name, value in indicator.items() if name not in plain or value != plain[name]}


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    # The escapes of JSON are those of TOML, but for one sign.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
