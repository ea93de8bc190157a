"""Writes the page of the reference on the command line, from its parser and from the tables of a specification.

It asks the parser for each argument and not for its help text, whose layout differs between versions of Python.
"""

import argparse
import ast
from pathlib import Path

from tools.docstrings import markdown
from tools.public_names import Module, Offered
from tools.signatures import default_of

SETTINGS = "zonelab.cli.settings"
_OF_ARGPARSE = {"options", "positional arguments"}


def command_line_page(parser: argparse.ArgumentParser, folder: Path, written: str) -> str:
    """The Markdown of the page. folder: where packages lie; written: the line that says who writes it."""
    commands = commands_of(parser)
    links = " · ".join(f"[{name}](#{parser.prog}-{name})" for name in commands)
    blocks = [f"# {parser.prog}, the command line", written, markdown(parser.description or ""), f"Commands: {links}."]
    blocks.append(markdown(parser.epilog or ""))
    for name, (said, command) in commands.items():
        blocks += [f"## {parser.prog} {name}", sentence(said), usage(command), *tables_of_arguments(command)]
        blocks.append(markdown((command.epilog or "").strip()))
    return "\n\n".join(block for block in [*blocks, *tables_of_settings(folder)] if block) + "\n"


def commands_of(parser: argparse.ArgumentParser) -> dict[str, tuple[str, argparse.ArgumentParser]]:
    """What each command is for, and its own parser."""
    found: dict[str, tuple[str, argparse.ArgumentParser]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {each.dest: each.help or "" for each in action._choices_actions}
            found |= {name: (said.get(name, ""), command) for name, command in action.choices.items()}
    return found


def usage(command: argparse.ArgumentParser) -> str:
    actions = told(command._actions)
    words = [" ".join([*action.option_strings[:1], value_of(action)]) for action in actions if action.required]
    more = ["[options]"] if len(words) < len(actions) else []
    return f"```text\n{' '.join([command.prog, *words, *more])}\n```"


def tables_of_arguments(command: argparse.ArgumentParser) -> list[str]:
    """Arguments that need no heading, then a heading and a table for each further group."""
    plain, groups = [], []
    for group in command._action_groups:
        if group.title in _OF_ARGPARSE:
            plain += told(group._group_actions)
        elif actions := told(group._group_actions):
            groups += [f"**{sentence(group.title or '').removesuffix('.')}**", table_of_arguments(actions)]
    return [*([table_of_arguments(plain)] if plain else []), *groups]


def table_of_arguments(actions: list[argparse.Action]) -> str:
    rows = []
    for action in actions:
        names, value = action.option_strings or [value_of(action)], value_of(action)
        cells = [", ".join(f"`{name}`" for name in names), f"`{value}`" if action.option_strings and value else ""]
        rows.append([*cells, sentence(action.help or "")])
    return table(["Argument", "Value", "What it is"], rows)


def told(actions: list[argparse.Action]) -> list[argparse.Action]:
    """The actions that a person is told of, but for the help itself."""
    return [
        action
        for action in actions
        if action.help is not argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)
    ]


def value_of(action: argparse.Action) -> str:
    """What is written after an option, or in its place; empty for a mere switch."""
    if action.nargs == 0:
        return ""
    if action.choices is not None and action.metavar is None:
        return " | ".join(map(str, action.choices))
    return str(action.metavar or action.dest.upper())


def tables_of_settings(folder: Path) -> list[str]:
    """What may stand in the specification besides the score: one table of the file after the other."""
    module = Module(folder, SETTINGS)
    made = [one for name in module.public if (one := module.look_up(name)) is not None and one.is_dataclass]
    intro = "[Specification](indicators.md#specification) says what a score is made of. The same file may hold:"
    return ["## Tables of the specification", intro, *(block for one in made for block in described(one))]


def described(one: Offered) -> list[str]:
    """One class of settings: it names its table in a class variable, and its fields are the keys."""
    module, title, rows = one.module, one.name, []
    for field in one.fields:
        kind, default = module.type_of(field.annotation), default_of(module, field)
        if kind.startswith("ClassVar"):
            title = ast.literal_eval(default)
            continue
        kind = f"`{kind.removesuffix(' | None')}`"
        value = "must be given" if field.value is None else "none" if default == "None" else f"`{default}`"
        rows.append([f"`{module.written(field.target)}`", kind, value])
    names = [row[0].strip("`") for row in rows]
    return [f"### {markdown(f'[{title}]')}", markdown(one.docstring, names), table(["Key", "Type", "Default"], rows)]


def table(headers: list[str], rows: list[list[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def sentence(text: str) -> str:
    """A phrase of the help as a sentence."""
    if not text:
        return ""
    said = markdown(text[0].upper() + text[1:])
    return said if said.endswith((".", "…", "?")) else f"{said}."
