"""Writes docs/reference/zonelab/ from signatures, docstrings and the parser of the commands; decides none of the words.

It reads the source and imports none of it but the parser, so that the pages are the same under every version of Python.
Run it by `./run python -m tools.zonelab_reference`.
"""

import ast
import re
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path

from tools.command_line_reference import command_line_page
from tools.docstrings import first_sentence, markdown
from tools.public_names import Function, Module, Offered, offered
from tools.signatures import aliases, arguments_of, default_of, in_short, signature, with_their_types
from tools.whereabouts import ROOT
from zonelab.cli.entrance import parser

PARTS = ("indicators", "regions", "core", "synthetic")
FOLDER = ROOT / "docs" / "reference" / "zonelab"
HOW = "./run python -m tools.zonelab_reference"
WRITTEN = f"<!-- Written from the code by `{HOW}`. Change the code, not this page. -->"
# Modules of the core that only other modules of ours stand on.
INSIDE = {f"zonelab.core.{name}" for name in ("compiled", "earth", "geojson", "results", "svg", "version")}


def pages(folder: Path = ROOT / "src") -> dict[str, str]:
    """The name of each file and its Markdown."""
    told = {f"{part}.md": page(folder, f"zonelab.{part}") for part in PARTS}
    return told | {"command-line.md": command_line_page(parser(), folder, WRITTEN)}


def public(folder: Path, package: str) -> list[Offered]:
    """What can be imported from a part."""
    return [one for one in offered(folder, package) if one.module.name not in INSIDE]


def page(folder: Path, package: str) -> str:
    names = with_their_types(public(folder, package), package)
    links = anchors(package, names)
    by_module = [(module, list(group)) for module, group in groupby(names, key=lambda one: one.module)]
    rows = [
        f"| {in_a_cell(markdown(first_sentence(module.docstring)))} | {' · '.join(links[one] for one in group)} |"
        for module, group in by_module
    ]
    whole = Module(folder, package)
    blocks = [f"# {package}", WRITTEN, markdown(whole.docstring)]
    if whole.public:
        blocks.append(f"Import the names from `{package}`. Classes that answers are made of are told here as well.")
    blocks.append("\n".join(["| What the module knows | Names |", "| --- | --- |", *rows]))
    for module, group in by_module:
        short = [f"`{name}` is `{meaning}`" for name, meaning in aliases(group).items()]
        blocks += [f"## From {module.name}", markdown(module.docstring)]
        blocks += [f"In the types, {'; '.join(short)}."] if short else []
        blocks += [block for one in group for block in described(one)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def anchors(package: str, names: list[Offered]) -> dict[Offered, str]:
    """A link to each name, by the anchors that GitHub gives to headings in their order."""
    seen: Counter[str] = Counter([slug(package)])
    links: dict[Offered, str] = {}
    for module, group in groupby(names, key=lambda one: one.module):
        seen[slug(f"From {module.name}")] += 1
        for one in group:
            anchor = slug(one.name)
            links[one] = f"[{title(one)}](#{anchor}{f'-{seen[anchor]}' if seen[anchor] else ''})"
            seen[anchor] += 1
            seen.update(slug(f"{one.name}.{method.name}()") for method in told_at_length(one))
    return links


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def title(one: Offered) -> str:
    return f"{one.name}()" if isinstance(one.node, Function) else one.name


def described(one: Offered) -> list[str]:
    """The blocks that tell of one public name."""
    heading = f"### {title(one)}"
    if isinstance(one.node, Function):
        return [heading, *described_function(one.module, one.node)]
    if isinstance(one.node, ast.ClassDef):
        return [heading, *described_class(one, one.node)]
    value = one.node.value if isinstance(one.node, ast.Assign | ast.AnnAssign) else None
    return [heading, code(f"{one.name} = {one.module.written(value)}") if value else "", markdown(one.docstring)]


def described_function(module: Module, function: Function) -> list[str]:
    names = {argument.arg for argument in arguments_of(function)}
    return [code(signature(module, function)), markdown(ast.get_docstring(function) or "", names)]


def described_class(one: Offered, node: ast.ClassDef) -> list[str]:
    bases = ", ".join(one.module.written(base) for base in node.bases)
    names = {one.module.written(field.target) for field in one.fields}
    blocks = [f"A {bases}." if bases else ""]
    for each in node.body:
        if isinstance(each, Function) and each.name == "__init__":
            names |= {argument.arg for argument in arguments_of(each)} - {"self"}
            blocks.append(code(signature(one.module, each).replace("def __init__", f"class {one.name}")))
    blocks += [markdown(one.docstring, names), fields_table(one)]
    long = told_at_length(one)
    blocks.append("\n".join(in_a_line(one.module, method) for method in one.methods if method not in long))
    for method in long:
        blocks += [f"#### {one.name}.{method.name}()", *described_function(one.module, method)]
    return blocks


def fields_table(one: Offered) -> str:
    if not one.fields:
        return ""
    module = one.module
    rows = [
        [module.written(field.target), module.type_of(field.annotation), default_of(module, field)]
        for field in one.fields
    ]
    lines = [" ".join(["|", *(f"`{in_a_cell(each)}` |" if each else "|" for each in row)]) for row in rows]
    return "\n".join(
        [f"| {'Field' if one.is_dataclass else 'Attribute'} | Type | Default |", "| --- | --- | --- |", *lines]
    )


def told_at_length(one: Offered) -> list[Function]:
    """Methods with more than a paragraph to them: they get a heading."""
    return [each for each in one.methods if "\n\n" in (ast.get_docstring(each) or "")]


def in_a_line(module: Module, method: Function) -> str:
    names = {argument.arg for argument in arguments_of(method)}
    return f"- `{in_short(module, method)}`: {' '.join(markdown(ast.get_docstring(method) or '', names).split())}"


def code(text: str) -> str:
    # Not "python": the examples in the documents are run, and a signature alone does not run.
    return f"```py\n{text}\n```"


def in_a_cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, text in pages().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
        print(f"wrote {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
