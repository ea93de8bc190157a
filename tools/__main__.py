"""Starts the verb that `./run` was asked for; knows no verb itself."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from tools.verbs import main

    sys.exit(main(sys.argv[1:]))
