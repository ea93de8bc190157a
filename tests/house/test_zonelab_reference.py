"""The reference of zonelab is the one that its docstrings write, and no public name is silent."""

import ast
import re

import pytest

from tests.house.source import ROOT, SRC
from tools import zonelab_reference
from tools.zonelab_reference import FOLDER, HOW, PARTS, public

PAGES = zonelab_reference.pages()
NAMES = [(part, one) for part in PARTS for one in public(SRC, f"zonelab.{part}")]


@pytest.mark.parametrize("file", PAGES)
def test_what_is_committed_is_what_the_code_writes(file):
    assert (FOLDER / file).read_text(encoding="utf-8") == PAGES[file], f"Run {HOW}"


def test_there_is_no_page_that_nothing_writes():
    assert {path.name for path in FOLDER.glob("*.md")} == PAGES.keys()


def test_every_part_that_people_import_has_a_page():
    there_are = {path.parent.name for path in SRC.glob("zonelab/*/__init__.py")}
    assert there_are - {"cli"} == set(PARTS)


@pytest.mark.parametrize(("part", "one"), NAMES, ids=[f"{part}.{one.name}" for part, one in NAMES])
def test_every_public_name_says_what_it_is(part, one):
    assert one.docstring.strip()
    silent = [method.name for method in one.methods if not ast.get_docstring(method)]
    assert silent == []


def test_every_name_has_its_heading_and_a_link_that_leads_to_it():
    for part in PARTS:
        text = PAGES[f"{part}.md"]
        seen, anchors = {}, set()
        for heading in re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?s)```.*?```", "", text)):
            slug = zonelab_reference.slug(heading)
            anchors.add(f"{slug}-{seen[slug]}" if seen.get(slug) else slug)
            seen[slug] = seen.get(slug, 0) + 1
        links = re.findall(r"\]\(#([^)]+)\)", text)
        assert len(links) == len(set(links)) >= len(public(SRC, f"zonelab.{part}"))
        assert set(links) <= anchors


def test_the_examples_on_the_pages_are_those_that_the_tests_run():
    shown = sum(text.count("```pycon") for text in PAGES.values())
    assert shown > 50
    runs_them = (ROOT / "tests" / "zonelab" / "test_zonelab_package.py").read_text(encoding="utf-8")
    assert "doctest.testmod" in runs_them
