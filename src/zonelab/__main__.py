"""`python -m zonelab` is the command `zonelab`; knows nothing else."""

import sys

from zonelab.cli import main

if __name__ == "__main__":
    sys.exit(main())
