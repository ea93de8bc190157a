"""`./run lock`: writes the lock files from pyproject.toml and package.json; nothing else chooses a version.

One lock serves all systems and all Pythons from 3.11 on. Without `--upgrade` what is locked stays as it is,
where it still fits.
"""

from tools import frontend
from tools.programs import run
from tools.python_environment import uv
from tools.steps import say
from tools.tracked_files import LOCKED_FROM, asked_for
from tools.whereabouts import LOCKS, ROOT

TO_RUN = ["--extra", "platform", "--group", "build"]
WHAT_EACH_HOLDS = {
    "platform.txt": TO_RUN,
    "dev.txt": [*TO_RUN, "--group", "dev", "-c", "requirements/platform.txt"],
    "bench.txt": [*TO_RUN, "--group", "dev", "--group", "bench", "-c", "requirements/dev.txt"],
    "uv.txt": ["--group", "pyproject.toml:uv"],
    "node.txt": ["--group", "pyproject.toml:node"],
}


def main(arguments: list[str]) -> int:
    upgrade = ["--upgrade"] if "--upgrade" in arguments else []
    for name, asked in WHAT_EACH_HOLDS.items():
        say(f"· Locking {name} …")
        # The groups that install tools are named without the project, so that they hold nothing but the tool.
        source = [] if name in {"uv.txt", "node.txt"} else ["pyproject.toml"]
        uv(
            *["pip", "compile", "--quiet", "--universal", "--python-version", "3.11"],
            *["--generate-hashes", "--no-header", *upgrade, *source, *asked],
            *["--output-file", f"requirements/{name}"],
        )
    say("· Locking package-lock.json …")
    node, npm = frontend.node_and_npm()
    verb = "update" if upgrade else "install"
    run([*npm, verb, "--package-lock-only"], ROOT, frontend.with_node_first(node))
    LOCKED_FROM.write_text(asked_for() + "\n")
    say(f"Written: {', '.join(sorted(path.name for path in LOCKS.iterdir()))}, package-lock.json")
    return 0
