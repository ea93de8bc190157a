"""Files and functions stay small enough to be read at once (ARCHITECTURE.md, style 19)."""

import ast
from statistics import median

from tests.house.source import EVERYWHERE, code_lines, functions, python_files, told

MOST_IN_A_FILE, MIDDLE, MOST_IN_A_FUNCTION = 400, 100, 60
# Lists of words or addresses: nothing in them is decided, and cut in two they would be harder to read.
LISTS = {
    "tests/peoplezones/pages/admin_addresses.py:admin_addresses",
}


def lengths(*folders: str) -> dict[str, int]:
    return {told(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*folders)}


def test_no_file_is_too_long():
    found = lengths(*EVERYWHERE)
    assert len(found) > 100
    assert {name: lines for name, lines in found.items() if lines > MOST_IN_A_FILE} == {}


def test_most_files_are_short():
    assert median(lines for lines in lengths("src").values() if lines) < MIDDLE
    assert median(lines for lines in lengths("tests").values() if lines) < MIDDLE


def test_no_function_is_too_long():
    too_long = {
        f"{told(path)}:{function.name}": code_lines(function)
        for path in python_files(*EVERYWHERE)
        for function in functions(path)
        if code_lines(function) > MOST_IN_A_FUNCTION
    }
    assert {name: lines for name, lines in too_long.items() if name not in LISTS} == {}
    assert too_long.keys() == LISTS, "an exception that is not needed any more"


def test_a_function_is_measured_without_what_it_says_of_itself():
    long = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n').body[0]
    assert isinstance(long, ast.FunctionDef)
    assert code_lines(long) == 3
