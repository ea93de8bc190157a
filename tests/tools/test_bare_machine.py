"""A machine with only Python, sh and the coreutils is enough: no Node, git, sed or gettext."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from tools.tracked_files import project_files
from tools.whereabouts import ROOT

pytestmark = pytest.mark.slow
COREUTILS = "basename cat chmod cp cut date dirname echo env expr false head id ln ls mkdir mktemp mv nproc "
COREUTILS += "printf pwd readlink realpath rm rmdir sleep sort stat tail tee test touch tr true uname uniq wc"
OURS = ("PEOPLEZONES_", "DJANGO_", "PYTEST_", "PYTHONPATH", "VIRTUAL_ENV")
SECONDS_FOR_THE_FIRST_TIME = 600


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A fresh checkout, and the surroundings of a machine where little is installed."""
    checkout = tmp_path_factory.mktemp("bare") / "checkout"
    for path in project_files():
        target = checkout / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    programs = checkout.with_name("programs")
    programs.mkdir()
    for name in ["sh", *COREUTILS.split()]:
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    # The interpreter itself: the `python3` of the path may be a script that needs a larger shell.
    (programs / "python3").symlink_to(Path(sys._base_executable).resolve())
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return checkout, surroundings | {"PATH": str(programs)}


class Demo:
    """`./run demo` as a person starts it; gathers what it says until the address is there."""

    def __init__(self, machine):
        checkout, surroundings = machine
        self.said = ""
        self.process = subprocess.Popen(
            [checkout / "run", "demo", "--port", "8765"],
            cwd=checkout,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def address(self):
        limit = threading.Timer(SECONDS_FOR_THE_FIRST_TIME, self.process.kill)
        limit.start()
        try:
            for line in self.process.stdout:
                self.said += line
                if "is running:" in line:
                    address = line.split()[-1]
                if "Ctrl-C" in line:  # the last thing that it says
                    return address
        finally:
            limit.cancel()
        pytest.fail(f"The demo did not start:\n{self.said}")

    def stop(self, number):
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=30)
        self.said += rest


def running_in(folder):
    """The command lines of all processes that have to do with a folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command:
            found.append(command)
    return found


def page_of(address, path="/"):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(f"{address}{path}", timeout=30) as answer:
        return answer.status, answer.read().decode()


def encoding_of(address, page, file):
    """How a file comes that a page names, to a browser that takes it compressed."""
    path = re.search(rf'"(/static/[^"]*{file}[^"]*)"', page)[1]
    asked = urllib.request.Request(address + path, headers={"Accept-Encoding": "gzip"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=30) as answer:
        return answer.headers["Content-Encoding"]


@pytest.fixture(scope="module")
def first_start(machine):
    """The first command ever typed there, with its first page and how large files came, ended by Ctrl-C."""
    demo = Demo(machine)
    address = demo.address()
    page, map_page = page_of(address), page_of(address, "/map/")
    encodings = {
        "style": encoding_of(address, page[1], "css/app"),
        "map": encoding_of(address, map_page[1], "maplibre-gl"),
    }
    demo.stop(signal.SIGINT)
    return demo, address, page, encodings


def test_the_demo_starts_and_shows_its_first_page(first_start):
    _, address, (status, page), _ = first_start
    assert address.startswith("http://localhost:")
    assert status == 200
    assert "<h1" in page


def test_large_files_come_compressed(first_start):
    assert first_start[3] == {"style": "gzip", "map": "gzip"}


def test_it_says_what_it_does_and_prints_a_link_for_each_role(first_start):
    demo, address, _, _ = first_start
    assert "done in" in demo.said
    assert demo.said.count(address) > 2


def test_ctrl_c_leaves_nothing_running(machine, first_start):
    assert running_in(machine[0]) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_second_start_does_nothing_again_and_ends_as_cleanly(machine, first_start, number):
    demo = Demo(machine)
    status, _ = page_of(demo.address())
    demo.stop(number)
    assert status == 200
    assert "done in" not in demo.said
    assert running_in(machine[0]) == []


def test_the_tests_run_there_too(machine, first_start):
    checkout, surroundings = machine
    answer = subprocess.run(
        [checkout / "run", "test", "tests/tools/test_steps.py"],
        cwd=checkout,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=SECONDS_FOR_THE_FIRST_TIME,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " passed" in answer.stdout
