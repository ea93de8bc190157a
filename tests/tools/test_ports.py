"""A port in use gets a clear message, and another port."""

import socket

import pytest

from tools.ports import free_port, is_free
from tools.steps import StepFailed


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_gives_another_and_says_so(taken, capsys):
    port = free_port(taken)
    assert port > taken
    assert is_free(port)
    assert f"Port {taken} is in use by another program. Using port {port} instead." in capsys.readouterr().out


def test_a_free_port_is_used_without_a_word(taken, capsys):
    free = free_port(taken)
    capsys.readouterr()
    assert free_port(free) == free
    assert capsys.readouterr().out == ""


def test_where_no_port_is_left_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr("tools.ports.is_free", lambda port: False)
    with pytest.raises(StepFailed, match="--port"):
        free_port(8000)
