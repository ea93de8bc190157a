"""Two `./run` at once take turns, and wait for what a killed one left running."""

import subprocess
import threading

from tools.turns import held, only_one


def test_two_at_once_take_turns(tmp_path, capsys):
    order = []
    inside, may_leave = threading.Event(), threading.Event()

    def first():
        with only_one(tmp_path / "lock", "to bake"):
            inside.set()
            may_leave.wait(5)
            order.append("first")

    def second():
        with only_one(tmp_path / "lock", "to bake"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(5)
    threads[1].start()
    threads[1].join(0.2)
    assert order == []
    may_leave.set()
    for thread in threads:
        thread.join(5)
    assert order == ["first", "second"]
    assert "Waiting for another ./run to bake" in capsys.readouterr().err


def test_what_a_killed_run_started_keeps_the_next_one_waiting(tmp_path):
    lock, ended = tmp_path / "lock", tmp_path / "ended"
    with only_one(lock, "to bake"):
        left_behind = subprocess.Popen(["sh", "-c", f"sleep 0.3; touch {ended}"], pass_fds=tuple(held))
    with only_one(lock, "to bake"):
        assert ended.exists()
    left_behind.wait(5)
