import datetime as dt

from peoplezones.provision.models import Mapping
from peoplezones.provision.presenters.changes import changes, said
from peoplezones.provision.queries import Kept
from tests.peoplezones.provision.factories import entry

BEFORE = [
    entry("A", number=1, hours=10.0, tools=["interaction"]),
    entry("B", number=2, hours=10.0, tools=["control"]),
    entry("C", number=3),
]


def kept():
    return Kept(Mapping(as_at=dt.date(2025, 3, 3)), BEFORE)


def test_items_are_known_by_their_number_and_not_by_their_title():
    now = [entry("A renamed", number=1, hours=10.0), entry("B", number=2, hours=4.0), entry("D", number=4)]
    found = changes(BEFORE, now)
    assert [one.title for one in found.added] == ["D"]
    assert [one.title for one in found.ended] == ["C"]
    assert [(one.entry.title, one.before, one.now) for one in found.hours] == [("B", 10.0, 4.0)]
    assert found.same == 1


def test_the_sentences_count_changes_hours_and_the_preventive_share():
    now = [entry("A", number=1, hours=30.0, tools=["interaction"]), BEFORE[1], entry("D", number=4)]
    assert said(kept(), now) == [
        "Since the baseline of 3 March 2025: one added, one ended, one has other hours.",
        "Hours a week of roles and services went from 20 to 40.",
        "The share that is preventive was 50% and is 75%.",
    ]


def test_nothing_changed_is_said():
    assert said(kept(), BEFORE) == ["Nothing has changed since the baseline of 3 March 2025."]
