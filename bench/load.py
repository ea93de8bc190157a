"""Fifty users at once on PostgreSQL: no request may fail, and no update that was accepted may be lost.

The demo is served as `./run demo` serves it, with its worker, on a throw-away PostgreSQL. Nine in ten requests read:
visitors, and every role in the workspace. One in ten writes, many of them into the same few texts at the same time. How
fast it was is told, and no promise: it hangs on the machine, which the users need too.

PEOPLEZONES_BENCH_USERS and PEOPLEZONES_BENCH_SECONDS change how many and how long.
"""

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

from _load_measures import Answer, Outcome, Tally, Verdict, line
from _load_records import Turns, text_of, that_exist
from _load_steps import PROGRAMME_TEAM, RECORDS, SIGNED_IN, VISITOR, World, act, look_around, warm_up
from _load_users import NotAnswered, User

ROOT = Path(__file__).resolve().parents[1]
PREFERRED_PORT = 8700
BETWEEN_SIGNS_OF_LIFE = 5
WARMING = 24  # users of every role and visitors: enough for each part of the server to have met every page
MAKE_LINKS = """
import django
django.setup()
from django.core.management import call_command
for _ in range({many}):
    call_command("demo_links", base="")
"""


def main() -> int:
    # A polite end must run what ends the server and the data base.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with patch.dict(os.environ):
        return in_a_folder_of_its_own()


def in_a_folder_of_its_own() -> int:
    many = int(os.environ.get("PEOPLEZONES_BENCH_USERS", "50"))
    seconds = int(os.environ.get("PEOPLEZONES_BENCH_SECONDS", "60"))
    built = Path(os.environ.get("PEOPLEZONES_VAR") or ROOT / "var").resolve() / "frontend"
    with tempfile.TemporaryDirectory(prefix="pz-load-") as folder:
        (Path(folder) / "frontend").symlink_to(built)
        # One proxy before the server, so that limits on attempts tell our users apart.
        os.environ |= {"PEOPLEZONES_VAR": folder, "PEOPLEZONES_PROXIES": "1"}
        sys.path.append(str(ROOT))
        # Not before: where things lie is read once, from the environment that was just set.
        from tools.postgres import running_postgres

        with running_postgres() as database:
            os.environ["PEOPLEZONES_DATABASE"] = database
            return served(many, seconds, Path(folder) / "server.log")


def served(many: int, seconds: int, log: Path) -> int:
    """Prepares and serves the demo, and lets the users in."""
    from tools import demo
    from tools.ports import free_port
    from tools.programs import run
    from tools.serving import serving, working
    from tools.steps import say
    from tools.whereabouts import PYTHON, environment

    demo.prepare(None)
    port = free_port(PREFERRED_PORT)
    address = f"http://localhost:{port}"
    env = environment("demo", PEOPLEZONES_BASE_URL=address)
    with log.open("w") as printed, serving(address, port, env, printed) as server, working(env):
        server.wait_for_first_page()
        say("· Making sign-in links …")
        make_links = MAKE_LINKS.format(many=links_needed(seconds))
        links = links_by_role(run([PYTHON, "-c", make_links], ROOT, env, secret=True))
        tally = Tally()
        verdict = loaded(users(many, address, tally, links), tally, seconds)
    if trace := first_traceback(log.read_text(errors="replace")):
        print(f"\nThe first error that the server told:\n{trace}")
    return 0 if verdict.kept() else 1


def links_needed(seconds: int) -> int:
    """Of each role: a link works once, and users sign out and in again."""
    return 50 + 3 * seconds


def links_by_role(printed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, link in (row.rsplit(maxsplit=1) for row in printed.splitlines() if "/demo/sign-in/" in row):
        found.setdefault(role.strip(), []).append(link)
    return found


def users(many: int, address: str, tally: Tally, links: dict[str, list[str]]) -> list[User]:
    """Every other one signs in, role after role."""
    found = []
    for number in range(many):
        role = SIGNED_IN[number // 2 % len(SIGNED_IN)] if number % 2 == 0 else VISITOR
        found.append(User(number + 1, address, tally, role=role, links=links.get(role, [])))
    return found


def loaded(people: list[User], tally: Tally, seconds: int) -> Verdict:
    first = people[0]
    assert first.role == PROGRAMME_TEAM
    with ThreadPoolExecutor(len(people)) as pool:
        print(f"{len(people)} users come in; the first of them read every page once …", flush=True)
        list(pool.map(sign_in, people))
        world, turns = look_around(first), Turns(that_exist(first, RECORDS))
        list(pool.map(lambda user: warm_up(user, world, turns), people[:WARMING]))
        tally.begin()
        begun = time.monotonic()
        over = threading.Event()
        running = [pool.submit(keep_asking, user, world, turns, over) for user in people]
        try:
            while (left := begun + seconds - time.monotonic()) > 0:
                time.sleep(min(BETWEEN_SIGNS_OF_LIFE, left))
                sign_of_life(time.monotonic() - begun, tally)
        finally:
            over.set()
        for one in running:
            one.result()
    report(tally.answers.copy(), time.monotonic() - begun)
    return judged(first, tally, turns)


def sign_in(user: User) -> None:
    if user.role:
        user.signs_in()


def keep_asking(user: User, world: World, turns: Turns, over: threading.Event) -> None:
    while not over.is_set():
        act(user, world, turns)


def sign_of_life(seconds: float, tally: Tally) -> None:
    answers = tally.answers.copy()
    conflicts = sum(one.outcome is Outcome.CONFLICT for one in answers)
    print(f"  {seconds:3.0f} s  {len(answers):,} requests, {conflicts} conflicts, {tally.failed()} failed", flush=True)


def report(answers: Sequence[Answer], seconds: float) -> None:
    print(f"\n{'':<30}{'requests':>9}{'a second':>10}{'median ms':>11}{'95 % in ms':>12}")
    steps = sorted({one.step for one in answers})
    lines = [line(step, [one for one in answers if one.step == step], seconds) for step in steps]
    lines += [
        line("Reads", [one for one in answers if not one.writes], seconds),
        line("Writes", [one for one in answers if one.writes], seconds),
        line("All", answers, seconds),
    ]
    for one in lines:
        print(f"{one.name:<30}{one.requests:>9,}{one.per_second:>10.1f}{one.median:>11.0f}{one.most:>12.0f}")


def judged(reader: User, tally: Tally, turns: Turns) -> Verdict:
    """Reads the texts at the end, and says what of the promise holds."""
    verdict = Verdict()
    for record in turns.records:
        verdict.taken += len(record.ledger.taken)
        try:
            text = text_of(reader, record)
        except NotAnswered:
            continue  # counted below
        verdict.lost += record.ledger.lost(text)
        verdict.kept_although_refused += record.ledger.kept_although_refused(text)
    verdict.failed = tally.failed()
    by_outcome = {kind: sum(one.outcome is kind for one in tally.answers) for kind in Outcome}
    print(f"\nWrites in conflict, sent again: {by_outcome[Outcome.CONFLICT]}; refused: {by_outcome[Outcome.REFUSED]}")
    if not turns.records:
        print("No form of a text was found: nothing could have been lost, so nothing is proved.")
    print(f"Updates accepted, from the first on: {verdict.taken}, of {len(turns.records)} texts")
    print(f"Updates lost: {len(verdict.lost)}; kept although refused: {len(verdict.kept_although_refused)}")
    print(f"Requests that failed: {verdict.failed}")
    for what, times in tally.failures.most_common(20):
        print(f"  {times} × {what}")
    return verdict


def first_traceback(log: str) -> str:
    _before, found, after = log.partition("Traceback (most recent call last):")
    return "\n".join([found, *after.splitlines()[:40]]) if found else ""
