import datetime as dt

import pytest
from django.core import signing
from django.urls import reverse

from peoplezones.accounts import demo_links, roles
from peoplezones.accounts.models import SpentLink
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.PEOPLEZONES_DEMO = True
    return settings


@pytest.fixture
def person():
    return PersonFactory(name="Resident 12")


def address(token):
    return reverse("accounts:demo_sign_in", args=[token])


def test_a_link_signs_in_by_its_button_and_is_written_down(client, demo, person):
    link = address(demo_links.make(person))
    assert "Sign in as Resident 12" in client.get(link).content.decode()
    assert client.post(link).url == reverse("accounts:home")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEntry.objects.get(action="accounts.demo_sign_in").actor_id == person.pk


def test_looking_at_a_link_uses_nothing_up(client, demo, person):
    link = address(demo_links.make(person))
    for _look in range(3):
        assert client.get(link).status_code == 200
    assert not SpentLink.objects.exists()
    assert not walks.is_signed_in(client)


def test_a_link_works_once(client, demo, person):
    link = address(demo_links.make(person))
    client.post(link)
    client.post(reverse("account_logout"))
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "was used before" in answer.content.decode()
        assert "Start the demo again" in answer.content.decode()
    assert not walks.is_signed_in(client)


def test_two_at_the_same_moment_cannot_both_use_a_link(client, demo, person, monkeypatch):
    link = address(demo_links.make(person))
    client.post(link)
    client.post(reverse("account_logout"))
    monkeypatch.setattr("peoplezones.accounts.queries.link_is_spent", lambda token_id: False)
    assert client.post(link).status_code == 410
    assert not walks.is_signed_in(client)
    assert AuditEntry.objects.filter(action="accounts.demo_sign_in").count() == 1


def test_each_link_of_a_person_is_another(demo, person):
    assert demo_links.make(person) != demo_links.make(person)


def test_a_link_is_over_after_twelve_hours(client, demo, person):
    made = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    with clock.stopped(made):
        link = address(demo_links.make(person))
    with clock.stopped(made + dt.timedelta(hours=11, minutes=59)):
        assert client.get(link).status_code == 200
    with clock.stopped(made + dt.timedelta(hours=12, seconds=1)):
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 410
            assert "too old" in answer.content.decode()
    assert not walks.is_signed_in(client)


def test_a_forged_link_is_not_found(client, demo, person):
    said = {"id": "x", "person": person.pk, "until": "2099-01-01T00:00:00+00:00"}
    forged = [
        "nonsense",
        demo_links.make(person)[:-1] + "!",
        signing.dumps(said, salt="another salt"),
        signing.dumps(said, key="another secret", salt=demo_links.SALT),
    ]
    for token in forged:
        for answer in (client.get(address(token)), client.post(address(token))):
            assert answer.status_code == 404
            assert "Start the demo again" in answer.content.decode()
    assert not walks.is_signed_in(client)


def test_a_link_of_a_closed_account_is_not_found(client, demo):
    link = address(demo_links.make(PersonFactory(is_active=False)))
    assert client.post(link).status_code == 404


def test_outside_the_demo_no_link_works_and_none_is_made(client, demo, person):
    link = address(demo_links.make(person))
    demo.PEOPLEZONES_DEMO = False
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert not walks.is_signed_in(client)
    with pytest.raises(NotPossibleNow):
        demo_links.make(person)


def test_every_settings_module_but_the_demo_s_leaves_links_off(settings):
    assert settings.PEOPLEZONES_DEMO is False


def test_a_link_counts_as_the_second_factor_in_the_demo_alone(client, demo):
    member = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    client.post(address(demo_links.make(member)))
    assert client.get("/workspace/").status_code == 200
    demo.PEOPLEZONES_DEMO = False
    assert client.get("/workspace/").url == reverse("mfa_index")


def test_whoever_sat_here_before_is_signed_out_by_a_link(client, demo, person):
    client.force_login(PersonFactory())
    session = client.session
    session["left here"] = "yes"
    session.save()
    client.post(address(demo_links.make(person)))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "left here" not in client.session
