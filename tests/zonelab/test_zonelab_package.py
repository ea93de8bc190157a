"""The package stands alone, is light until it is used, and its examples run."""

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import zonelab

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(zonelab.__path__, "zonelab.")
    if not module.name.endswith("__main__")
)
HERE = Path(__file__).parent


def loaded_by(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", code + "; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    return {name.split(".")[0] for name in ran.stdout.split()}


def test_importing_every_part_imports_no_django() -> None:
    loaded = loaded_by("import " + ", ".join(MODULES))
    assert {"zonelab", "numpy", "pandas"} <= loaded
    assert not loaded & {"django", "peoplezones", "wagtail"}


def test_drawing_a_figure_does_not_load_pandas() -> None:
    assert "pandas" not in loaded_by("import zonelab.core.figures")


def test_the_parts_stand_on_core_and_not_on_each_other() -> None:
    root = Path(zonelab.__file__).parent
    for part in ("core", "indicators", "regions", "synthetic"):
        for path in (root / part).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            named |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
            ours = {name.split(".")[1] for name in named if name.startswith("zonelab.")}
            assert ours <= {part, "core"}, path


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_examples_are_not_few() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 15


def test_what_the_package_offers_can_be_had_from_it() -> None:
    for name in zonelab.__all__:
        assert getattr(zonelab, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = zonelab.nothing


def test_the_package_is_marked_as_typed() -> None:
    assert (Path(zonelab.__file__).parent / "py.typed").exists()


def test_no_test_of_the_numbers_imports_the_platform() -> None:
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {"django", "peoplezones", "wagtail"}, path
