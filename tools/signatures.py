"""Knows how a function, a field and a type of ours are written, from the source; keeps no docstring and no page."""

import ast
import re
from collections.abc import Iterable

from tools.public_names import Function, Module, Offered

WIDEST = 100


def signature(module: Module, function: Function, widest: int = WIDEST) -> str:
    """`def name(arguments) -> type`, on one line if it is not too wide."""
    listed = told_arguments(module, function.args)
    answer = f" -> {module.type_of(function.returns)}" if function.returns else ""
    line = f"def {function.name}({', '.join(listed)}){answer}"
    if len(line) <= widest:
        return line
    return "\n".join([f"def {function.name}(", *(f"    {each}," for each in listed), f"){answer}"])


def in_short(module: Module, method: Function) -> str:
    """A method on one line; a property as the value that it is."""
    if any("property" in ast.dump(each) for each in method.decorator_list):
        return f"{method.name}: {module.type_of(method.returns)}" if method.returns else method.name
    return signature(module, method, widest=10_000).removeprefix("def ")


def arguments_of(function: Function) -> list[ast.arg]:
    given = function.args
    stars = [star for star in (given.vararg, given.kwarg) if star is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]


def told_arguments(module: Module, given: ast.arguments) -> list[str]:
    """Each argument with its type and default; `self` and `cls` go without saying."""
    placed = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(placed) - len(given.defaults))
    told = [told_argument(module, *pair) for pair in zip(placed, [*defaults, *given.defaults], strict=True)]
    told = [each for each in told if each not in {"self", "cls"}]
    if given.vararg is not None:
        told.append(f"*{told_argument(module, given.vararg)}")
    elif given.kwonlyargs:
        told.append("*")
    told += [told_argument(module, *pair) for pair in zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return told if given.kwarg is None else [*told, f"**{told_argument(module, given.kwarg)}"]


def told_argument(module: Module, argument: ast.arg, default: ast.expr | None = None) -> str:
    typed = f": {module.type_of(argument.annotation)}" if argument.annotation else ""
    value = "" if default is None else f"{' = ' if typed else '='}{module.written(default)}"
    return f"{argument.arg}{typed}{value}"


def default_of(module: Module, field: ast.AnnAssign) -> str:
    """The default of a field, if it has one; of `dataclasses.field(…)` what is given there."""
    found = field.value
    if isinstance(found, ast.Call) and module.written(found.func) == "field":
        given = {word.arg: word.value for word in found.keywords}
        found = given.get("default", given.get("default_factory"))
    return "" if found is None else module.written(found)


def types_in(names: Iterable[Offered]) -> list[tuple[Module, str]]:
    """Every name with a capital in the types of some functions and classes, and the module that uses it."""
    found = {
        (one.module, word)
        for one in names
        for node in (one.node, *one.fields, *one.methods)
        for annotation in annotations(node)
        for word in re.findall(r"(?<![\w.])[A-Z]\w+", one.module.type_of(annotation))
    }
    return sorted(found, key=lambda pair: (pair[1], pair[0].name))


def annotations(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    if not isinstance(node, Function):
        return []
    found = [argument.annotation for argument in arguments_of(node)]
    return [each for each in [*found, node.returns] if each is not None]


def aliases(names: Iterable[Offered]) -> dict[str, str]:
    """Names in types that we made for something longer, and what for."""
    told = {}
    for module, name in types_in(names):
        made = module.look_up(name)
        if made and isinstance(made.node, ast.Assign) and isinstance(made.node.value, ast.Subscript | ast.BinOp):
            told[name] = made.module.written(made.node.value)
    return told


def with_their_types(names: Iterable[Offered], package: str) -> list[Offered]:
    """The names, and the public classes of the same package that their types speak of; in the order of the source."""
    found = {(one.module.name, one.name): one for one in names}
    waiting = list(found.values())
    while waiting:
        for module, name in types_in([waiting.pop()]):
            made = module.look_up(name)
            if (
                made is None
                or not isinstance(made.node, ast.ClassDef)
                or not f"{made.module.name}.".startswith(f"{package}.")
            ):
                continue
            if (key := (made.module.name, name)) not in found:
                found[key] = made
                waiting.append(made)
    return sorted(found.values(), key=lambda one: (one.module.name, one.node.lineno))
