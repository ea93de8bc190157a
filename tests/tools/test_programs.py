"""A program is run quietly, and ends with all that it started."""

import subprocess
import time

import pytest

from tools import programs
from tools.programs import end_group, run
from tools.steps import StepFailed
from tools.whereabouts import ROOT, environment


def test_a_slow_program_gives_signs_of_life(monkeypatch, capsys):
    monkeypatch.setattr(programs, "SECONDS_BETWEEN_SIGNS_OF_LIFE", 0.1)
    run(["sh", "-c", "echo kneading; sleep 0.5"], ROOT, environment())
    assert "kneading" in capsys.readouterr().out


def test_what_a_secret_program_prints_is_not_shown_on_the_way(monkeypatch, capsys):
    monkeypatch.setattr(programs, "SECONDS_BETWEEN_SIGNS_OF_LIFE", 0.1)
    assert run(["sh", "-c", "echo recipe; sleep 0.3"], ROOT, environment(), secret=True) == "recipe\n"
    assert "recipe" not in capsys.readouterr().out


def test_a_failing_program_shows_what_it_printed():
    with pytest.raises(StepFailed, match="no flour"):
        run(["sh", "-c", "echo no flour; exit 3"], ROOT, environment())


def test_a_program_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StepFailed, match="oven cannot be started: No such file"):
        run([tmp_path / "oven"], ROOT, environment())


@pytest.mark.parametrize("stubborn", ["", "trap '' TERM;"])
def test_stopping_ends_the_server_and_all_that_it_started(monkeypatch, tmp_path, stubborn):
    monkeypatch.setattr(programs, "SECONDS_TO_STOP", 0.5)
    script = f"{stubborn} sleep 60 & echo $! > child; wait"
    process = subprocess.Popen(["sh", "-c", script], cwd=tmp_path, text=True, start_new_session=True)
    child = tmp_path / "child"
    while not (child.exists() and child.read_text().strip()):
        time.sleep(0.01)
    end_group(process)
    assert process.poll() is not None
    assert ends_soon(int(child.read_text()))


def ends_soon(number):
    """A killed process takes a moment to go, and more of one on a busy machine; a spared one sleeps for a minute."""
    deadline = time.monotonic() + 20
    while is_running(number) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(number)


def is_running(number):
    """Whether a process lives; one that has ended and waits to be counted does not."""
    answer = subprocess.run(["cat", f"/proc/{number}/stat"], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.rpartition(")")[2].split()[0] != "Z"
