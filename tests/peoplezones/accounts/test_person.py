import asyncio

import pytest
from django.contrib.auth import authenticate, get_backends
from django.db import IntegrityError, transaction

from peoplezones.accounts.models import Person

from .factories import PersonFactory, RoleHeldFactory, SpentLinkFactory

pytestmark = pytest.mark.django_db


def test_a_password_is_never_kept_whatever_is_asked_for():
    person = PersonFactory()
    person.set_password("a very good password")
    person.save()
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not person.check_password("a very good password")


def test_the_data_base_itself_refuses_a_password():
    person = PersonFactory()
    with pytest.raises(IntegrityError, match="nobody_has_a_password"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(password="pbkdf2_sha256$1$salt$hash")


def test_nobody_is_above_the_roles():
    person = PersonFactory()
    with pytest.raises(IntegrityError, match="nobody_is_above_the_roles"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_superuser=True)


def test_one_person_an_address_whatever_its_capitals():
    PersonFactory(email="resident-a@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([Person(email="Resident-A@example.org", password="!")])


@pytest.fixture
def every_password_is_right(monkeypatch):
    monkeypatch.setattr(Person, "check_password", lambda self, raw: True)
    monkeypatch.setattr(Person, "acheck_password", lambda self, raw: asyncio.sleep(0, True))


def test_no_back_end_takes_credentials_even_if_they_were_right(every_password_is_right):
    person = PersonFactory()
    assert authenticate(username=person.email, password="right") is None
    assert authenticate(email=person.email, password="right") is None
    assert [type(backend).__name__ for backend in get_backends()] == [
        "NoPasswordBackend",
        "ObjectPermissionBackend",
    ]


def test_no_back_end_takes_credentials_asynchronously(every_password_is_right, monkeypatch):
    person = PersonFactory()
    monkeypatch.setattr(type(Person.objects), "aget_by_natural_key", lambda *_: asyncio.sleep(0, person))
    backend = get_backends()[0]
    assert asyncio.run(backend.aauthenticate(None, username=person.email, password="right")) is None


def test_labels_do_not_tell_the_address():
    assert str(PersonFactory(name="Resident 12")) == "Resident 12"
    assert "@" not in str(PersonFactory(name=""))
    assert str(RoleHeldFactory(person=PersonFactory(name="Resident 3"))) == "Resident 3: Resident"
    assert str(SpentLinkFactory(token_id="abc")) == "abc"
