"""Knows how to guess from names and cells what the columns of a table are; it decides nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zonelab.cli import reading
from zonelab.cli.reading import ReadingError

_CODE = re.compile(r"^(code|id|gss.*|.*code|(lsoa|msoa|oa|ward|wd|lad|area)\d*(cd|_code|code)?)$", re.IGNORECASE)
_NAME = re.compile(r"(name|nm$|label)", re.IGNORECASE)
_PEOPLE = re.compile(r"(population|people|persons|residents|inhabitants|^pop)", re.IGNORECASE)
_DISTRICT = re.compile(r"(district|authority|borough|^lad|^ltla)", re.IGNORECASE)
_TYPE = re.compile(r"(type|rural|urban|^ruc)", re.IGNORECASE)
_ORDER = re.compile(r"(rank|decile|quintile|percentile)", re.IGNORECASE)


@dataclass(frozen=True)
class Guessed:
    """What the columns seem to be. indicators: numbers; orders: ranks and deciles, which are no values; same: columns
    that say the same everywhere or nothing; words: text that is none of the others."""

    code: str
    name: str | None
    population: str | None
    district: str | None
    type: str | None
    indicators: tuple[str, ...]
    orders: tuple[str, ...]
    same: tuple[str, ...]
    words: tuple[str, ...]


def guess(path: Path, code: str | None = None) -> Guessed:
    """Guess from a CSV file; code: the column of area codes, if known. Raises ReadingError, and OSError."""
    heading, rows, _ = reading.rows_of(path)
    cells = {
        name: [row[place].strip() for _, row in rows if len(row) == len(heading)]
        for place, name in enumerate(heading)
        if name
    }
    code = code or _code(path, cells)
    if code not in cells:
        raise ReadingError(f"{path}, row 1: there is no column {code!r}. Columns are: {', '.join(heading)}.")
    numbers = {name for name, said in cells.items() if name != code and _mostly_numbers(said)}
    text = [name for name in cells if name not in numbers and name != code]
    left = [name for name in text if any(cells[name])]

    def first(pattern: "re.Pattern[str]", fits: Callable[[list[str]], bool] = lambda said: True) -> str | None:
        for name in left:
            if pattern.search(name) and fits(cells[name]):
                left.remove(name)
                return name
        return None

    named = first(_NAME, lambda said: len(set(said)) > len(said) / 2)
    district = first(_DISTRICT)
    kind = first(_TYPE, lambda said: len(set(said)) <= 20)
    people = next((name for name in cells if name in numbers and _PEOPLE.search(name)), None)
    rest = [name for name in cells if name != people and (name in numbers or not any(cells[name]))]
    same = [name for name in rest if len(rows) > 1 and len({said for said in cells[name] if said}) < 2]
    orders = [name for name in rest if name not in same and _ORDER.search(name)]
    indicators = [name for name in rest if name not in same and name not in orders]
    return Guessed(code, named, people, district, kind, tuple(indicators), tuple(orders), tuple(same), tuple(left))


def _code(path: Path, cells: dict[str, list[str]]) -> str:
    unique = [name for name, said in cells.items() if all(said) and len(set(said)) == len(said)]
    named = [name for name in unique if _CODE.match(name)]
    text = [name for name in unique if not _mostly_numbers(cells[name])]
    for found in (named, text):
        if found:
            return found[0]
    raise ReadingError(
        f"{path}: no column holds a code of its own for each area. Add one, or name it by --code COLUMN; if codes "
        f"stand there twice, keep one row an area."
    )


def _mostly_numbers(said: list[str]) -> bool:
    written = [each for each in said if each]
    numbers = sum(reading.number_of(each) is not None for each in written)
    return bool(written) and numbers * 2 > len(written)
