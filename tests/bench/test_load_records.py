"""Users add to one text; a site that forgets to look at the version is found out."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from _load_measures import Outcome, Tally
from _load_records import Record, add_mark, text_of
from _load_users import NotAnswered, User, outcome_of

ADDRESS = "/workspace/zones/new-parks/edit/"
FORM = (
    '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t">'
    '<input type="hidden" name="version" value="{version}"><textarea name="story">\n{text}</textarea></form>'
)


class Site:
    """A form of one text. `before` is done once, between the first user's reading and their saving."""

    def __init__(self, *, locks=True, keeps_what_was_typed=True, shows_both=True):
        self.text, self.version, self.before = "A story.", 1, None
        self.locks, self.keeps, self.shows_both = locks, keeps_what_was_typed, shows_both

    def request(self, method, address, *, data=None, **how):
        assert urlsplit(address).path == ADDRESS
        if method == "GET":
            return self.answer(200, FORM.format(version=self.version, text=self.text))
        if self.before:
            act, self.before = self.before, None
            act()
        if self.locks and data["version"] != str(self.version):
            both = f"<td>{data['story']}</td><td>{self.text}</td>" if self.shows_both else ""
            again = FORM.format(version=self.version, text=data["story"] if self.keeps else self.text)
            return self.answer(409, f"<table><tr><th>Story</th>{both}</tr></table>{again}")
        self.text, self.version = data["story"], self.version + 1
        return self.answer(302, "")

    def answer(self, status, text):
        return SimpleNamespace(status_code=status, text=text, url=ADDRESS, headers={"Content-Type": "text/html"})


def two_at_once(site):
    """The first opens the form, the second opens and saves, the first saves."""
    tally, record = Tally(), Record(ADDRESS, "story", ["Zone lead"])
    tally.begin()
    first, second = (User(number, "http://localhost", tally) for number in (1, 2))
    first.session = second.session = SimpleNamespace(request=site.request, close=lambda: None)
    site.before = lambda: add_mark(second, record)
    add_mark(first, record)
    return record, tally, text_of(first, record)


def test_after_a_conflict_both_versions_are_put_together_and_nothing_is_lost():
    record, tally, text = two_at_once(Site())
    assert record.ledger.taken == {"[2.1]", "[1.2]"}
    assert text == "A story. [2.1] [1.2]"
    assert record.ledger.lost(text) == []
    assert record.ledger.kept_although_refused(text) == []
    assert [one.outcome for one in tally.answers if one.writes] == [Outcome.FINE, Outcome.CONFLICT, Outcome.FINE]
    assert tally.failed() == 0


def test_a_site_that_lets_the_last_one_win_is_found_out():
    record, _tally, text = two_at_once(Site(locks=False))
    assert record.ledger.lost(text) == ["[2.1]"]


@pytest.mark.parametrize("fault", ["keeps_what_was_typed", "shows_both"])
def test_a_page_of_a_conflict_that_loses_words_is_a_failure(fault):
    site = Site(**{fault: False})
    with pytest.raises(NotAnswered):
        two_at_once(site)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (302, Outcome.FINE),
        (409, Outcome.CONFLICT),
        (429, Outcome.REFUSED),
        (404, Outcome.FAILED),
        (403, Outcome.FAILED),
        (200, Outcome.FAILED),  # a form shown again as if nothing had been sent
        (500, Outcome.FAILED),
        (503, Outcome.FAILED),
    ],
)
def test_an_answer_that_nobody_expects_is_a_failure(status, outcome):
    assert outcome_of(status, fine=(302,), refusals=(409, 422, 429)) is outcome


def test_a_form_is_sent_back_as_a_browser_would():
    html = (
        '<form method="get"><input name="q"></form><form method="post"><input name="a" value="1 &amp; 2">'
        '<input type="checkbox" name="b" value="x" checked><input type="checkbox" name="b" value="y" checked>'
        '<input type="checkbox" name="b" value="z"><input type="radio" name="c" value="1">'
        '<input type="radio" name="c" value="2" checked><select name="d"><option value="1">One</option>'
        '<option value="2" selected>Two</option></select><select name="h"><option value="first">First</option></select>'
        '<textarea name="e">\nTwo\nlines</textarea>'
        '<input type="file" name="f"><button name="g" value="go">Go</button></form>'
    )
    page = SimpleNamespace(text=html, url=ADDRESS)
    found = User(1, "http://localhost", Tally()).form(page, "e", "Open")
    assert found == {"a": "1 & 2", "b": ["x", "y"], "c": "2", "d": ["2"], "h": ["first"], "e": "Two\nlines"}
