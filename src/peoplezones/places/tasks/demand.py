"""Describes a partner's extract of demand, whose services are told by the file itself; reads no count."""

import hashlib
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from ..readers import tidy
from ..rows import BadFile, DatasetEntry, IndicatorEntry

LONGEST_KEY, LONGEST_WORDS = 60, 120


def described(entry: DatasetEntry, path: Path) -> DatasetEntry:
    """The entry as one of the file's own agency, with an indicator for every demand; raises BadFile for several.

    Each agency has a data set of its own, since the months of a new file take the place of the same months before.
    """
    found = tidy.demands_in(path)
    agencies = {tidy.slug(one.agency): one.agency for one in found}
    if len(agencies) != 1:
        sentence = _(
            "%(file)s holds several agencies: %(names)s. Give a file for each, so that a new file of one does not take "
            "the place of what the others gave."
        )
        raise BadFile(sentence % {"file": path.name, "names": ", ".join(sorted(agencies.values()))})
    ((slug, agency),) = agencies.items()
    return replace(
        entry,
        key=_key(f"{entry.key}-{slug}"),
        name=_("Demand on %(agency)s") % {"agency": agency},
        publisher=agency,
        indicators=tuple(_indicator(one) for one in found),
    )


def _indicator(one: tidy.Demand) -> IndicatorEntry:
    return IndicatorEntry(
        key=_key(f"demand-{one.measure}"),
        name=one.name,
        unit=_("per 1,000 people a year"),
        numerator=(one.measure,),
        denominator="population",
        per=1000.0,
        window=12,
        polarity="high" if one.kind == "reactive" else "none",
        demand=one.kind,
        demand_reason=_("As the partner who gave the counts says."),
        agency=one.agency[:LONGEST_WORDS],
        acted_on_by=one.agency[:LONGEST_WORDS],
        feeds_choice=False,
    )


def _key(whole: str) -> str:
    """A key that fits; two that begin alike stay apart."""
    if len(whole) <= LONGEST_KEY:
        return whole
    return f"{whole[: LONGEST_KEY - 9].rstrip('-')}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
