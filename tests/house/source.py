"""Where the code lies and how to read it, for the tests of the whole house; judges nothing."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PLATFORM = SRC / "peoplezones"
EVERYWHERE = ["src", "tests", "tools", "bench", "demo-data"]


def python_files(*folders: str) -> list[Path]:
    """Written by hand: migrations are left out."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def told(path: Path) -> str:
    """The path as a person would write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring: a numerical one says much before it begins."""
    said = function.body[0] if ast.get_docstring(function) is not None else None
    words = said.end_lineno - said.lineno + 1 if said is not None and said.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - words


@cache
def contract(id_: str) -> dict:
    """One of the import contracts of pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return next(one for one in contracts["contracts"] if one.get("id") == id_)


def layers_of_contexts() -> list[set[str]]:
    """Contexts from the top down; those of one line know nothing of each other."""
    return [{name.strip(" ()") for name in layer.split("|")} for layer in contract("contexts")["layers"]]
