"""`./run check` and `./run fix`: all checks but the tests; the rules are in pyproject.toml."""

import subprocess
import time
from collections.abc import Callable

from tools.steps import files_under, say
from tools.tracked_files import problems_in_locks, problems_in_text
from tools.whereabouts import PYTHON, ROOT, environment

CODE = ["src", "tests", "tools", "bench"]
STRICT_MODULES = ("actions", "analysis", "jobs", "queries", "readers", "rows", "rules", "store", "tasks")
# Production settings refuse to start without these; the check needs any value, and none is used.
AS_IF_IN_PRODUCTION = {
    "PEOPLEZONES_SECRET_KEY": "".join(chr(33 + number) for number in range(80)),
    "PEOPLEZONES_HOSTS": "people-zones.example",
    "PEOPLEZONES_BASE_URL": "https://people-zones.example",
}


def main(_: list[str]) -> int:
    parts: dict[str, Callable[[], bool]] = {
        "style of the code": lambda: python("-m", "ruff", "check", *folders()),
        "layout of the code": lambda: python("-m", "ruff", "format", "--check", *folders()),
        "types": types,
        "what may know what": layers,
        "migrations say what the models say": migrations_are_complete,
        "the platform's parts fit together": lambda: django("test", "check", "--fail-level", "WARNING"),
        "settings are fit for the public": public_settings,
        "lock files are in step": lambda: without(problems_in_locks()),
        "no file names a machine or an index": lambda: without(problems_in_text()),
        "translations can be read": lambda: python("tools/translations.py"),
    }
    results = [one(title, part) for title, part in parts.items()]
    say("\n" + "\n".join(f"{'passed' if fine else 'FAILED'}  {title}" for title, fine in results))
    return 0 if all(fine for _, fine in results) else 1


def one(title: str, part: Callable[[], bool]) -> tuple[str, bool]:
    say(f"\n=== {title}")
    started = time.monotonic()
    fine = part()
    say(f"{'passed' if fine else 'FAILED'} in {time.monotonic() - started:.1f} s")
    return title, fine


def fix(_: list[str]) -> int:
    mended = python("-m", "ruff", "check", "--fix", *folders())
    laid_out = python("-m", "ruff", "format", *folders())
    return 0 if mended and laid_out else 1


def folders() -> list[str]:
    return [name for name in [*CODE, "demo-data"] if (ROOT / name).is_dir()]


def python(*command: str, settings: str = "test", **more: str) -> bool:
    return subprocess.call([PYTHON, *command], cwd=ROOT, env=environment(settings, **more)) == 0


def django(settings: str, *command: str, **more: str) -> bool:
    return python("-W", "error", "-m", "django", *command, settings=settings, **more)


def migrations_are_complete() -> bool:
    return django("test", "makemigrations", "--check", "--dry-run")


def public_settings() -> bool:
    return django("production", "check", "--deploy", "--fail-level", "WARNING", **AS_IF_IN_PRODUCTION)


def types() -> bool:
    """Strict for the numbers, the tools and the modules that decide, write or read; no word of others."""
    platform = ROOT / "src" / "peoplezones"
    strict = [path for name in STRICT_MODULES for path in files_under(platform, f"{name}.py", f"{name}/*.py")]
    checked = ["src/zonelab", "tools", *(str(path.relative_to(ROOT)) for path in strict)]
    return python("-m", "mypy", "--strict", "--follow-imports=silent", *checked)


def layers() -> bool:
    return python("-c", "from importlinter.cli import lint_imports_command as check; check()")


def without(problems: list[str]) -> bool:
    for problem in problems:
        say(f"  {problem}")
    return not problems
