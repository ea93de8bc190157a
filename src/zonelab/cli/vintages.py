"""Knows from which census codes of small areas are, as far as the codes themselves tell; carries nothing over."""

from collections.abc import Iterable

from zonelab.indicators.vintages import LOOKUP

# Lower layer areas that were split or merged for 2021 got codes from here on; all others kept theirs.
FIRST_OF_2021 = {"E01": "E01033769", "E02": "E02006935", "W01": "W01001959", "W02": "W02000411"}
LOOKUPS = {"1": LOOKUP, "2": LOOKUP.replace("LSOA", "MSOA")}


def of_2021(codes: Iterable[str]) -> list[str]:
    """Those codes that only the areas of the census of 2021 have.

    >>> of_2021(["E01013600", "E01035102", "Leicester"])
    ['E01035102']
    """
    found = []
    for code in codes:
        first = FIRST_OF_2021.get(code[:3])
        if first is not None and len(code) == len(first) and code >= first:
            found.append(code)
    return found


def differing(table: Iterable[str], areas: Iterable[str]) -> str | None:
    """Why codes of a table are not those of a map, if the census explains it, and the look-up that mends it."""
    in_table, on_map = set(table), set(areas)
    alone_in_table, alone_on_map = in_table - on_map, on_map - in_table
    newer, older = of_2021(alone_in_table), of_2021(alone_on_map)
    if not newer and not older:
        return None
    code = min(newer or older)
    lookup = LOOKUPS[code[2]]
    if newer and older:
        which = "The table and the map hold areas of 2021 that the other does not have"
    elif newer:
        which = f"The table holds areas of the census of 2021 ({code} and others), the map does not"
    else:
        which = f"The map holds areas of the census of 2021 ({code} and others), the table does not"
    return (
        f"{which}: they are of different censuses. Carry the values over first with the look-up “{lookup}” (in "
        f"Python: zonelab.indicators.carry_over), or take boundaries of the other census."
    )
