"""What the documents say is so: their links lead somewhere, their examples run."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from zonelab.indicators import Specification

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "demo-data" / "README.md"])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PYTHON_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(page):
    gone = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert gone == []


EXAMPLES = [(page, code) for page in PAGES for code in PYTHON_BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "code"), EXAMPLES, ids=[str(page.relative_to(ROOT)) for page, _ in EXAMPLES])
def test_every_example_in_python_runs(page, code):
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True)


SPECIFICATIONS = [
    (page, text)
    for page in PAGES
    for text in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    if "[[indicators]]" in text
]


@pytest.mark.parametrize(
    ("page", "text"), SPECIFICATIONS, ids=[str(page.relative_to(ROOT)) for page, _ in SPECIFICATIONS]
)
def test_every_specification_can_be_read(page, text):
    told = tomllib.loads(text)
    for table in ("columns", "zones", "contrast", "sure", "contiguity"):  # for the command line alone
        told.pop(table, None)
    assert Specification.from_mapping(told).keys


def test_there_are_examples_and_links_to_hold():
    assert EXAMPLES
    assert SPECIFICATIONS
    assert sum(len(LINK.findall(page.read_text(encoding="utf-8"))) for page in PAGES) > 10


def test_decisions_are_numbered_without_gaps_and_those_cited_in_code_exist():
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))
    cited = set()
    for source in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tools/*.py")]:
        cited |= {int(number) for number in re.findall(r"ADR-(\d{4})", source.read_text(encoding="utf-8"))}
    assert cited <= set(range(1, len(records) + 1))
