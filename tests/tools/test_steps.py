"""A step is done once, again when what it is made from changes, and again when it was interrupted."""

import pytest

from tools.steps import StepFailed, step


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "source"
    file.write_text("one")
    return file


@pytest.fixture
def done():
    return []


def test_the_second_time_nothing_is_done(tmp_path, source, done, capsys):
    for _ in range(2):
        step("Baking", tmp_path / "stamp", [source], lambda: done.append("baked"))
    assert done == ["baked"]
    assert capsys.readouterr().out.count("Baking") == 1


def test_a_changed_input_does_the_step_again(tmp_path, source, done):
    step("Baking", tmp_path / "stamp", [source], lambda: done.append("first"))
    source.write_text("two")
    step("Baking", tmp_path / "stamp", [source], lambda: done.append("second"))
    assert done == ["first", "second"]


def test_texts_that_only_run_together_alike_are_told_apart(tmp_path, done):
    step("Baking", tmp_path / "stamp", ["ab", "c"], lambda: done.append("first"))
    step("Baking", tmp_path / "stamp", ["a", "bc"], lambda: done.append("second"))
    assert done == ["first", "second"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, StepFailed, SystemExit])
def test_an_interrupted_step_is_done_again(tmp_path, source, done, interruption):
    def interrupted():
        raise interruption

    stamp = tmp_path / "stamp"
    step("Baking", stamp, [source], lambda: None)
    source.write_text("two")
    with pytest.raises(interruption):
        step("Baking", stamp, [source], interrupted)
    source.write_text("one")
    step("Baking", stamp, [source], lambda: done.append("baked"))
    assert done == ["baked"]


def test_a_step_says_what_it_does_and_how_long_it_took(tmp_path, capsys):
    step("Baking the bread", tmp_path / "stamp", [], lambda: None)
    first, second = capsys.readouterr().out.splitlines()
    assert "Baking the bread" in first
    assert second.strip() == "done in 0.0 s"
