"""Names are the domain's, and each module begins by saying what it is."""

import ast
import re

import pytest

from tests.house.source import EVERYWHERE, ROOT, python_files, told, tree

SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc|stuff|data\d|tmp|temp|new|old)(_|$)")
# Django looks for commands here.
GIVEN_BY_OTHERS = {"management"}


def names() -> set[str]:
    """Of files and folders in the repository; where somebody keeps their clone is their own affair."""
    inside = [path.relative_to(ROOT) for path in python_files(*EVERYWHERE)]
    return {part for path in inside for part in [*path.parent.parts, path.stem]}


def test_no_file_or_folder_has_a_name_that_says_nothing():
    assert [name for name in sorted(names() - GIVEN_BY_OTHERS) if SAYS_NOTHING.search(name)] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "zone_manager", "data2", "test_utils", "new_rules"])
def test_a_name_that_says_nothing_is_found(name):
    assert SAYS_NOTHING.search(name)


def test_each_module_begins_with_a_sentence():
    silent = []
    for path in python_files("src", "tools", "bench"):
        if not path.read_text(encoding="utf-8").strip():
            continue
        said = ast.get_docstring(tree(path)) or ""
        if not (said and said.splitlines()[0].endswith(".")):
            silent.append(told(path))
    assert silent == []


def test_no_empty_module_but_the_mark_of_a_package():
    empty = [path for path in python_files(*EVERYWHERE) if not path.read_text(encoding="utf-8").strip()]
    assert [told(path) for path in empty if path.name != "__init__.py"] == []


def test_nothing_is_left_for_later():
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    found = [told(path) for path in python_files(*EVERYWHERE) if mark.search(path.read_text(encoding="utf-8"))]
    assert found == []
