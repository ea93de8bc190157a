"""The written reference is the one that the code writes, and tells of every state, guard, role and address."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from peoplezones.accounts import roles
from peoplezones.foundation import reference
from peoplezones.foundation.reference import PAGES
from tests.house.source import PLATFORM, ROOT

FOLDER = ROOT / "docs" / "reference"
FILES = sorted(page.file for page in PAGES)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    call_command("write_reference", to=folder, verbosity=0, stdout=StringIO())
    return folder


def test_there_are_pages():
    assert FILES == ["data-sets.md", "permissions.md", "roles.md", "states.md", "views.md"]


@pytest.mark.parametrize("file", FILES)
def test_what_is_committed_is_what_the_code_writes(file, written):
    assert (FOLDER / file).read_text(encoding="utf-8") == (written / file).read_text(encoding="utf-8"), (
        "Run ./run manage write_reference"
    )


def test_every_state_table_has_its_diagram():
    text = (FOLDER / "states.md").read_text(encoding="utf-8")
    contexts = {path.parent.name for path in PLATFORM.glob("*/states.py")} - {"foundation"}
    tables = reference.state_tables()
    assert {name.partition(".")[0] for name in tables} == contexts
    for name, states in tables.items():
        assert f"## {name}\n" in text
        assert states.diagram() in text
        assert all(f"`{move}`" in text for move in states.moves)


def test_every_guard_is_told_with_who_may():
    text = (FOLDER / "permissions.md").read_text(encoding="utf-8")
    guards = reference.guards()
    assert "zones.check_may_move" in guards
    for name, guard in guards.items():
        assert (guard.__doc__ or "").strip().endswith("."), f"{name} does not say who may"
        assert f"`{name}`" in text


def test_every_role_and_every_named_address_is_told():
    told_roles = (FOLDER / "roles.md").read_text(encoding="utf-8")
    assert all(f"`{role.key}`" in told_roles for role in roles.ALL)
    told_views = (FOLDER / "views.md").read_text(encoding="utf-8")
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert len(names) > 10
    assert [name for name in sorted(names) if f"`{name}`" not in told_views and not name.startswith("wagtail")] == []
