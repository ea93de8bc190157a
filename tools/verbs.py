"""The verbs of `./run`: what each is for, and who carries it out; does none of the work itself."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from typing import NamedTuple

from tools import frontend, python_environment
from tools.python_environment import TO_RUN, WITH_PEERS, WITH_TESTS
from tools.steps import StepFailed, say
from tools.turns import only_one
from tools.whereabouts import PYTHON, ROOT, SETUP_LOCK, VAR, environment


class Verb(NamedTuple):
    usage: str
    purpose: str
    lock: str
    work: Callable[[list[str]], int]
    needs_frontend: bool = False
    # Reads the arguments before anything is installed, so that a slip of the finger costs no minute; it answers
    # --help too. Where there is none, another program reads them.
    read: Callable[["Verb", str, list[str]], object] | None = None


def read_nothing(verb: Verb, name: str, arguments: list[str]) -> None:
    parser_of(verb, name).parse_args(arguments)


def read_upgrade(verb: Verb, name: str, arguments: list[str]) -> None:
    parser = parser_of(verb, name)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that our needs allow")
    parser.parse_args(arguments)


def read_names(verb: Verb, name: str, arguments: list[str]) -> None:
    parser = parser_of(verb, name)
    parser.add_argument("names", nargs="*", help="all, unless you name some")
    parser.parse_args(arguments)


def read_demo(verb: Verb, name: str, arguments: list[str]) -> None:
    from tools.demo import parse

    parse(arguments)


def parser_of(verb: Verb, name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"./run {name}", description=f"{verb.purpose}.", allow_abbrev=False)


def demo(arguments: list[str]) -> int:
    from tools.demo import main

    return main(arguments)


def test(arguments: list[str]) -> int:
    from tools.suite import main

    return main(arguments)


def check(arguments: list[str]) -> int:
    from tools.check import main

    return main(arguments)


def fix(arguments: list[str]) -> int:
    from tools.check import fix

    return fix(arguments)


def lock(arguments: list[str]) -> int:
    from tools.lock import main

    return main(arguments)


def hand_over(settings: str | None, *command: str) -> int:
    """Becomes the program itself, so that signals and the exit code are its own."""
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), *command], environment(settings))


def unless_named(settings: str) -> str | None:
    """These settings, or those that the surroundings name already: a real installation is never taken for the demo."""
    return None if os.environ.get("DJANGO_SETTINGS_MODULE") else settings


def manage(arguments: list[str]) -> int:
    settings = unless_named("demo" if (VAR / "demo").is_dir() else "dev")
    return hand_over(settings, "-m", "django", *arguments)


def python(arguments: list[str]) -> int:
    return hand_over(unless_named("dev"), *arguments)


def zonelab(arguments: list[str]) -> int:
    return hand_over(None, "-m", "zonelab", *arguments)


def bench(arguments: list[str]) -> int:
    return hand_over("demo", str(ROOT / "bench" / "run.py"), *arguments)


def screenshots(arguments: list[str]) -> int:
    return hand_over(None, str(ROOT / "tools" / "screenshots.py"), *arguments)


VERBS = {
    "demo": Verb("[--port N] [--data DIR] [--fresh]", "Try it out on this machine", TO_RUN, demo, True, read_demo),
    "test": Verb("[pytest arguments]", "Run all tests, or those that you name", WITH_TESTS, test, True),
    "check": Verb("", "Look for mistakes without running the code", WITH_TESTS, check, True, read_nothing),
    "fix": Verb("", "Mend the mistakes that can mend themselves", WITH_TESTS, fix, read=read_nothing),
    "bench": Verb("[name …]", "Measure speeds against what we promise", WITH_PEERS, bench, True, read_names),
    "manage": Verb("COMMAND …", "Django's commands, on the demo if there is one", TO_RUN, manage, True),
    "python": Verb("…", "The Python of this project", TO_RUN, python),
    "zonelab": Verb("…", "The numbers, from the command line", TO_RUN, zonelab),
    "screenshots": Verb("[path …]", "Pictures of pages, var/screenshots/", WITH_TESTS, screenshots, True, read_names),
    "lock": Verb("[--upgrade]", "Write the lock files, after a change of needs", TO_RUN, lock, read=read_upgrade),
}


def listing() -> str:
    width = max(len(f"{name} {verb.usage}") for name, verb in VERBS.items())
    lines = [f"  ./run {f'{name} {verb.usage}'.ljust(width)}  {verb.purpose}" for name, verb in VERBS.items()]
    return "\n".join(["People Zones. What you can run:", "", *lines, "", "New here? Start with  ./run demo"])


def set_up(verb: Verb) -> None:
    with only_one(SETUP_LOCK, "to finish setting up"):
        python_environment.ready(verb.lock)
        if verb.needs_frontend:
            frontend.ready()


def main(arguments: list[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name in {"", "help", "-h", "--help"}:
        say(listing())
        return 0
    if name not in VERBS:
        print(f"There is no “{name}”.\n\n{listing()}", file=sys.stderr)
        return 2
    verb = VERBS[name]
    if verb.read:
        verb.read(verb, name, rest)
    # A polite end (of a terminal, of a time limit) must run what tidies up, as Ctrl-C does.
    # A script that starts this in its background hands down a Ctrl-C that is ignored: it must end us all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for polite in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, lambda number, _frame: sys.exit(128 + number))
    try:
        set_up(verb)
        return verb.work(rest)
    except StepFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
