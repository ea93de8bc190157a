"""The reference says what the source says: signatures, fields, examples, and prose that Markdown cannot spoil."""

from pathlib import Path

import pytest

from tools.docstrings import first_sentence, markdown
from tools.public_names import offered
from tools.zonelab_reference import page

PART = '''"""Counts things; knows no place."""

from lab.part.adding import LIMIT, WIDTH, Sum, add

__all__ = ["LIMIT", "WIDTH", "Sum", "add"]
'''
ADDING = '''"""Adds; takes nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lab.part.words import Word

How = Literal["up", "down"]

# The most that can be added.
LIMIT = 10
WIDTH = 3  # of a word


class Gone(ValueError):
    """Told nobody: nothing that people import speaks of it."""


@dataclass(frozen=True)
class Sum:
    """What was added. total: any number; parts: one a number, largest first."""

    total: float
    parts: "tuple[float | None, ...]" = ()
    word: Word | None = field(default=None, hash=False)
    _kept: int = 0

    @property
    def large(self) -> bool:
        """Whether total is above LIMIT."""
        return self.total > LIMIT

    def times(self, factor: float, *, how: How = "up") -> "Sum":
        """Multiply.

        factor: any.

        >>> Sum(1.0).times(2).total
        2.0
        """

    def _hidden(self) -> None: ...


def add(numbers: Sequence[float], start: float = 0.0, *more: float, how: How = "up", **words: str) -> Sum:
    """Add numbers up.

    numbers, start: any, n of them; NaN * 2 < 3 is part_<one>. how: "up" or "down".
    Raises ValueError.
    Source: nobody (1999).

    >>> add([1]).total
    1.0
    """
'''
WORDS = '''"""Words."""

from dataclasses import dataclass


@dataclass
class Word:
    """One word."""

    text: str
'''


@pytest.fixture
def source(tmp_path: Path) -> Path:
    part = tmp_path / "lab" / "part"
    part.mkdir(parents=True)
    for name, text in {"__init__": PART, "adding": ADDING, "words": WORDS}.items():
        (part / f"{name}.py").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_part_offers_what_it_lists_and_nothing_else(source):
    assert [one.name for one in offered(source, "lab.part")] == ["LIMIT", "WIDTH", "Sum", "add"]


def test_a_part_that_lists_nothing_offers_what_its_modules_make(source):
    (source / "lab" / "part" / "__init__.py").write_text('"""A part."""\n', encoding="utf-8")
    assert [one.name for one in offered(source, "lab.part")] == ["Gone", "Sum", "add", "Word"]


def test_a_name_that_nothing_makes_is_found(source):
    (source / "lab" / "part" / "__init__.py").write_text('__all__ = ["gone"]\n', encoding="utf-8")
    with pytest.raises(LookupError, match="gone"):
        page(source, "lab.part")


def test_a_function_is_told_with_its_types_defaults_and_what_they_stand_for(source):
    text = page(source, "lab.part")
    told = ["numbers: Sequence[float]", "start: float = 0.0", "*more: float", 'how: How = "up"', "**words: str"]
    assert "def add(\n" + "".join(f"    {each},\n" for each in told) + ") -> Sum\n" in text
    assert 'In the types, `How` is `Literal["up", "down"]`.' in text
    assert "### add()" in text


def test_fields_and_methods_are_told_and_private_ones_are_not(source):
    text = page(source, "lab.part")
    assert "| `parts` | `tuple[float \\| None, ...]` | `()` |\n| `word` | `Word \\| None` | `None` |" in text
    assert "- `large: bool`: Whether total is above LIMIT." in text
    assert '#### Sum.times()\n\n```py\ndef times(factor: float, *, how: How = "up") -> Sum\n```' in text
    assert "_kept" not in text
    assert "_hidden" not in text


def test_classes_that_answers_are_made_of_are_told_too(source):
    text = page(source, "lab.part")
    assert "### Word\n\nOne word." in text
    assert "Gone" not in text


def test_a_constant_is_told_by_the_comment_above_or_beside_it(source):
    text = page(source, "lab.part")
    assert "### LIMIT\n\n```py\nLIMIT = 10\n```\n\nThe most that can be added.\n" in text
    assert "### WIDTH\n\n```py\nWIDTH = 3\n```\n\nof a word\n" in text


def test_a_docstring_becomes_paragraphs_examples_and_names_that_stand_out(source):
    text = page(source, "lab.part")
    assert "**`numbers`**, **`start`**: any, n of them; NaN \\* 2 \\< 3 is part_\\<one>." in text
    assert "\n\nRaises ValueError.\n\nSource: nobody (1999).\n\n```pycon\n>>> add([1]).total\n1.0\n```\n" in text


def test_code_in_a_docstring_stays_as_it_is():
    assert markdown("Take `a_b * <c>` and `_d`; *e*.") == "Take `a_b * <c>` and `_d`; \\*e\\*."
    assert markdown("Formula:\n\n    a = b * _c\n\n- 1 is less") == "Formula:\n\n    a = b * _c\n\n\\- 1 is less"


def test_the_first_sentence_ends_at_its_full_stop():
    assert first_sentence("Knows one thing, at 0.5 of\nthe way; not that. And more.\n\nEnd.") == (
        "Knows one thing, at 0.5 of the way; not that."
    )
