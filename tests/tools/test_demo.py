"""The demo keeps what was entered, starts over when asked."""

import argparse
from contextlib import nullcontext
from types import SimpleNamespace

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


@pytest.mark.parametrize("port", ["-1", "0", "65536", "99999", "8000.5", "eighty"])
def test_a_port_that_cannot_be_is_refused_with_a_sentence(port, capsys):
    with pytest.raises(SystemExit):
        demo.parse(["--port", port])
    assert f"a port is a whole number from 1 to 65535, and {port} is none" in capsys.readouterr().err


def test_fresh_does_not_claim_to_empty_a_data_base_that_it_leaves_alone(monkeypatch, capsys):
    monkeypatch.setenv("PEOPLEZONES_DATABASE", "postgres://zones@localhost/zones")
    with pytest.raises(SystemExit):
        demo.parse(["--fresh"])
    assert "PEOPLEZONES_DATABASE names another" in capsys.readouterr().err
    assert not demo.parse([]).fresh


@pytest.mark.parametrize("database", ["", "sqlite:///elsewhere"])
def test_fresh_is_fine_with_the_demo_s_own_data_base(monkeypatch, database):
    monkeypatch.setenv("PEOPLEZONES_DATABASE", database)
    assert demo.parse(["--fresh"]).fresh


def test_links_are_made_while_the_server_starts_the_worker_comes_last_and_nothing_comes_between_them_and_the_address(
    state, monkeypatch, capsys
):
    order = []
    server = SimpleNamespace(wait_for_first_page=lambda: order.append("page"), wait=lambda: 0)
    monkeypatch.setattr(demo, "prepare", lambda data, official: None)
    monkeypatch.setattr(demo, "serving", lambda *how: nullcontext(server))
    monkeypatch.setattr(demo, "working", lambda env: order.append("worker") or nullcontext())
    monkeypatch.setattr(demo, "ask_django", lambda *command, secret: order.append("links") or "a link\n")
    assert demo.main([]) == 0
    assert order == ["links", "page", "worker"]
    said = capsys.readouterr().out
    assert said[said.index("People Zones is running") :].split("\n\n")[1:] == ["a link", "Stop it with Ctrl-C.\n"]


def test_a_folder_of_data_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(argparse.ArgumentTypeError, match="there is no folder"):
        demo.existing_folder(str(tmp_path / "none"))


def test_official_figures_are_asked_for_again_each_time_and_what_is_said_of_them_is_passed_on(
    state, monkeypatch, capsys
):
    asked = []
    monkeypatch.setattr(demo, "STATIC", state / "static")
    (state / "static").mkdir()
    monkeypatch.setattr(demo, "ask_django", lambda *command: asked.append(command) or "Out of reach.\n")
    for _time in range(2):
        demo.prepare(None, official=True)
    assert [command for command in asked if command[0] == "load_demo"] == [("load_demo", "--official")] * 2
    assert capsys.readouterr().out.count("Out of reach.") == 2
