"""Reads every message catalogue as the platform will; does not keep what it makes of it."""

import io
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parents[1]


def problems_in(catalogue: Path) -> list[str]:
    try:
        with catalogue.open("rb") as file:
            messages = read_po(file, abort_invalid=True)
        write_mo(io.BytesIO(), messages)
    except (PoFileError, ValueError) as failure:
        return [f"{catalogue}: {failure}"]
    return [f"{catalogue}: {found.id!r}: {error}" for found, errors in messages.check() for error in errors]


def main() -> int:
    catalogues = sorted((ROOT / "locale").glob("**/*.po"))
    problems = [problem for catalogue in catalogues for problem in problems_in(catalogue)]
    print("\n".join([*problems, f"{len(catalogues)} message catalogues read."]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
