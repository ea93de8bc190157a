"""Says in one sentence what came of a file, from what its reader counted; knows no file."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Words = Callable[[int], str]

# What was loaded is said by the first of these that was counted.
LOADED: Mapping[str, Words] = {
    "incidents counted": lambda n: ngettext("Loaded %(n)s incident", "Loaded %(n)s incidents", n),
    "values read": lambda n: ngettext("Loaded %(n)s value", "Loaded %(n)s values", n),
    "postcodes loaded": lambda n: ngettext("Loaded %(n)s postcode", "Loaded %(n)s postcodes", n),
    "changes loaded": lambda n: ngettext("Loaded %(n)s change", "Loaded %(n)s changes", n),
    "areas": lambda n: ngettext("Loaded %(n)s area", "Loaded %(n)s areas", n),
    "rows read": lambda n: ngettext("Loaded %(n)s row", "Loaded %(n)s rows", n),
}
LEFT_OUT: Mapping[str, Words] = {
    "rows without an area code": lambda n: ngettext("%(n)s row has no area code", "%(n)s rows have no area code", n),
    "rows outside the area": lambda n: ngettext("%(n)s lies outside the area", "%(n)s lie outside the area", n),
    "rows of other areas": lambda n: ngettext("%(n)s is of another area", "%(n)s are of other areas", n),
}


def in_words(report: Mapping[str, int], *, is_new: bool) -> str:
    """`Loaded 37,253 incidents; 3,063 rows have no area code; 940 lie outside the area.`"""
    if not is_new:
        return _("This was already loaded, so nothing changed.")
    main = next((key for key in LOADED if key in report), "rows read")
    said = [_said(LOADED[main], report.get(main, 0))]
    said += [_said(words, report[key]) for key, words in LEFT_OUT.items() if report.get(key)]
    return "; ".join(said) + "."


def _said(words: Words, count: int) -> str:
    return words(count) % {"n": f"{count:,}"}
