"""Fetches from their publisher the figures of a first choice, for the demo: the Indices of Deprivation on its map."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import store
from peoplezones.places.actions import Places, Source
from peoplezones.places.readers import deprivation, extracts, fetching, sources
from peoplezones.places.rows import DatasetEntry

DATASET = "indices-2019"  # of the same census as the demo's map
SPEAKS_FOR_SAFE = "crime-rank"  # until counts of crime are loaded, which tell more
Say = Callable[[str], None]


def official_places(*, demo_data: Path, kept_in: Path, say: Say) -> Places | None:
    """The demo's neighbourhoods with official figures; None, said in words, where these cannot be had."""
    entry = first_choice()
    try:
        file = fetching.fetch(entry.download, kept_in / "indices-2019.csv", page=entry.address)
        reading = deprivation.read(file, entry)
    except NotPossibleNow as refusal:
        say(f"Official figures could not be fetched: {refusal.sentence} The demo goes on with illustrative ones.")
        return None
    return Places(
        about=extracts.BOUNDARIES,
        areas=extracts.areas(demo_data),
        postcodes=list(extracts.postcodes(demo_data)),
        sources=lambda _made: [Source(entry, file.name, store.sha256_of(file), lambda: reading)],
    )


def first_choice() -> DatasetEntry:
    """The entry of the Indices, with its own figure of crime as part of the choice."""
    entry = sources.entry(DATASET)
    indicators = tuple(
        replace(one, feeds_choice=True) if one.key == SPEAKS_FOR_SAFE else one for one in entry.indicators
    )
    return replace(entry, indicators=indicators)
