"""What may know what, where the import contracts (`./run check`, pyproject.toml) cannot look."""

import ast
import subprocess
import sys

from tests.house.source import PLATFORM, ROOT, SRC, contract, layers_of_contexts, python_files, told, tree

LINT = "from importlinter.cli import lint_imports_command as check; check(['--no-cache'])"


def test_the_import_contracts_hold():
    answer = subprocess.run([sys.executable, "-c", LINT], cwd=SRC.parent, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


def test_every_context_is_in_the_contract_and_has_an_inside():
    contexts = {path.parent.name for path in PLATFORM.glob("*/__init__.py")}
    assert set().union(*layers_of_contexts()) == contexts
    own = {"config", "demo", "accounts", "ui", "foundation"}  # these have a list of their own
    alike = {name.removeprefix("peoplezones.") for name in contract("inside")["containers"]}
    assert alike == contexts - own


def test_presenters_take_types_from_the_numbers_and_nothing_that_works_them_out():
    for path in [*PLATFORM.glob("*/presenters.py"), *PLATFORM.glob("*/presenters/*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zonelab"):
                assert [one.name for one in node.names if not one.name[0].isupper()] == [], told(path)
            if isinstance(node, ast.Import):
                assert [one.name for one in node.names if one.name.startswith("zonelab")] == [], told(path)


def test_nothing_happens_because_a_row_was_saved():
    """Later work is asked for by name; a signal would run it without a word in the action (ARCHITECTURE.md)."""
    signals = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}
    for path in python_files("src/peoplezones"):
        names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
        imported = {one.name for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) for one in node.names}
        assert not signals & (names | imported), told(path)


def test_only_the_clock_asks_the_machine_for_the_time():
    asks = {("timezone", "now"), ("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
    for path in python_files("src/peoplezones", "src/zonelab"):
        if path == PLATFORM / "foundation" / "clock.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                assert (owner, node.attr) not in asks, f"{told(path)}:{node.lineno}"


def test_actions_take_their_words_by_name_and_say_who_and_when():
    """`by=` and `now=` of every public function of an `actions` module (ARCHITECTURE.md, style 3)."""
    found = 0
    for path in [*PLATFORM.glob("*/actions.py"), *PLATFORM.glob("*/actions/*.py")]:
        for node in tree(path).body:
            is_atomic = isinstance(node, ast.FunctionDef) and any(
                "atomic" in ast.dump(decorator) for decorator in node.decorator_list
            )
            if is_atomic and not node.name.startswith("_"):
                found += 1
                assert not node.args.args, f"{told(path)}: {node.name} takes arguments by place"
                named = {one.arg for one in node.args.kwonlyargs}
                assert "now" in named, f"{told(path)}: {node.name} is not told the time"
                assert {"by", "person"} & named, f"{told(path)}: {node.name} does not know who does it"
    assert found > 10


def test_the_contract_is_read_from_the_file_that_the_linter_reads():
    assert (ROOT / "pyproject.toml").is_file()
    assert layers_of_contexts()[0] == {"config"}
    assert layers_of_contexts()[-1] == {"foundation"}
