"""`./run bench`: runs the named bench, or all, and says whether their promises hold; measures nothing itself.

A bench is a module beside this one with `main() -> int`: 0 when every ratio that it promises holds.
"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benches() -> list[str]:
    names = (path.stem for path in HERE.glob("*.py"))
    return sorted(name for name in names if name != "run" and not name.startswith("_"))


def main(names: list[str]) -> int:
    there_are = benches()
    unknown = sorted(set(names) - set(there_are))
    if unknown or not there_are:
        asked = f"There is no bench {', '.join(unknown)}. " if unknown else ""
        print(f"{asked}There are: {', '.join(there_are) or 'none yet'}", file=sys.stderr)
        return 2
    failed = []
    for name in names or there_are:
        print(f"=== {name}", flush=True)
        if importlib.import_module(name).main():
            failed.append(name)
    print(f"Promises not kept: {', '.join(failed)}" if failed else "Every promise about speed holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
