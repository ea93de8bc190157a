"""The worker beside the demo's server ends with it, whatever it is doing."""

import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from tools import programs, serving
from tools.whereabouts import environment

# Stands in for the worker: the first SIGTERM lets it finish its task, the second makes it give the task up.
BUSY = """
import signal, sys, time
from pathlib import Path
asked = []
def ask(number, frame):
    asked.append(number)
    if len(asked) == 2:
        Path("given-up").touch()
        sys.exit(1)
signal.signal(signal.SIGTERM, ask)
Path("busy").touch()
time.sleep(60)
"""
IDLE = "from pathlib import Path; import time; Path('busy').touch(); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + IDLE


@pytest.fixture
def worker_that(monkeypatch, tmp_path):
    """`worker_that(program)` starts that program in the worker's place; gives what `working` gives."""
    monkeypatch.setattr(serving, "SECONDS_TO_FINISH_A_TASK", 0.3)
    monkeypatch.setattr(programs, "SECONDS_TO_STOP", 0.3)
    monkeypatch.setattr(serving, "ROOT", tmp_path)
    real = subprocess.Popen

    def start(program):
        monkeypatch.setattr(
            serving.subprocess, "Popen", lambda command, **how: real([sys.executable, "-c", program], **how)
        )
        return serving.working(environment())

    return start


def wait_for(file):
    deadline = time.monotonic() + 20
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.mark.parametrize(("program", "gives_up"), [(IDLE, False), (BUSY, True), (STUBBORN, False)])
def test_the_worker_is_gone_when_the_block_ends(worker_that, tmp_path, program, gives_up):
    with worker_that(program) as worker:
        wait_for(tmp_path / "busy")
        assert worker.poll() is None
    assert worker.poll() is not None
    assert (tmp_path / "given-up").exists() == gives_up


def test_a_second_ctrl_c_while_it_ends_leaves_no_worker(worker_that, tmp_path, monkeypatch):
    ending = ExitStack()
    worker = ending.enter_context(worker_that(STUBBORN))
    wait_for(tmp_path / "busy")
    real = worker.wait

    def interrupted(seconds):
        monkeypatch.setattr(worker, "wait", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(worker, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ending.close()
    assert worker.poll() is not None


def test_a_worker_that_ended_by_itself_is_no_fault(worker_that):
    with worker_that("pass") as worker:
        worker.wait(20)
    assert worker.returncode == 0
