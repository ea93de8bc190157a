"""The demo keeps what was entered, starts over when asked."""

import argparse

import pytest

from tools import demo
from tools.steps import StepFailed


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setattr(demo, "STATE", tmp_path / "demo")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "entered").write_text("by a person")
    return tmp_path / "demo"


def test_starting_again_keeps_what_was_entered(state):
    with demo.serving_claim(start_over=False):
        assert (state / "entered").read_text() == "by a person"


def test_fresh_starts_over(state):
    with demo.serving_claim(start_over=True):
        assert not state.exists()


def test_fresh_is_refused_while_a_demo_is_running(state):
    with demo.serving_claim(start_over=False):
        with pytest.raises(StepFailed, match="still running"), demo.serving_claim(start_over=True):
            pass
        assert (state / "entered").exists()


def test_two_demos_may_serve_the_same_data(state):
    with demo.serving_claim(start_over=False), demo.serving_claim(start_over=False):
        assert (state / "entered").exists()


def test_a_folder_of_data_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(argparse.ArgumentTypeError, match="there is no folder"):
        demo.existing_folder(str(tmp_path / "none"))
