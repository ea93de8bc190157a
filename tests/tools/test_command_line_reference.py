"""The page on the command line tells every argument of the parser, and every key of the tables of settings."""

import argparse
from pathlib import Path

import pytest

from tools.command_line_reference import command_line_page

SETTINGS = '''"""Settings."""

from dataclasses import dataclass
from typing import ClassVar


class SettingsError(ValueError):
    """Cannot be used."""


@dataclass(frozen=True)
class Zones:
    """What zones. low: people; way: how."""

    table: ClassVar[str] = "zones"

    low: float
    way: str = "fast"
    threshold: float | None = None
'''


@pytest.fixture
def text(tmp_path: Path) -> str:
    folder = tmp_path / "zonelab" / "cli"
    folder.mkdir(parents=True)
    (folder / "settings.py").write_text(SETTINGS, encoding="utf-8")
    parser = argparse.ArgumentParser(prog="lab", description="Does things.", epilog="Begin <here>.")
    command = parser.add_subparsers().add_parser("add", help="add numbers", epilog="Adds.")
    command.add_argument("numbers", metavar="FILE.csv", help="what to add")
    command.add_argument("--out", "-o", required=True, metavar="A | B", help="where to")
    command.add_argument("--secret", help=argparse.SUPPRESS)
    running = command.add_argument_group("how it runs")
    running.add_argument("--quiet", action="store_true", help="say nothing")
    running.add_argument("--way", choices=("fast", "exact"), help="fast, or proven?")
    return command_line_page(parser, tmp_path, "<!-- written -->")


def test_a_command_is_told_with_what_it_must_have(text):
    assert text.startswith(
        "# lab, the command line\n\n<!-- written -->\n\nDoes things.\n\nCommands: [add](#lab-add).\n"
    )
    assert "\n\nBegin \\<here>.\n" in text
    assert "## lab add\n\nAdd numbers.\n\n```text\nlab add FILE.csv --out A | B [options]\n```\n" in text
    assert "\n\nAdds.\n" in text


def test_arguments_stand_in_tables_by_their_groups(text):
    assert "| `FILE.csv` |  | What to add. |\n| `--out`, `-o` | `A \\| B` | Where to. |\n" in text
    assert "**How it runs**\n\n| Argument | Value | What it is |\n" in text
    assert "| `--quiet` |  | Say nothing. |\n| `--way` | `fast \\| exact` | Fast, or proven? |\n" in text


def test_what_the_help_does_not_tell_is_not_told(text):
    assert "--secret" not in text
    assert "--help" not in text


def test_the_tables_of_a_specification_are_told_key_by_key(text):
    assert "### \\[zones\\]\n\nWhat zones. **`low`**: people; **`way`**: how.\n" in text
    assert '| `low` | `float` | must be given |\n| `way` | `str` | `"fast"` |\n| `threshold` | `float` | none |' in text
    assert "SettingsError" not in text
