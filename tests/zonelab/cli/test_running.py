"""Progress is shown for what lasts, and the same call runs on each of joblib's back ends."""

import io
import json
import pkgutil
import subprocess
import sys
import time
from typing import Any

import pytest

from zonelab.cli.back_ends import BackEndError, running_on
from zonelab.cli.completing import SHELLS
from zonelab.cli.progress import Progress

FILES = ("areas.csv", "zones.csv", "sets.csv", "report.html")


def test_a_step_that_lasts_is_shown_and_a_short_one_is_not() -> None:
    shown = io.StringIO()
    progress = Progress(shown, after=0.05)
    with progress.step("short", "Blinking"):
        pass
    assert shown.getvalue() == ""
    with progress.step("long", "Searching") as step:
        step.told(1, 4)
        time.sleep(0.2)
    assert "Searching:  25%" in shown.getvalue()
    with progress.step("blind", "Thinking"):
        time.sleep(0.2)
    assert "Thinking: 00:00 so far" in shown.getvalue()
    assert progress.seconds["long"] >= 0.2
    assert set(progress.seconds) == {"short", "long", "blind"}


@pytest.mark.parametrize(
    ("command", "slow", "words"),
    [
        ("check", "inputs.read", "Checking: 00:00 so far"),
        ("describe", "guesses.guess", "Looking at the table: 00:00 so far"),
        ("score", "reading.values", "Scoring the areas: 00:00 so far"),
    ],
)
def test_short_commands_show_it_too_where_they_last(
    command: str, slow: str, words: str, files: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"zonelab.cli.commands.{command}"
    real = pkgutil.resolve_name(f"{module}:{slow}")

    def lasts(*given: Any) -> Any:
        time.sleep(0.2)
        return real(*given)

    monkeypatch.setattr(f"{module}.{slow}", lasts)
    monkeypatch.setattr(f"{module}.Progress", lambda stream: Progress(stream, after=0.05))
    given = {
        "check": files.arguments("check"),
        "describe": ["describe", str(files.indicators)],
        "score": ["score", str(files.indicators), str(files.spec)],
    }
    ran = run(given[command])
    assert ran.exit_code == 0
    assert words in ran.err
    assert words not in ran.out


def test_a_quiet_one_shows_nothing_and_counts_all_the_same() -> None:
    shown = io.StringIO()
    progress = Progress(shown, quiet=True, after=0.0)
    with progress.step("step", "Working") as step:
        step.told(1, 2)
        time.sleep(0.05)
    assert shown.getvalue() == ""
    assert progress.seconds["step"] > 0


def test_progress_ends_where_the_work_fails() -> None:
    progress = Progress(io.StringIO(), after=0.0)
    with pytest.raises(RuntimeError), progress.step("step", "Working"):
        raise RuntimeError
    assert "step" in progress.seconds


def test_without_ray_it_says_what_to_install(files: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = run(files.arguments("choose", "--back-end", "ray"))
    assert ran.exit_code == 2
    assert 'The back end "ray" needs Ray. Install it: pip install "ray[default]"' in ran.err
    assert not files.out.exists()


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BackEndError, match="pip install distributed"), running_on("dask", 1):
        pass


def test_a_scheduler_is_for_dask(files: Any, run: Any) -> None:
    ran = run(files.arguments("choose", "--scheduler", "tcp://localhost:1"))
    assert "Add --back-end dask." in ran.err


@pytest.mark.parametrize("back_end", ["processes", "dask"])
def test_each_back_end_gives_the_same_answer(back_end: str, files: Any, run: Any) -> None:
    if back_end == "dask":
        pytest.importorskip("distributed")
    more = ("--draws", 300, "--quiet")
    assert run(files.arguments("choose", *more)).exit_code == 0
    there = files.folder / "there"
    # In a process of its own: workers would inherit the settings of this one.
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "zonelab"),
            *files.arguments("choose", *more, "--out", there, "--jobs", 2, "--back-end", back_end),
        ],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path), "HOME": str(files.folder)},
    )
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    for name in FILES:
        assert (files.out / name).read_text(encoding="utf-8") == (there / name).read_text(encoding="utf-8"), name
    running = json.loads((there / "run.json").read_text(encoding="utf-8"))["running"]
    assert (running["back_end"], running["jobs"]) == (back_end, 2)


@pytest.mark.parametrize("given", ["0", "-1", "two"])
def test_jobs_are_one_or_more(given: str, files: Any, run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(files.arguments("choose", f"--jobs={given}"))
    assert left.value.code == 2
    assert "it is a whole number of 1 or more" in capsys.readouterr().err


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_get_completion_of_commands_and_options(shell: str, run: Any) -> None:
    ran = run(["completion", shell])
    assert ran.exit_code == 0
    for word in ("choose", "describe", "back-end", "population"):
        assert word in ran.out


def test_bash_completes(run: Any, tmp_path: Any) -> None:
    script = tmp_path / "zonelab.bash"
    script.write_text(run(["completion", "bash"]).out, encoding="utf-8")
    (tmp_path / "table.csv").write_text("", encoding="utf-8")
    (tmp_path / "table.txt").write_text("", encoding="utf-8")
    asked = {"choose --ba": "--back-end", "choose --back-end d": "dask", "des": "describe", "start t": "table.csv"}
    for typed, completed in asked.items():
        words = f"COMP_WORDS=(zonelab {typed}); COMP_CWORD={len(typed.split())}"
        command = f"source {script}; {words}; _shtab_zonelab; echo ${{COMPREPLY[@]}}"
        ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path)
        assert ran.stdout.split() == [completed], typed
