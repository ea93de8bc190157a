"""Fetches the front-end libraries and builds `frontend/` from them; does not know which page uses what.

Only the files that a browser asks for are copied: a folder that is served holds nothing else.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.programs import run
from tools.python_environment import node_wheel
from tools.steps import files_under, step
from tools.whereabouts import FRONTEND, NODE_MODULES, ROOT

OLDEST_NODE = 20
STYLES = ROOT / "src" / "peoplezones" / "ui" / "scss"
LOCK = ROOT / "package-lock.json"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
# vendor/<name>: the package, and the files that pages ask for, with the licence that goes with them.
SERVED = {
    "govuk-frontend": ("govuk-frontend", ["dist/govuk/govuk-frontend.min.js"]),
    "htmx": ("htmx.org", ["dist/htmx.min.js", "LICENSE"]),
    "maplibre-gl": (
        "maplibre-gl",
        ["dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css", "LICENSE.txt"],
    ),
    "atkinson-hyperlegible-next": (
        FONT,
        [
            f"files/atkinson-hyperlegible-next-{script}-wght-{slope}.woff2"
            for script in ("latin", "latin-ext")
            for slope in ("normal", "italic")
        ]
        + ["LICENSE"],
    ),
}
SOURCE_MAP = re.compile(r"(//# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]*\*/)\s*\Z")


def ready() -> None:
    """Installs the libraries and builds the style, where anything that they are made from has changed."""
    step(
        "Fetching the front-end libraries",
        NODE_MODULES / ".stamp",
        [LOCK, ROOT / "package.json", str(ROOT)],
        fetch,
    )
    made_from: list[Path | str] = [LOCK, Path(__file__), *files_under(STYLES, "*.scss"), str(FRONTEND)]
    step("Building the style and the scripts", FRONTEND / ".stamp", made_from, build)


def fetch() -> None:
    node, npm = node_and_npm()
    # Optional packages are watchers of files, with binaries for each system: a build needs none of them.
    run([*npm, "ci", "--omit=optional", "--no-progress"], ROOT, with_node_first(node))


def build() -> None:
    node, _ = node_and_npm()
    unfinished = FRONTEND.with_name("frontend.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / "css").mkdir(parents=True)
    for name, (package, files) in SERVED.items():
        copy_served(NODE_MODULES / package, files, unfinished / "vendor" / name)
    sass = [node, NODE_MODULES / "sass" / "sass.js"]
    how = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={NODE_MODULES}"]
    run([*sass, *how, STYLES / "app.scss", unfinished / "css" / "app.css"], ROOT, with_node_first(node))
    shutil.rmtree(FRONTEND, ignore_errors=True)
    unfinished.replace(FRONTEND)


def copy_served(package: Path, files: list[str], folder: Path) -> None:
    folder.mkdir(parents=True)
    for file in files:
        source, target = package / file, folder / Path(file).name
        if source.suffix in {".js", ".mjs", ".css"}:
            # The maps stay behind; hashed static files refuse a mention of a map that is not there.
            target.write_text(SOURCE_MAP.sub("\n", source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(source, target)


def node_and_npm() -> tuple[Path, list[Path]]:
    """Node, and the command of npm: the machine's when both work and are new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST_NODE and version_of(npm):
        return Path(node), [Path(npm)]
    programs = node_wheel()
    # The wheel puts no working npm on the path: its script is run by its own Node.
    script = programs.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return programs / "node", [programs / "node", script]


def version_of(program: str) -> int:
    """The first number of what `--version` answers; 0 when the program does not work."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, cwd=ROOT)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = re.match(r"v?(\d+)\.", answer.stdout)
    return int(number[1]) if answer.returncode == 0 and number else 0


def with_node_first(node: Path) -> dict[str, str]:
    return dict(os.environ, PATH=os.pathsep.join([str(node.parent), os.environ.get("PATH", "")]))
