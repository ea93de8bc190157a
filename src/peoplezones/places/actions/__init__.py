"""Writes of places: geography, data sets and their snapshots, documents of evidence."""

from .datasets import (
    Kept,
    check_may_import,
    keep_reading,
    remember_mapping,
    retire_dataset,
    retire_datasets,
)
from .evidence import add_evidence, remove_evidence
from .geography import load_boundary_set, load_lookup, load_postcodes
from .vintages import known_codes
from .whole import Loaded, LookupRows, Places, Source, load_places

__all__ = [
    "Kept",
    "Loaded",
    "LookupRows",
    "Places",
    "Source",
    "add_evidence",
    "check_may_import",
    "keep_reading",
    "known_codes",
    "load_boundary_set",
    "load_lookup",
    "load_places",
    "load_postcodes",
    "remember_mapping",
    "remove_evidence",
    "retire_dataset",
    "retire_datasets",
]
