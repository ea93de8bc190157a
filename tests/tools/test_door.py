"""`./run` lists what it can do, and says plainly what a machine lacks."""

import subprocess
import sys

import pytest

from tools.verbs import VERBS
from tools.whereabouts import ROOT

SHELL = "/bin/sh"


def door(*arguments, **more):
    return subprocess.run([ROOT / "run", *arguments], capture_output=True, text=True, timeout=60, **more)


@pytest.fixture
def machine(tmp_path):
    """A checkout without an environment, on a path that holds `dirname` and what the test puts there."""
    (tmp_path / "run").write_bytes((ROOT / "run").read_bytes())
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "dirname").symlink_to("/usr/bin/dirname")

    def try_the_door(**scripts):
        for name, script in scripts.items():
            (programs / name).write_text(f"#!{SHELL}\n{script}\n")
            (programs / name).chmod(0o755)
        return subprocess.run(
            [SHELL, tmp_path / "run"], capture_output=True, text=True, timeout=60, env={"PATH": str(programs)}
        )

    return try_the_door


def test_alone_it_lists_every_verb():
    answer = door()
    assert answer.returncode == 0
    for name, verb in VERBS.items():
        assert f"./run {name}" in answer.stdout
        assert verb.purpose in answer.stdout


def test_an_unknown_verb_is_refused_with_the_list():
    answer = door("dance")
    assert answer.returncode == 2
    assert "There is no “dance”." in answer.stderr
    assert "./run demo" in answer.stderr


def test_it_works_from_any_folder(tmp_path):
    assert "./run demo" in door(cwd=tmp_path).stdout


def test_without_python_it_says_what_to_install(machine):
    answer = machine()
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer" in answer.stderr


def test_an_older_python_does_not_count(machine):
    assert "needs Python 3.11 or newer" in machine(python3="exit 1").stderr


def test_a_python_without_ensurepip_names_the_system_package(machine):
    lacking = f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    answer = machine(python3=lacking)
    assert answer.returncode == 1
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"apt-get install {version}" in answer.stderr


def test_the_door_is_short_and_plain_shell():
    text = (ROOT / "run").read_text()
    assert text.startswith("#!/bin/sh\n")
    assert len(text.splitlines()) < 100
    for program in ("sed ", "grep ", "awk ", "git ", "[[", "function "):
        assert program not in text
