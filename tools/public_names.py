"""Knows which names a package offers and where each is written, from its source alone; imports and renders nothing."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module as it is written. folder: where packages lie; name: with dots."""

    folder: Path
    name: str

    @cached_property
    def file(self) -> Path:
        inside = self.folder.joinpath(*self.name.split("."))
        return inside / "__init__.py" if inside.is_dir() else inside.with_suffix(".py")

    @cached_property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.text)

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.tree) or ""

    def written(self, node: ast.expr) -> str:
        """The source of a node, on one line."""
        # Places are counted in bytes. `ast.get_source_segment` would cut the whole file into lines again each time.
        lines = encoded_lines(self.text)[node.lineno - 1 : node.end_lineno]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return " ".join(b" ".join(lines).decode().split())

    def type_of(self, annotation: ast.expr) -> str:
        """The source of a type; one in quotes loses them."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            return annotation.value
        return self.written(annotation)

    def look_up(self, name: str) -> "Offered | None":
        """What a name in this module stands for; None where no module in the folder makes it."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        there = Module(self.folder, node.module)
                        return there.look_up(alias.name) if there.file.is_file() else None
            elif name in assigned(node) or (isinstance(node, ast.ClassDef | Function) and node.name == name):
                return Offered(name, self, node)
        return None

    @property
    def public(self) -> tuple[str, ...]:
        """What `__all__` lists, or else classes and functions of its own without an underscore."""
        for node in self.tree.body:
            if "__all__" in assigned(node) and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                return tuple(ast.literal_eval(node.value))
        own = (node.name for node in self.tree.body if isinstance(node, ast.ClassDef | Function))
        return tuple(name for name in own if not name.startswith("_"))


@dataclass(frozen=True)
class Offered:
    """One public name: what it is called, the module that makes it, and the statement that does."""

    name: str
    module: Module
    node: ast.stmt

    @property
    def docstring(self) -> str:
        """What it says of itself; a constant speaks by the comment beside or above it."""
        if isinstance(self.node, ast.ClassDef | Function):
            return ast.get_docstring(self.node) or ""
        lines = self.module.text.splitlines()[: self.node.end_lineno]
        beside = lines[-1].encode()[self.node.end_col_offset :].decode().strip()
        if beside.startswith("#"):
            return beside.lstrip("# ")
        del lines[self.node.lineno - 1 :]
        said: list[str] = []
        while lines and lines[-1].startswith("#"):
            said.insert(0, lines.pop().lstrip("# "))
        return " ".join(said)

    @property
    def is_dataclass(self) -> bool:
        return isinstance(self.node, ast.ClassDef) and any(
            "dataclass" in ast.dump(each) for each in self.node.decorator_list
        )

    @property
    def fields(self) -> list[ast.AnnAssign]:
        """Fields that have a public name, of a dataclass or of another class."""
        body = self.node.body if isinstance(self.node, ast.ClassDef) else []
        return [node for node in body if isinstance(node, ast.AnnAssign) and not is_private(node.target)]

    @property
    def methods(self) -> list[Function]:
        """Methods and properties that have a public name, in the order in which they are written."""
        body = self.node.body if isinstance(self.node, ast.ClassDef) else []
        return [node for node in body if isinstance(node, Function) and not node.name.startswith("_")]


@cache
def encoded_lines(text: str) -> list[bytes]:
    return text.encode().split(b"\n")


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def assigned(node: ast.stmt) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def is_private(target: ast.AST) -> bool:
    return isinstance(target, ast.Name) and target.id.startswith("_")


@cache
def offered(folder: Path, package: str) -> tuple[Offered, ...]:
    """Every public name of a package, in the order of the modules that make them and of their lines."""
    found = {}
    for module in doors(folder, package):
        for name in module.public:
            made = module.look_up(name)
            if made is None:
                raise LookupError(f"{module.name} offers {name}, which nothing of ours makes.")
            found[name] = made
    return tuple(sorted(found.values(), key=lambda one: (one.module.name, one.node.lineno)))


def doors(folder: Path, package: str) -> Iterator[Module]:
    """The modules that names are imported from: the package, or each module in one that offers nothing itself."""
    whole = Module(folder, package)
    if whole.public:
        yield whole
        return
    inside = whole.file.parent
    for path in sorted(inside.iterdir()):
        if path.suffix == ".py" and not path.stem.startswith("_"):
            yield Module(folder, f"{package}.{path.stem}")
        elif (path / "__init__.py").is_file():
            yield from doors(folder, f"{package}.{path.name}")
