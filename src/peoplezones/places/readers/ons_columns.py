"""How the Office for National Statistics and the House of Commons Library call their columns; reads none.

The names hold the year that they are of: LSOA21CD, WD25NM, lad24cd, msoa21hclnm. Case does not matter, and neither
does whether "CD" and "NM" are written out: lsoa21_code.
"""

import re
from collections.abc import Iterable

CODE, NAME = "(?:cd|_?code)", "(?:nm|_?name)"
# Small to large: in a file with several, the smallest is what its rows are about.
LEVELS = ("oa", "lsoa", "msoa", "wd", "ced", "par", "pcon", "lad", "la", "ltla", "utla", "cty", "rgn", "ctry")
GSS_CODE = r"[A-Z]\d{8}"
DISTRICT_CODE, DISTRICT_NAME, WARD_CODE, WARD_NAME = "district_code", "district_name", "ward_code", "ward_name"
MSOA_CODE, MSOA_NAME, LOCAL_NAME, RURAL_URBAN = "msoa_code", "msoa_name", "local_name", "rural_urban"
POPULATION, HOUSEHOLDS = "population", "households"
# What can be told of an area, and how the column that tells it is called; the year comes as the only group.
TOLD = {
    DISTRICT_CODE: rf"(?:lad|la|ltla|oslaua)(\d\d)?{CODE}|oslaua|laua",
    DISTRICT_NAME: rf"(?:lad|la|ltla)(\d\d)?{NAME}|localauthorityname",
    WARD_CODE: rf"(?:wd|ward)(\d\d)?{CODE}|osward",
    WARD_NAME: rf"(?:wd|ward)(\d\d)?{NAME}",
    MSOA_CODE: rf"msoa(\d\d)?{CODE}",
    MSOA_NAME: rf"msoa(\d\d)?{NAME}",
    LOCAL_NAME: r"msoa(\d\d)?(?:hclnm|_?hcl_?name)",
    RURAL_URBAN: rf"ruc(\d\d)?{NAME}?",
    POPULATION: "()population",
    HOUSEHOLDS: "()households",
}


def columns_like(pattern: str, names: Iterable[str]) -> list[str]:
    """The columns whose whole name is like `pattern`, the newest first."""
    found = [(match, name) for name in names if (match := re.fullmatch(pattern, name.strip(), re.IGNORECASE))]
    return [name for _match, name in sorted(found, key=lambda pair: -int(pair[0][1] or 0))]


def code_columns(names: Iterable[str]) -> list[str]:
    """Columns of codes, of the smallest areas first, and of those the newest first."""
    names = list(names)
    return [name for level in LEVELS for name in columns_like(rf"{level}(\d\d)?{CODE}", names)]


def name_column(code: str, names: Iterable[str]) -> str | None:
    """The column of names that goes with a column of codes."""
    stem = re.sub(rf"{CODE}$", "", code.strip(), flags=re.IGNORECASE)
    return next(iter(columns_like(rf"(){re.escape(stem)}{NAME}|name|areanm", names)), None)


def told_in(names: Iterable[str]) -> dict[str, str]:
    """What the columns tell of an area (a key of TOLD), with the column that tells it: the newest, where several do."""
    names = list(names)
    found = {what: columns_like(rf"(?:{pattern})|(){what}", names) for what, pattern in TOLD.items()}
    return {what: columns[0] for what, columns in found.items() if columns}
