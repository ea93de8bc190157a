"""Pages of the reference that are written from the code; contexts add theirs in `apps.py`.

Knows state tables and guards by where they lie (`states.py`, `rules.py`), and no context by name.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from .registry import Registry
from .states import StateTable

OURS = "peoplezones."
WRITTEN = "<!-- Written from the code by `./run manage write_reference`. Change the code, not this page. -->"


@dataclass(frozen=True)
class ReferencePage:
    """One page: the name of its file in docs/reference/, and what writes its Markdown."""

    file: str
    write: Callable[[], str]


PAGES: Registry[ReferencePage] = Registry("page of the reference")


def page(title: str, *blocks: str) -> str:
    return "\n\n".join([f"# {title}", WRITTEN, *blocks]) + "\n"


def table(headers: list[str], rows: list[list[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def parts_called(name: str) -> Iterator[tuple[str, ModuleType]]:
    """The module of this name of every context that has one, by the context's own name."""
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        if config.name.startswith(OURS) and config.module and module_has_submodule(config.module, name):
            yield config.label, import_module(f"{config.name}.{name}")


def state_tables() -> Mapping[str, StateTable]:
    """Every state table of the platform, by context and name: `zones.PHASES`."""
    return {
        f"{context}.{name}": found
        for context, module in parts_called("states")
        if module.__name__ != StateTable.__module__
        for name, found in vars(module).items()
        if isinstance(found, StateTable)
    }


def guards() -> Mapping[str, Callable[..., None]]:
    """Every guard that asks who a person is, by context and name: `zones.check_may_move`."""
    return {
        f"{context}.{name}": found
        for context, module in parts_called("rules")
        for name, found in vars(module).items()
        if name.startswith("check_") and getattr(found, "__module__", "") == module.__name__
    }


def states_page() -> str:
    blocks = []
    for name, states in state_tables().items():
        moves = [
            [f"`{move}`", ", ".join(sorted(step.sources)), step.target, str(step.refusal)]
            for move, step in states.moves.items()
        ]
        blocks += [
            f"## {name}",
            inspect.getdoc(states.states) or "",
            f"```mermaid\n{states.diagram()}\n```",
            table(["Move", "From", "To", "What a person reads elsewhere"], moves),
        ]
    return page("States", "What kinds of record move through which states.", *blocks)


def permissions_page() -> str:
    rows = [[f"`{name}`", inspect.getdoc(guard) or ""] for name, guard in guards().items()]
    intro = "Each guard raises the sentence that a person reads when they may not do something."
    return page("Permissions", intro, table(["Guard", "Who may"], rows))
