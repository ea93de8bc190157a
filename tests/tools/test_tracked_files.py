"""What must not stand in a file is found, and the locks are in step with what we ask for."""

import json
import shutil

import pytest

from tools import tracked_files
from tools.tracked_files import problems_in_locks, problems_in_text
from tools.whereabouts import LOCKS, ROOT


@pytest.mark.parametrize(
    "line",
    [
        "https://mirror.example" + "/simple/numpy",
        "--extra-index" + "-url https://mirror.example",
        '"resolved"' + ': "https://mirror.example/a.tgz"',
        "open('/ho" + "me/ann/data.csv')",
        "cd /ro" + "ot/project",
        f"{ROOT}/src",
    ],
)
def test_an_address_or_a_folder_of_one_machine_is_found(tmp_path, line):
    file = tmp_path / "file.txt"
    file.write_text(f"fine\n{line}\n")
    (problem,) = problems_in_text([file])
    assert problem.startswith(f"{file}:2: ")


def test_ordinary_text_is_fine(tmp_path):
    file = tmp_path / "file.md"
    file.write_text("https://www.gov.uk/simple-guides, /zones/home/, 'is that simple?', ~/root/\n")
    assert problems_in_text([file]) == []


def test_this_project_is_in_order():
    assert problems_in_text() == []
    assert problems_in_locks() == []


@pytest.fixture
def copy_of_locks(tmp_path, monkeypatch):
    shutil.copytree(LOCKS, tmp_path / "requirements")
    for name in ("pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(tracked_files, "ROOT", tmp_path)
    monkeypatch.setattr(tracked_files, "LOCKS", tmp_path / "requirements")
    monkeypatch.setattr(tracked_files, "LOCKED_FROM", tmp_path / "requirements" / "locked-from.sha256")
    return tmp_path


def test_a_new_need_that_is_not_locked_is_found(copy_of_locks):
    project = copy_of_locks / "pyproject.toml"
    project.write_text(project.read_text().replace('"Django~=', '"another>=1",\n  "Django~='))
    assert any("./run lock" in problem for problem in problems_in_locks())


def test_a_package_without_a_hash_is_found(copy_of_locks):
    lock = copy_of_locks / "requirements" / "uv.txt"
    lock.write_text(lock.read_text() + "another==1.0\n")
    assert problems_in_locks() == ["uv.txt: 1 packages without a hash"]


def test_an_npm_package_without_a_hash_is_found(copy_of_locks):
    file = copy_of_locks / "package-lock.json"
    lock = json.loads(file.read_text())
    lock["packages"]["node_modules/another"] = {"version": "1.0.0"}
    file.write_text(json.dumps(lock))
    assert any("node_modules/another" in problem for problem in problems_in_locks())
