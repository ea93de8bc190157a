"""`./run test` fails when a part fails or is empty, and says plainly what it could not run."""

import pytest

from tools import suite

PARTS = ["on_sqlite", "journeys", "on_postgres", "zonelab_alone", "bare_machine"]


@pytest.fixture
def parts(monkeypatch):
    """Each part answers what the test says, without running."""
    answers = dict.fromkeys(PARTS, 0)
    for name in PARTS:
        monkeypatch.setattr(suite, name, lambda name=name: answers[name])
    return answers


def test_all_parts_passing_is_success(parts):
    assert suite.main([]) == 0


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("code", [1, 5])
def test_one_part_that_fails_or_finds_no_test_fails_the_whole(parts, part, code, capsys):
    parts[part] = code
    assert suite.main([]) == 1
    assert capsys.readouterr().out.count("failed ") == 1


def test_without_a_browser_the_journeys_are_named_as_not_run(monkeypatch, capsys):
    monkeypatch.setattr(suite, "browser_or_install", lambda: None)
    assert suite.journeys() is None
    said = capsys.readouterr().out
    assert "NOT run" in said
    assert "apt-get install chromium" in said


def test_arguments_go_to_pytest_as_they_are(monkeypatch):
    asked = []
    monkeypatch.setattr(suite, "pytest", lambda arguments: asked.append(arguments) or 0)
    assert suite.main(["tests/zonelab", "-k", "rank"]) == 0
    assert asked == [["tests/zonelab", "-k", "rank"]]
