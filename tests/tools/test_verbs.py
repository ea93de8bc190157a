"""Each verb reads its arguments before anything is installed, and runs under the settings that are meant."""

import pytest

from tools import verbs

PRODUCTION = "peoplezones.config.settings.production"


@pytest.fixture
def handed_over(monkeypatch, tmp_path):
    """What becomes of a verb on a machine with a demo: the settings, and the words of the program."""
    (tmp_path / "demo").mkdir()
    monkeypatch.setattr(verbs, "VAR", tmp_path)
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    found = []
    monkeypatch.setattr(
        verbs.os, "execve", lambda program, words, env: found.append((env["DJANGO_SETTINGS_MODULE"], words[1:]))
    )
    return found


def test_manage_works_on_the_demo_where_there_is_one(handed_over, tmp_path):
    verbs.manage(["migrate"])
    (tmp_path / "demo").rmdir()
    verbs.manage(["migrate"])
    assert handed_over == [
        ("peoplezones.config.settings.demo", ["-m", "django", "migrate"]),
        ("peoplezones.config.settings.dev", ["-m", "django", "migrate"]),
    ]


@pytest.mark.parametrize("verb", [verbs.manage, verbs.python])
@pytest.mark.parametrize("named", [PRODUCTION, "settings_of_our_own"])
def test_settings_that_are_named_hold_even_where_there_is_a_demo(handed_over, monkeypatch, verb, named):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", named)
    verb(["migrate"])
    assert [settings for settings, _words in handed_over] == [named]


@pytest.fixture
def nothing_installed(monkeypatch):
    def must_wait(verb):
        pytest.fail("something was installed first")

    monkeypatch.setattr(verbs, "set_up", must_wait)


OURS = sorted(name for name, verb in verbs.VERBS.items() if verb.read)


def test_every_verb_that_is_not_another_program_reads_its_words_itself():
    assert sorted(verbs.VERBS.keys() - set(OURS)) == ["manage", "python", "test", "zonelab"]


@pytest.mark.parametrize("name", OURS)
def test_help_and_typos_are_answered_before_anything_is_installed(nothing_installed, capsys, name):
    with pytest.raises(SystemExit) as end:
        verbs.main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: ./run {name}" in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        verbs.main([name, "--prot"])
    assert end.value.code == 2
    assert "--prot" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["demo", "--port", "0"], ["check", "src"], ["lock", "--upgrad"]])
def test_what_a_verb_does_not_take_is_refused_before_anything_is_installed(nothing_installed, words):
    with pytest.raises(SystemExit):
        verbs.main(words)
