import pytest
from django.urls import reverse

from peoplezones.accounts import queries
from peoplezones.accounts.models import Person
from peoplezones.foundation.models import AuditEntry

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db

EMAIL = "resident-new@example.org"


def sign_up(client, letters):
    client.post(reverse("account_signup"), {"email": EMAIL, "password1": "a very good password"})
    return client.post(reverse("account_email_verification_sent"), {"code": walks.newest_code(letters)})


def test_a_resident_signs_up_with_an_address_and_a_code(client, mailoutbox):
    answer = client.post(reverse("account_signup"), {"email": EMAIL}, follow=True)
    assert EMAIL in answer.content.decode()
    assert not walks.is_signed_in(client)
    assert queries.roles_of(Person.objects.get()) == frozenset()
    answer = client.post(reverse("account_email_verification_sent"), {"code": walks.newest_code(mailoutbox)})
    assert answer.url == reverse("accounts:home")
    person = Person.objects.get(email=EMAIL)
    assert queries.roles_of(person) == {"resident"}
    assert not person.has_usable_password()
    assert person.emailaddress_set.get().verified


def test_sign_up_is_written_down(client, mailoutbox):
    sign_up(client, mailoutbox)
    person = Person.objects.get()
    lines = AuditEntry.objects.order_by("id").values_list("action", "actor_id", "target_id")
    assert list(lines) == [
        ("accounts.email_confirmed", person.pk, str(person.pk)),
        ("accounts.sign_up", person.pk, str(person.pk)),
        ("accounts.give_role", person.pk, str(person.pk)),
        ("accounts.sign_in", person.pk, str(person.pk)),
    ]


def test_who_never_typed_the_code_can_still_come_in_by_sign_in(client, mailoutbox):
    client.post(reverse("account_signup"), {"email": EMAIL})
    client.cookies.clear()
    walks.sign_in(client, mailoutbox, EMAIL)
    assert walks.is_signed_in(client)
    assert queries.roles_of(Person.objects.get()) == {"resident"}


def test_a_second_sign_in_gives_no_role_again(client, mailoutbox):
    sign_up(client, mailoutbox)
    person = Person.objects.get()
    person.roles_held.all().delete()
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, EMAIL)
    assert not person.roles_held.exists()


def test_a_known_address_is_not_given_away_and_its_owner_is_told(client, mailoutbox):
    PersonFactory(email=EMAIL)
    answer = client.post(reverse("account_signup"), {"email": EMAIL})
    assert answer.url == reverse("account_email_verification_sent")
    assert client.get(answer.url).status_code == 200
    assert Person.objects.count() == 1
    assert "has an account here already" in mailoutbox[-1].body
    assert reverse("account_login") in mailoutbox[-1].body
    assert "password" not in mailoutbox[-1].body


def test_three_wrong_codes_end_it(client):
    client.post(reverse("account_signup"), {"email": EMAIL})
    for _try in range(3):
        client.post(reverse("account_email_verification_sent"), {"code": "BBBB-BBBB"})
    assert client.get(reverse("account_email_verification_sent")).url == reverse("account_login")


def test_sign_up_can_be_closed(client, settings, mailoutbox):
    settings.PEOPLEZONES_SIGNUP_OPEN = False
    assert "You cannot sign up here now" in client.get(reverse("account_signup")).content.decode()
    client.post(reverse("account_signup"), {"email": EMAIL})
    assert not Person.objects.exists()
    assert mailoutbox == []
