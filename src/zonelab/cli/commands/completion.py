"""Knows `zonelab completion`: what a shell needs to complete commands, options and file names."""

import argparse

from zonelab.cli import completing
from zonelab.cli.completing import Commands

_HOW = """
Put it where your shell looks for it:

  bash   zonelab completion bash > ~/.local/share/bash-completion/completions/zonelab
  zsh    zonelab completion zsh > ~/.zfunc/_zonelab     (with ~/.zfunc in fpath before compinit)
  tcsh   zonelab completion tcsh > ~/.zonelab.completion.tcsh    (and source it in ~/.tcshrc)
"""


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "completion",
        help="write shell completion for bash, zsh or tcsh",
        epilog=_HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("shell", choices=completing.SHELLS, help="your shell")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from zonelab.cli.entrance import parser  # it lists this command

    print(completing.script(parser(), arguments.shell))
    return 0
