"""Benches import their own modules by bare names, as `./run bench` has them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "bench"))
