import pytest
from django.db import transaction

from peoplezones.foundation import clock, versions
from peoplezones.foundation.versions import EditedMeanwhile
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def rename(zone, name, seen, by=None):
    with transaction.atomic():
        current = versions.take(zone, seen=seen, by=by, now=clock.now())
        current.name = name
        current.save()
    return current


def test_whoever_saw_the_newest_version_may_change_it_and_is_named():
    zone = ZoneFactory()
    changed = rename(zone, "Mill Lane", seen=1, by=PersonFactory(name="Zone lead 1"))
    assert (changed.version, changed.edited_by_label, changed.edited_at) == (2, "Zone lead 1", clock.now())


def test_whoever_saw_an_older_one_changes_nothing_and_gets_the_newer():
    zone = ZoneFactory()
    rename(zone, "Mill Lane", seen=1)
    with pytest.raises(EditedMeanwhile) as refusal:
        rename(zone, "Mill Road", seen=1)
    assert refusal.value.current.name == "Mill Lane"
    zone.refresh_from_db()
    assert (zone.name, zone.version) == ("Mill Lane", 2)
