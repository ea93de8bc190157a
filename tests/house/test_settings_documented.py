"""Every environment variable that we read is told in docs/reference/settings.md, and none that we do not read."""

import ast
import re

import pytest

from tests.house.source import ROOT, python_files, tree

REFERENCE = ROOT / "docs" / "reference" / "settings.md"
NAME = re.compile(r"PEOPLEZONES_[A-Z_]+")
ROW = re.compile(r"^\| `(PEOPLEZONES_[A-Z_]+)` \|(.*)\|$", re.MULTILINE)


def names_in(*folders: str) -> set[str]:
    """Names that stand in the code as texts of their own: what is asked of the environment, or handed on in it."""
    return {
        node.value
        for path in python_files(*folders)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value)
    }


def rows() -> dict[str, list[str]]:
    found = ROW.findall(REFERENCE.read_text(encoding="utf-8"))
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in found}


def test_every_variable_that_is_read_is_documented():
    read = names_in("src", "tools")
    assert len(read) >= 10
    assert sorted(read - rows().keys()) == []


def test_every_documented_variable_is_read():
    assert sorted(rows().keys() - names_in("src", "tools", "bench", "tests")) == []


@pytest.mark.parametrize("name", sorted(rows()))
def test_each_has_a_meaning_a_default_and_an_example(name):
    cells = rows()[name]
    assert len(cells) == 3
    assert all(cells)


def test_what_production_cannot_do_without_is_called_needed():
    production = ROOT / "src" / "peoplezones" / "config" / "settings" / "production.py"
    needed = set(re.findall(r'os\.environ\["(PEOPLEZONES_\w+)"\]', production.read_text(encoding="utf-8")))
    assert needed
    assert {name for name, cells in rows().items() if cells[1] == "needed"} == needed


def test_defaults_are_those_of_the_code():
    """A default that is a plain text stands in both places: `os.environ.get("…", "default")`."""
    told = {name: cells[1].strip("`") for name, cells in rows().items()}
    read = re.compile(r'os\.environ\.get\(\s*"(PEOPLEZONES_\w+)", "([^"]+)"\)')
    settings = ROOT / "src" / "peoplezones" / "config" / "settings"
    found = [pair for file in settings.glob("*.py") for pair in read.findall(file.read_text(encoding="utf-8"))]
    assert len(found) >= 5
    assert {name: default for name, default in found if told[name] != default} == {}
