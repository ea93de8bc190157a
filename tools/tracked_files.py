"""What must not stand in any file of this project, and whether the locks are in step; reads, never writes."""

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.whereabouts import LOCKS, ROOT

LOCKED_FROM = LOCKS / "locked-from.sha256"
# A file that holds one of these works in one place only.
MUST_NOT_STAND = {
    "an index of packages": re.compile(r"\w://[^\s\"'<>]*/simple(?![\w-])|files\.pythonhosted|registry\.npmjs"),
    "an option that names one": re.compile(r"(?m)--(extra-)?index-url[= ]|^(extra-)?index-url *="),
    "a download address in a lock file": re.compile(r"\"resolved\": *\"http"),
    "a folder of one machine": re.compile(r"(?<![\w.~/-])/(root|home/[a-z]\w*|Users/\w+)/"),
    "the folder of this checkout": re.compile(re.escape(f"{ROOT}/")),
}
TEXT = {"", ".cfg", ".css", ".csv", ".html", ".js", ".json", ".md", ".mjs", ".po", ".py", ".scss", ".sh"}
TEXT |= {".svg", ".toml", ".txt", ".xml", ".yaml", ".yml"}
LARGEST_TEXT = 1_000_000


def project_files() -> list[Path]:
    """The files that are, or would be, committed; all but the ignored folders where there is no git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        names = answer.stdout.split("\0")
    else:
        ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [str(path) for path in found if not ignored & set(path.parts)]
    return sorted(path for name in names if name and (path := ROOT / name).is_file())


def problems_in_text(files: Iterable[Path] | None = None) -> list[str]:
    problems = []
    for path in project_files() if files is None else files:
        if path.suffix not in TEXT or path.stat().st_size > LARGEST_TEXT:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in MUST_NOT_STAND.items():
            for found in pattern.finditer(text):
                line = text.count("\n", 0, found.start()) + 1
                problems.append(f"{path}:{line}: {what}: {found[0].strip()}")
    return problems


def problems_in_locks() -> list[str]:
    """Worked out without asking any index: the digest of what we asked for when the locks were written."""
    problems = []
    if not LOCKED_FROM.is_file() or LOCKED_FROM.read_text().strip() != asked_for():
        problems.append("pyproject.toml asks for other packages than the lock files hold: ./run lock")
    for lock in sorted(LOCKS.glob("*.txt")):
        text = lock.read_text()
        pinned = re.findall(r"(?m)^[\w.\[\]-]+==", text)
        hashed = re.findall(r"(?m)^[\w.\[\]-]+==[^\n]* \\\n +--hash=", text)
        if not pinned or len(pinned) != len(hashed):
            problems.append(f"{lock.name}: {len(pinned) - len(hashed)} packages without a hash")
    return problems + problems_in_npm_lock()


def problems_in_npm_lock() -> list[str]:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = json.loads((ROOT / "package.json").read_text())
    problems = [
        f"package-lock.json: {name} has no hash, or names where it came from"
        for name, package in lock.items()
        if name and ("integrity" not in package or "resolved" in package)
    ]
    if any(lock[""].get(table) != asked.get(table) for table in ("dependencies", "devDependencies")):
        problems.append("package.json asks for other packages than package-lock.json holds: ./run lock")
    return problems


def asked_for() -> str:
    """A digest of every table of pyproject.toml that the lock files are made from."""
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = whole["project"]
    tables = [project["requires-python"], project["dependencies"], project["optional-dependencies"]]
    return hashlib.sha256(json.dumps([*tables, whole["dependency-groups"]]).encode()).hexdigest()
