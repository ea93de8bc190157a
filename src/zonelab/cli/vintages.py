"""Knows from which census codes of small areas are, as far as the codes themselves tell; carries nothing over."""

from collections.abc import Iterable

import pandas as pd

from zonelab.indicators.vintages import LOOKUP, check_vintage

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


def mixed(codes: Iterable[str]) -> str | None:
    """Why nobody can say from the codes alone that they are all of one census; None where they may be.

    Codes of 2021 beside older ones are a table of 2021, or one of both censuses: most older codes are of both.

    >>> mixed(["E01013600", "E01013601"]), mixed(["E01035102", "E01035103"])
    (None, None)
    """
    given = sorted(code for code in codes if code[:3] in FIRST_OF_2021)
    newer = of_2021(given)
    older = [code for code in given if code not in set(newer)]
    if not newer or not older:
        return None
    return (
        f"The table holds areas that came with the census of 2021 ({newer[0]}; {len(newer)} in all) beside older codes "
        f"({older[0]}; {len(older)} in all), which may be of 2011. Only a look-up can tell whether all are of one "
        f"census: give “{LOOKUPS[newer[0][2]]}” by --lookup, or boundaries by --areas. Where both are mixed, carry "
        f"the values over first (in Python: zonelab.indicators.carry_over)."
    )


def check_against(lookup: pd.DataFrame, codes: Iterable[str]) -> str | None:
    """Why codes are not all of one census, by a look-up between two; None where they are, and it has all of them.

    Raises ValuesError where both are mixed.
    """
    strangers = [code for code in check_vintage(codes, lookup).strangers if code[:3] in FIRST_OF_2021]
    if not strangers:
        return None
    return (
        f"The look-up does not have area {strangers[0]!r} ({len(strangers)} in all), so it cannot tell of which census "
        f"the table is. Take the whole look-up “{LOOKUPS[strangers[0][2]]}”, or mend the codes."
    )


def _ended(alone_in_table: set[str], on_map: set[str]) -> str | None:
    """Why older codes of a table are not on a map of 2021, where that may be the census."""
    ended = sorted(code for code in alone_in_table if code[:3] in FIRST_OF_2021)
    if not ended or not of_2021(on_map):
        return None
    return (
        f"The map is of the census of 2021, and areas that were split or merged for it have other codes there "
        f"({ended[0]} may be one). Carry the values over first with the look-up “{LOOKUPS[ended[0][2]]}” (in Python: "
        f"zonelab.indicators.carry_over), or take boundaries of 2011."
    )


def differing(table: Iterable[str], areas: Iterable[str]) -> str | None:
    """Why codes of a table are not those of a map, if the census explains it, and the look-up that mends it."""
    in_table, on_map = set(table), set(areas)
    alone_in_table, alone_on_map = in_table - on_map, on_map - in_table
    newer, older = of_2021(alone_in_table), of_2021(alone_on_map)
    if not newer and not older:
        return _ended(alone_in_table, on_map)
    if newer and not older and of_2021(in_table & on_map):
        return None  # both are of 2021, and the table goes beyond the map
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
