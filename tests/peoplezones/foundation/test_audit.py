import pytest
from django.db import connection, transaction

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, clock, notes, read_only
from peoplezones.foundation.models import AuditEntry
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.foundation.factories import AuditEntryFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def test_a_line_names_actor_deed_and_target():
    by, target = PersonFactory(), PersonFactory()
    with transaction.atomic():
        audit.record(by=by, action="accounts.greet", target=target, now=clock.now(), detail={"how": "warmly"})
    line = AuditEntry.objects.get(action="accounts.greet")
    assert (line.actor_id, line.actor_label) == (by.pk, str(by))
    assert (line.target_kind, line.target_id, line.target_label) == (
        "accounts.person",
        str(target.pk),
        str(target),
    )
    assert line.detail == {"how": "warmly"}


def test_the_line_outlives_its_actor():
    by, target = PersonFactory(), PersonFactory()
    with transaction.atomic():
        audit.record(by=by, action="accounts.greet", target=target, now=clock.now())
    label = str(by)
    by.delete()
    assert AuditEntry.objects.get(action="accounts.greet").actor_label == label


def test_a_line_outside_a_transaction_is_refused(monkeypatch):
    target = PersonFactory()
    # Without the transaction that lies around every test; one that is really gone would empty Wagtail's tables too.
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="same transaction"):
        audit.record(by=None, action="accounts.greet", target=target, now=clock.now())


def test_deed_and_line_fall_together():
    target = PersonFactory()

    def deed_that_fails():
        with transaction.atomic():
            audit.record(by=None, action="accounts.greet", target=target, now=clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed_that_fails()
    assert not AuditEntry.objects.filter(action="accounts.greet").exists()


def test_lines_are_never_changed_or_deleted():
    line = AuditEntryFactory()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
    with pytest.raises(TypeError):
        AuditEntry.objects.update(action="other")
    with pytest.raises(TypeError):
        AuditEntry.objects.all().delete()


def test_a_line_belongs_to_the_partnership_of_its_target_or_to_the_one_that_is_told():
    zone = ZoneFactory()
    assert audit.record(by=None, action="zones.rename", target=zone, now=clock.now()).scope == zone.partnership_id
    assert audit.record(by=None, action="zones.rename", target=zone, now=clock.now(), scope=77).scope == 77
    assert audit.record(by=None, action="accounts.rename", target=PersonFactory(), now=clock.now()).scope is None


def test_a_note_that_somebody_saw_something_is_kept_while_nothing_may_be_written():
    person = PersonFactory()
    with connection.execute_wrapper(read_only.refuse_writes):
        entry = audit.note_read(by=person, action="agreements.see", target=person, now=clock.now())
        with pytest.raises(read_only.WroteOnGet):
            Person.objects.update(name="Somebody else")
        with notes.being_kept(), pytest.raises(read_only.WroteOnGet):
            Person.objects.update(name="Somebody else")
    assert entry.is_read
