"""Starts a demo of its own for the journeys, on a free port and an empty folder; knows no page of it.

Run as a program it is the demo: it ends when the tests close its input, or are no more.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tools.programs import end_group, run
from tools.whereabouts import NODE_MODULES, PYTHON, ROOT, environment

SECONDS_TO_START = 180
PREFERRED_PORT = 8400
RUNNING = re.compile(r"People Zones is running: +(http://localhost:\d+)(.*)Stop it with", re.DOTALL)
LINK = re.compile(r"^(.+?) +(http://\S+)$", re.MULTILINE)


class Demo:
    """The running demo: its address, a fresh sign-in link for a role, the mail that it sent."""

    def __init__(self, var: Path, log: Path) -> None:
        self.var = var
        self.log = log
        self.address = ""
        self.links: dict[str, list[str]] = defaultdict(list)

    def is_running(self) -> bool:
        found = RUNNING.search(self.log.read_text(errors="replace"))
        if found:
            self.address = found[1]
            self.keep_links(found[2])
        return bool(found)

    def link_for(self, role: str) -> str:
        """A link that nobody has used yet; `role` is the label that people read."""
        if not self.links[role]:
            self.keep_links(self.manage("demo_links", "--base", self.address))
        return self.links[role].pop()

    def keep_links(self, printed: str) -> None:
        for role, link in LINK.findall(printed):
            self.links[role].append(link)

    def manage(self, *command: str) -> str:
        return run([PYTHON, "-m", "django", *command], ROOT, self.environment())

    def python(self, program: str) -> str:
        return run([PYTHON, "-c", program], ROOT, self.environment())

    def environment(self) -> dict[str, str]:
        found = environment("demo", PEOPLEZONES_VAR=str(self.var), PYTHONPATH=str(ROOT / "src"))
        # A data base that somebody named for other work is never played into.
        return {name: value for name, value in found.items() if name != "PEOPLEZONES_DATABASE"}

    def letters_to(self, address: str) -> list[EmailMessage]:
        """The mail to one person, oldest first."""
        files = sorted((self.var / "demo" / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [letter for letter in letters if address in str(letter["To"])]


@contextmanager
def running_demo() -> Iterator[Demo]:
    """A demo that is gone, with its folder, when the block ends."""
    if not (NODE_MODULES / "axe-core").is_dir():
        raise RuntimeError("The front-end libraries are not there yet. Run `./run test` once; it fetches them.")
    with tempfile.TemporaryDirectory(prefix="pz-journeys-", ignore_cleanup_errors=True) as folder:
        demo = Demo(Path(folder), Path(folder) / "log")
        with demo.log.open("w") as log:
            process = subprocess.Popen(
                [PYTHON, "-m", "tests.journeys.demo_server"],
                cwd=ROOT,
                env=demo.environment(),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until_running(demo, process)
            yield demo
        finally:
            end_group(process)
            process.stdin.close()


def wait_until_running(demo: Demo, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not demo.is_running():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The demo did not start:\n{demo.log.read_text(errors='replace')}")
        time.sleep(0.2)


def end_with_the_tests() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    from tools import demo as door
    from tools import frontend

    # What ends a program politely must run what ends its server.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    threading.Thread(target=end_with_the_tests, daemon=True).start()
    frontend.build()
    sys.exit(door.main(["--port", str(PREFERRED_PORT)]))
