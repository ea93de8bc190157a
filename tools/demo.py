"""Starts the demo: prepares its data base, serves it, and leaves nothing running; knows none of its content.

What the demo needs is worked out from digests, so that a second start goes straight to serving.
"""

import argparse
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.ports import free_port
from tools.programs import run
from tools.serving import serving, working
from tools.steps import StepFailed, files_under, say, step
from tools.turns import only_one
from tools.whereabouts import FRONTEND, LOCKS, PYTHON, ROOT, STATIC, VAR, environment

STATE = VAR / "demo"
PREFERRED_PORT = 8000


def main(arguments: list[str]) -> int:
    asked = parse(arguments)
    with serving_claim(start_over=asked.fresh):
        with only_one(VAR / "demo-preparing.lock", "to prepare the demo"):
            prepare(asked.data, official=asked.official)
        port = free_port(asked.port)
        address = f"http://localhost:{port}"
        env = environment("demo", PEOPLEZONES_BASE_URL=address)
        with serving(address, port, env) as server:
            say("· Starting the server …")
            # While the server starts: its first page is then the last thing to wait for.
            links = ask_django("demo_links", "--base", address, secret=True)
            server.wait_for_first_page()
            with working(env):  # not before: it would keep people from their first page
                say(f"\nPeople Zones is running:  {address}\n\n{links.rstrip()}\n\nStop it with Ctrl-C.")
                return server.wait()


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo", description="Starts the platform on this machine.")
    parser.add_argument("--port", type=port_number, default=PREFERRED_PORT, help="8000 unless you say otherwise")
    parser.add_argument("--data", type=existing_folder, metavar="DIR", help="official data, if you have it")
    parser.add_argument(
        "--official", action="store_true", help="fetch official figures from their publisher, and do without off line"
    )
    parser.add_argument("--fresh", action="store_true", help="throw away what was entered, and start over")
    asked = parser.parse_args(arguments)
    if asked.fresh and not (os.environ.get("PEOPLEZONES_DATABASE") or "sqlite").startswith("sqlite"):
        parser.error(
            "--fresh empties the demo's own data base alone, and PEOPLEZONES_DATABASE names another. "
            "Empty that one yourself, or leave PEOPLEZONES_DATABASE out."
        )
    return asked


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 1 to 65535, and {text} is none")
    return int(text)


def existing_folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {folder}")
    return folder


@contextmanager
def serving_claim(start_over: bool) -> Iterator[None]:
    """While a demo is served nobody may throw its data away; several may serve the same data."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "demo-serving.lock").open("w") as claim:
        if start_over:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StepFailed("A demo is still running. Stop it with Ctrl-C first.") from None
            shutil.rmtree(STATE, ignore_errors=True)
        fcntl.flock(claim, fcntl.LOCK_SH)
        yield


def prepare(data: Path | None, *, official: bool = False) -> None:
    """Tables, content and static files, each only where something that it is made from has changed."""
    STATE.mkdir(parents=True, exist_ok=True)
    code = files_under(ROOT / "src", "*.py")
    lock, database = LOCKS / "platform.txt", os.environ.get("PEOPLEZONES_DATABASE", "")
    migrations = [path for path in code if path.parent.name == "migrations"]
    step(
        "Preparing the data base",
        STATE / ".stamp-tables",
        [*migrations, lock, database],
        lambda: ask_django("migrate", "--noinput"),
    )
    content = files_under(ROOT / "demo-data", "*")
    filled = STATE / ".stamp-content"
    if official:
        filled.unlink(missing_ok=True)  # the publisher may be reached today, and was not yesterday
    step(
        "Fetching official figures and filling it with the demo" if official else "Filling it with the demo",
        filled,
        [*code, *content, lock, database, *listing_of(data), *(["official"] if official else [])],
        lambda: fill(data, official=official),
    )
    step(
        "Compiling the search for zones",
        VAR / ".stamp-loops",
        [*(path for path in code if "zonelab" in path.parts), lock, str(PYTHON)],
        lambda: run([PYTHON, "-c", "from zonelab.regions import compile_loops; compile_loops()"], ROOT, environment()),
    )
    served = [path for path in files_under(ROOT / "src", "*") if "static" in path.parts]
    step(
        "Collecting the files that the pages use",
        STATIC / ".stamp",
        [*served, *files_under(FRONTEND, "*"), lock, *files_under(ROOT / "src", "settings/*.py")],
        lambda: ask_django("collectstatic", "--noinput", "--clear"),
    )


def fill(data: Path | None, *, official: bool) -> None:
    """Play the demo; what is said of official figures is passed on, since they may be out of reach."""
    said = ask_django("load_demo", *(["--data", str(data)] if data else []), *(["--official"] if official else []))
    if official:
        say(said.rstrip())


def listing_of(data: Path | None) -> list[str]:
    """Names, sizes and dates stand for a folder of data that may be too large to read at each start."""
    if data is None:
        return ["no data of one's own"]
    found = [(str(path), path.stat()) for path in files_under(data, "*")]
    return [f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in found]


def ask_django(*command: str, secret: bool = False) -> str:
    return run([PYTHON, "-m", "django", *command], ROOT, environment("demo"), secret)
