"""Runs the web server and the worker, each as a group of processes that ends as a whole; knows nothing of the pages."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO

from tools.programs import end_group
from tools.steps import StepFailed
from tools.whereabouts import PYTHON, ROOT

SECONDS_TO_FIRST_PAGE = 60
SECONDS_TO_FINISH_A_TASK = 2


class Server:
    """A running server, and the address that people open."""

    def __init__(self, address: str, process: "subprocess.Popen[str]") -> None:
        self.address = address
        self.process = process

    def wait_for_first_page(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_FIRST_PAGE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise StepFailed("The server did not start; what it said is above.")
            if self.answers():
                return
            time.sleep(0.1)
        raise StepFailed(f"The first page did not come within {SECONDS_TO_FIRST_PAGE} seconds.")

    def answers(self) -> bool:
        # A proxy for the outside world is not asked for a page of this machine.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"{self.address}/", timeout=SECONDS_TO_FIRST_PAGE):
                return True
        except urllib.error.HTTPError as answer:
            raise StepFailed(f"The first page failed: {answer.code} {answer.reason}.") from None
        except OSError:
            return False

    def wait(self) -> int:
        return self.process.wait()

    def stop(self) -> None:
        end_group(self.process)


@contextmanager
def serving(address: str, port: int, env: Mapping[str, str], printed: IO[str] | None = None) -> Iterator[Server]:
    """Serves while the block runs; a group of its own keeps a Ctrl-C from reaching it before we end it.

    What the server says goes into the file `printed`, or to whoever reads along.
    """
    how = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4", "--preload"]
    how += ["--no-control-socket", "--log-level", "warning"]
    process = subprocess.Popen(
        [PYTHON, "-m", "gunicorn", "peoplezones.config.wsgi:application", *how],
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT if printed else None,
        text=True,
        start_new_session=True,
    )
    server = Server(address, process)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def working(env: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """Does background work while the block runs. What takes longer than a moment at its end is interrupted."""
    how = ["--interval", "0.5", "--no-startup-delay", "--no-reload", "--verbosity", "0"]
    worker = subprocess.Popen(
        [PYTHON, "-m", "django", "db_worker", *how],
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield worker
    finally:
        try:
            worker.terminate()  # asked once it finishes its task, asked twice it gives it up
            with suppress(subprocess.TimeoutExpired):
                worker.wait(SECONDS_TO_FINISH_A_TASK)
        finally:
            end_group(worker)
