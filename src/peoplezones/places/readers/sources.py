"""Reads what data sets there are, from sources.toml or as an analyst described them; opens no file of values."""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, asdict, fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ..rows import BadFile, DatasetEntry, IndicatorEntry, PeriodKind

SOURCES = Path(__file__).resolve().parents[1] / "sources.toml"
# The words that a field may hold; the empty one only where it is listed.
WORDS = {
    "polarity": ("high", "low", "none"),
    "outcome": ("safe", "well", "skills", "resources", ""),
    "demand": ("reactive", "developmental", "neither"),
    "period_kind": tuple(kind.value for kind in PeriodKind),
}
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# How the indicators of an entry are called outside: one table each, [[dataset.indicator]].
INDICATORS = "indicator"


def entries(file: Path = SOURCES) -> tuple[DatasetEntry, ...]:
    """Every data set of the file, in its order; raises BadFile with what is wrong and where."""
    try:
        return _entries(file, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = _("%(file)s cannot be read as a list of data sets: %(reason)s.")
        raise BadFile(sentence % {"file": file.name, "reason": error}) from error


@lru_cache(maxsize=8)
def _entries(file: Path, _changed: int) -> tuple[DatasetEntry, ...]:
    with file.open("rb") as opened:
        read = tomllib.load(opened)
    if others := sorted(set(read) - {"dataset"}):
        raise BadFile(
            _("%(file)s holds %(names)s: write every data set under [[dataset]].")
            % {"file": file.name, "names": ", ".join(others)}
        )
    made = tuple(entry_from(mapping) for mapping in read.get("dataset", []))
    if twice := _twice([one.key for one in made]):
        raise BadFile(_("The data set %(key)s is described twice: remove one.") % {"key": twice})
    if twice := _twice([indicator.key for one in made for indicator in one.indicators]):
        raise BadFile(_("The indicator %(key)s is described twice: give one of the two another key.") % {"key": twice})
    return made


def entry(key: str, file: Path = SOURCES) -> DatasetEntry:
    """The data set of that key; raises BadFile where there is none."""
    found = {one.key: one for one in entries(file)}
    if key in found:
        return found[key]
    near = get_close_matches(key, found, n=1)
    hint = _(" Did you mean %(key)s?") % {"key": near[0]} if near else ""
    raise BadFile(_("There is no data set called %(key)s.") % {"key": key} + hint)


def entry_from(mapping: Mapping[str, Any]) -> DatasetEntry:
    """The entry that the mapping (of TOML or JSON) describes; raises BadFile that says what to change."""
    own = dict(mapping)
    called = str(own.get("key", "")) or _("a data set without a key")
    listed = own.pop(INDICATORS, [])
    values = _checked(DatasetEntry, own, called, but=("indicators",))
    values["period_kind"] = PeriodKind(values["period_kind"])
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise BadFile(_("%(key)s: write each indicator as a table of its own.") % {"key": called})
    indicators = tuple(_indicator_from(one, called) for one in listed)
    if twice := _twice([one.key for one in indicators]):
        raise BadFile(
            _("%(dataset)s: the indicator %(key)s is described twice: remove one.") % {"dataset": called, "key": twice}
        )
    return DatasetEntry(**values, indicators=indicators)


def as_mapping(described: DatasetEntry) -> dict[str, Any]:
    """The entry as text, numbers, lists and tables alone, as JSON holds them; `entry_from` takes it back."""
    mapping = asdict(described)
    mapping[INDICATORS] = [_plain(one) for one in mapping.pop("indicators")]
    return {name: _plain(value) for name, value in mapping.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, PeriodKind):
        return value.value
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _indicator_from(mapping: Mapping[str, Any], dataset: str) -> IndicatorEntry:
    if not isinstance(mapping, Mapping):
        raise BadFile(_("%(key)s: write each indicator as a table of its own.") % {"key": dataset})
    called = f"{dataset}, {mapping.get('key') or _('an indicator without a key')}"
    values = _checked(IndicatorEntry, mapping, called)
    made = IndicatorEntry(**(values | {"numerator": tuple(values["numerator"])}))
    wrong = [
        (not made.numerator, _("name at least one measure as numerator")),
        (made.denominator in made.numerator, _("divide by something else than the numerator itself")),
        (made.window < 1, _("let the window be 1 period or more")),
        (not (math.isfinite(made.per) and made.per > 0), _("let “per” be more than 0")),
        (made.decimals < 0, _("let decimals be 0 or more")),
        (made.demand != "neither" and not made.demand_reason, _("say why it is that kind of demand (demand_reason)")),
        (
            made.is_rank and (bool(made.denominator) or len(made.numerator) > 1 or made.window > 1),
            _("a rank is one measure of one period and is divided by nothing"),
        ),
    ]
    for is_wrong, advice in wrong:
        if is_wrong:
            raise BadFile(f"{called}: {advice}.")
    return made


def _checked(
    kind: type[DatasetEntry] | type[IndicatorEntry], mapping: Mapping[str, Any], called: str, *, but: Sequence[str] = ()
) -> dict[str, Any]:
    """The values of the mapping, each known, of the right type and well formed; what has a default may be left out."""
    known = {field.name: field for field in fields(kind) if field.name not in but}
    for name, value in mapping.items():
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            hint = _(" Did you mean %(name)s?") % {"name": near[0]} if near else ""
            raise BadFile(_("%(key)s: there is no field called %(name)s.") % {"key": called, "name": name} + hint)
        _check_value(called, known[name], value)
    for name, field in known.items():
        if field.default is MISSING and field.default_factory is MISSING and mapping.get(name) in (None, "", [], ()):
            raise BadFile(_("%(key)s: the field %(name)s is missing.") % {"key": called, "name": name})
    return dict(mapping)


def _check_value(called: str, field: Field[Any], value: Any) -> None:
    """Raises BadFile where the field cannot hold the value."""
    if field.name in WORDS:
        expected, right = " | ".join(word or '""' for word in WORDS[field.name]), value in WORDS[field.name]
    elif field.name == "key":
        expected, right = _("small letters, digits and hyphens"), isinstance(value, str) and bool(KEY.fullmatch(value))
    elif field.type is bool:
        expected, right = _("true or false"), isinstance(value, bool)
    elif field.type is int:
        expected, right = _("a whole number"), isinstance(value, int) and not isinstance(value, bool)
    elif field.type is float:
        expected, right = _("a number"), isinstance(value, int | float) and not isinstance(value, bool)
    elif field.type is str:
        expected, right = _("text"), isinstance(value, str)
    elif field.name == "options":
        expected, right = _("a table"), isinstance(value, Mapping)
    else:
        expected = _("a list of names")
        right = isinstance(value, list | tuple) and all(isinstance(one, str) and one for one in value)
    if not right:
        raise BadFile(
            _("%(key)s: the field %(name)s holds %(found)s where this was expected: %(expected)s.")
            % {"key": called, "name": field.name, "found": repr(value), "expected": expected}
        )


def _twice(keys: Sequence[str]) -> str:
    """The first key that is there more than once, or nothing."""
    return next((key for position, key in enumerate(keys) if key in keys[:position]), "")
