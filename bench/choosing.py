"""What choosing costs: how sure ranks are, neighbours, hot spots and zones, for as many areas as England has."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _choosing_coinr
import _choosing_contiguity
import _choosing_hotspots
import _choosing_peers_hotspots
import _choosing_ranks
import _choosing_zones


def main() -> int:
    parts = (
        _choosing_ranks,
        _choosing_coinr,
        _choosing_contiguity,
        _choosing_hotspots,
        _choosing_peers_hotspots,
        _choosing_zones,
    )
    return max(part.main() for part in parts)
