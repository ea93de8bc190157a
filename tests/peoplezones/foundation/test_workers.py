import os
import subprocess

import pytest

from peoplezones.foundation import workers


def of_number(number):
    return " ".join([*workers.this_one().split(" ")[:-1], str(number)])


def test_a_name_says_machine_and_process():
    assert workers.this_one().endswith(f" {os.getpid()}")
    assert len(workers.this_one().split(" ")) == 3


def test_a_process_that_has_ended_is_gone():
    process = subprocess.Popen(["true"])
    process.wait()
    assert workers.is_gone(of_number(process.pid))


def test_a_process_that_lives_is_not_gone():
    assert not workers.is_gone(of_number(os.getppid()))


def test_a_process_of_somebody_else_lives(monkeypatch):
    def may_not(number, signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", may_not)
    assert not workers.is_gone(of_number(1))


def test_our_own_number_is_that_of_an_earlier_life():
    assert workers.is_gone(workers.this_one())


@pytest.mark.parametrize("name", ["elsewhere pid:[1] 1", "", "nonsense"])
def test_of_another_machine_nobody_can_tell(name):
    assert not workers.is_gone(name)
