"""Says in plain English what scores are made of and how sure their order is; builds lists, downloads, addresses."""

from .addresses import address, crumbs_to
from .downloads import download_rows
from .reasons import score_of_area, why
from .scores import (
    CLASS_WORDS,
    cautions,
    data_in_words,
    need_map,
    ranked_codes,
    rows,
    status,
    swapped_too,
    weight_rows,
)
from .sureness import alike_in_words, how_sure, list_sureness, named_codes, shown_codes
from .zones import codes_of, outlines_table, proposals, zone_rows, zones_address, zones_in_words, zones_map

__all__ = [
    "CLASS_WORDS",
    "address",
    "alike_in_words",
    "cautions",
    "codes_of",
    "crumbs_to",
    "data_in_words",
    "download_rows",
    "how_sure",
    "list_sureness",
    "named_codes",
    "need_map",
    "outlines_table",
    "proposals",
    "ranked_codes",
    "rows",
    "score_of_area",
    "shown_codes",
    "status",
    "swapped_too",
    "weight_rows",
    "why",
    "zone_rows",
    "zones_address",
    "zones_in_words",
    "zones_map",
]
