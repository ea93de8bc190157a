"""The front end is built with a Node that works, and serves only what pages ask for."""

from pathlib import Path

import pytest

from tools import frontend
from tools.frontend import copy_served, node_and_npm, version_of


@pytest.fixture
def machine(monkeypatch):
    """What this machine answers to `--version`; the wheel is never installed."""
    versions = {}
    monkeypatch.setattr(frontend.shutil, "which", lambda name: name if name in versions else None)
    monkeypatch.setattr(frontend, "version_of", lambda program: versions[program])
    monkeypatch.setattr(frontend, "node_wheel", lambda: Path("wheel/bin"))
    return versions


def test_a_machine_with_a_new_enough_node_uses_its_own(machine):
    machine.update(node=22, npm=10)
    assert node_and_npm() == (Path("node"), [Path("npm")])


@pytest.mark.parametrize("found", [{}, {"node": 18, "npm": 9}, {"node": 22}, {"node": 22, "npm": 0}])
def test_no_node_or_an_old_one_or_a_broken_npm_means_the_wheel(machine, found):
    machine.update(found)
    node, npm = node_and_npm()
    assert node == Path("wheel/bin/node")
    assert npm == [node, Path("wheel/lib/node_modules/npm/bin/npm-cli.js")]


@pytest.mark.parametrize(("script", "number"), [("echo v22.1.0", 22), ("echo 10.9", 10), ("exit 1", 0), ("echo no", 0)])
def test_a_program_that_does_not_work_has_no_version(tmp_path, script, number):
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    assert version_of(str(program)) == number


def test_a_missing_program_has_no_version(tmp_path):
    assert version_of(str(tmp_path / "none")) == 0


def test_a_served_script_does_not_mention_the_map_that_stays_behind(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.js").write_text("let a=1;//# sourceMappingURL=a.js.map\n")
    (package / "a.css").write_text("a{}\n/*# sourceMappingURL=a.css.map */")
    (package / "font.woff2").write_bytes(b"\x00\xff//# sourceMappingURL=x")
    copy_served(package, ["a.js", "a.css", "font.woff2"], tmp_path / "served")
    assert (tmp_path / "served" / "a.js").read_text().strip() == "let a=1;"
    assert (tmp_path / "served" / "a.css").read_text().strip() == "a{}"
    assert (tmp_path / "served" / "font.woff2").read_bytes() == b"\x00\xff//# sourceMappingURL=x"
