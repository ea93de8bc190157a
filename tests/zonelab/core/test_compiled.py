"""Loops are compiled once and kept; a change anywhere among them is seen; nothing breaks where nothing can be kept."""

from pathlib import Path

import numba

from zonelab.core import compiled as module
from zonelab.core.compiled import compiled, folder_of_loops


def twice(number: float) -> float:
    return 2 * number


def test_a_compiled_loop_gives_the_same_and_lets_go_of_the_lock():
    made = compiled(twice)
    assert made(3.0) == 6.0
    assert made.targetoptions["nogil"]


def test_loops_are_kept_in_a_folder_of_their_own_and_numbas_setting_stays(tmp_path, monkeypatch):
    before = numba.config.CACHE_DIR
    monkeypatch.setattr(module, "folder_of_loops", lambda: tmp_path)
    assert compiled(twice)(1.5) == 3.0
    assert before == numba.config.CACHE_DIR
    assert list(tmp_path.rglob("*.nbc"))


def test_where_nothing_can_be_kept_it_works_all_the_same(monkeypatch):
    monkeypatch.setattr(module, "folder_of_loops", lambda: None)
    assert compiled(twice)(2.0) == 4.0


def test_the_folder_is_another_when_any_file_with_loops_changes(tmp_path, monkeypatch):
    named = []
    for content in ("1", "2"):
        (tmp_path / "one.py").write_text("from zonelab.core.compiled import compiled")
        (tmp_path / "called.py").write_text(f"import compiled # {content}")
        (tmp_path / "other.py").write_text(f"# {content}")
        monkeypatch.setattr(module, "PACKAGE", tmp_path)
        named.append(folder_of_loops.__wrapped__())
    (tmp_path / "other.py").write_text("# 3")
    named.append(folder_of_loops.__wrapped__())
    assert named[0] != named[1] == named[2]
    assert all(folder.parent == tmp_path / "__pycache__" for folder in named)


def test_where_the_code_cannot_be_written_the_persons_folder_is_taken(tmp_path, monkeypatch):
    code, home = tmp_path / "code", tmp_path / "home"
    code.mkdir()
    (code / "__pycache__").write_text("in the way")
    monkeypatch.setattr(module, "PACKAGE", code)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert folder_of_loops.__wrapped__().parent == home / ".cache" / "zonelab"
    home.joinpath(".cache").rename(tmp_path / "gone")
    home.joinpath(".cache").write_text("in the way")
    assert folder_of_loops.__wrapped__() is None
