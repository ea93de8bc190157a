"""What choosing costs: how sure ranks are, neighbours and hot spots, for as many areas as England has."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _choosing_coinr
import _choosing_contiguity
import _choosing_hotspots
import _choosing_peers_hotspots
import _choosing_ranks


def main() -> int:
    parts = (
        _choosing_ranks,
        _choosing_coinr,
        _choosing_contiguity,
        _choosing_hotspots,
        _choosing_peers_hotspots,
    )
    return max(part.main() for part in parts)
