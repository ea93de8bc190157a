"""An environment grows with what is asked of it, and is never thinned."""

import pytest

from tools import python_environment
from tools.python_environment import MARKS, TO_RUN, WITH_PEERS, WITH_TESTS, fullest, ready
from tools.verbs import VERBS
from tools.whereabouts import LOCKS


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment that has been made; what would be installed into it is written down instead."""
    monkeypatch.setattr(python_environment, "VENV", tmp_path)
    installed = []
    monkeypatch.setattr(python_environment, "make_environment", lambda: None)
    monkeypatch.setattr(python_environment, "install_uv", lambda: None)
    monkeypatch.setattr(python_environment, "uv", lambda *words: installed.append(words))
    return installed


def synced(installed):
    return [words[3].rpartition("/")[2] for words in installed if words[:2] == ("pip", "sync")]


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ([TO_RUN], TO_RUN),
        ([TO_RUN, WITH_TESTS], WITH_TESTS),
        ([WITH_TESTS, TO_RUN], WITH_TESTS),
        ([WITH_TESTS, WITH_PEERS, TO_RUN], WITH_PEERS),
        ([WITH_PEERS, WITH_TESTS], WITH_PEERS),
    ],
)
@pytest.mark.usefixtures("environment")
def test_the_fullest_lock_that_was_asked_for_holds(asked, used):
    assert [fullest(lock) for lock in asked][-1] == used


def test_what_is_asked_for_again_or_holds_less_is_not_installed_again(environment):
    for lock in (TO_RUN, WITH_PEERS, WITH_PEERS, WITH_TESTS, TO_RUN):
        ready(lock)
    assert synced(environment) == [TO_RUN, WITH_PEERS]


def test_an_environment_that_was_made_for_tests_before_benches_had_a_lock_stays(environment, tmp_path):
    (tmp_path / "holds-tests").touch()
    ready(TO_RUN)
    assert synced(environment) == [WITH_TESTS]


def packages(lock):
    lines = (LOCKS / lock).read_text(encoding="utf-8").splitlines()
    return {line.split(" ")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))}


def test_each_lock_holds_all_of_the_one_before():
    to_run, with_tests, with_peers = (packages(lock) for lock in MARKS)
    assert to_run < with_tests < with_peers


def test_benches_have_their_peers_and_tests_do_not_wait_for_them():
    assert VERBS["bench"].lock == WITH_PEERS
    assert {verb.lock for name, verb in VERBS.items() if name != "bench"} == {TO_RUN, WITH_TESTS}
