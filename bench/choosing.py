"""What choosing costs: how sure ranks are, and hot spots, for as many areas as England has."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _choosing_coinr
import _choosing_hotspots
import _choosing_ranks


def main() -> int:
    return max(part.main() for part in (_choosing_ranks, _choosing_coinr, _choosing_hotspots))
