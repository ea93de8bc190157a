"""`./run test`: which tests run in which surroundings, and the answer at the end; holds no test itself."""

import subprocess
import time

from tools import python_environment
from tools.browser import HOW_TO_GET_IT, browser, browser_or_install
from tools.postgres import PostgresFailed, running_postgres
from tools.steps import say
from tools.turns import only_one
from tools.whereabouts import PYTHON, ROOT, SETUP_LOCK, environment

BOTH_CORES = ["-n", "2"]
JOURNEYS = "tests/journeys"
ZONELAB = "tests/zonelab"


def main(arguments: list[str]) -> int:
    if arguments:
        return pytest(arguments)
    parts = {
        "the house and the platform, on SQLite": on_sqlite,
        "journeys in a browser": journeys,
        "the platform, on PostgreSQL": on_postgres,
        "zonelab, without Django": zonelab_alone,
        "set-up on a bare machine": bare_machine,
    }
    results: list[str] = []
    failed = False
    for title, part in parts.items():
        say(f"\n=== {title}")
        started = time.monotonic()
        code = part()
        failed = failed or bool(code)
        word = "not run" if code is None else "failed" if code else "passed"
        results.append(f"{word:8} {time.monotonic() - started:5.0f} s  {title}")
    say("\n" + "\n".join(results))
    return int(failed)


def pytest(arguments: list[str], **more: str) -> int:
    found = browser()
    if found:
        more["PEOPLEZONES_CHROMIUM"] = str(found)
    return subprocess.call([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, env=environment("test", **more))


def on_sqlite() -> int:
    return pytest([*BOTH_CORES, "-m", "not slow", f"--ignore={JOURNEYS}", f"--ignore={ZONELAB}", "tests"])


def journeys() -> int | None:
    """None when there is no browser: that is said plainly, and is not a failure of the code."""
    if browser_or_install() is None:
        say(f"The journeys were NOT run: they need a browser, and this machine has none.\n{HOW_TO_GET_IT}")
        return None
    return pytest([JOURNEYS])


def on_postgres() -> int:
    try:
        with running_postgres() as address:
            return pytest([*BOTH_CORES, "-m", "not slow", "tests/peoplezones"], PEOPLEZONES_DATABASE=address)
    except PostgresFailed as failure:
        say(f"PostgreSQL did not start:\n{failure}")
        return 1


def zonelab_alone() -> int:
    """The tests of zonelab, without the packages, the settings and the test fixtures of the platform."""
    with only_one(SETUP_LOCK, "to finish setting up"):
        python = python_environment.zonelab_alone()
    tests = ROOT / ZONELAB
    how = ["-c", "/dev/null", f"--rootdir={ROOT}", f"--confcutdir={tests}", "--import-mode=importlib"]
    command = [
        str(python),
        "-m",
        "pytest",
        *how,
        *BOTH_CORES,
        "-W",
        "error",
        "-p",
        "no:cacheprovider",
        str(tests),
    ]
    return subprocess.call(command, cwd=ROOT, env=environment(PYTHONPATH=str(ROOT / "src")))


def bare_machine() -> int:
    return pytest(["-m", "slow", "tests/tools"])
