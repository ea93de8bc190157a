"""The tutorial on zonelab can be followed: each command, file and snippet in it is played, in its order.

`sh` blocks run as they stand; a `toml` or `py` block that begins with `# FILE` is what the reader saves under that
name; of a `text` block each line must be in what the last command printed, but for lines of an ellipsis.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

PAGE = ROOT / "docs" / "tutorial" / "choose-zones-with-zonelab.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else []
# The door of the project, without its set-up: the environment of the tests has all that it would install.
DOOR = """#!/bin/sh
verb=$1
shift
case $verb in
zonelab) exec "$PYTHON" -m zonelab "$@" ;;
python) exec "$PYTHON" "$@" ;;
esac
echo "The tutorial runs ./run $verb, which this test does not know." >&2
exit 1
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """Each block: its kind, its text, and what the last command had printed by then."""
    clone = tmp_path_factory.mktemp("clone")
    (clone / "demo-data").symlink_to(ROOT / "demo-data")
    (clone / "run").write_text(DOOR, encoding="utf-8")
    (clone / "run").chmod(0o755)
    surroundings = os.environ | {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120"}
    told, printed = [], ""
    for kind, text in BLOCKS:
        if kind == "sh":
            ran = subprocess.run(
                ["sh", "-eu"], input=text, cwd=clone, env=surroundings, capture_output=True, text=True, timeout=600
            )
            assert ran.returncode == 0, f"{text}\n{ran.stdout}{ran.stderr}"
            printed = ran.stdout + ran.stderr
        elif kind in {"toml", "py"}:
            saved(clone, text)
        told.append((kind, text, printed))
    return told


def saved(clone: Path, text: str) -> None:
    name = text.partition("\n")[0].removeprefix("# ").strip()
    assert re.fullmatch(r"[\w./-]+\.(toml|py)", name), f"The first line of a file names it: # FILE. Not {name!r}."
    (clone / name).parent.mkdir(parents=True, exist_ok=True)
    (clone / name).write_text(text, encoding="utf-8")


def test_every_command_of_the_tutorial_works(played):
    assert sum(kind == "sh" for kind, _, _ in played) >= 8
    assert {kind for kind, _, _ in played} <= {"sh", "toml", "py", "text"}


def test_what_the_tutorial_shows_is_what_is_printed(played):
    absent = [
        line
        for kind, text, printed in played
        if kind == "text"
        for line in text.splitlines()
        if line.strip(" …") and line.rstrip() not in [each.rstrip() for each in printed.splitlines()]
    ]
    assert absent == []
