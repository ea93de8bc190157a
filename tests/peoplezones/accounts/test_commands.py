import pytest
from django.core.management import CommandError, call_command

from peoplezones.accounts import queries, roles
from peoplezones.accounts.models import Person
from peoplezones.foundation.models import AuditEntry

from . import walks
from .factories import PersonFactory, factors_of, new_secret

pytestmark = pytest.mark.django_db


def test_the_first_member_of_the_programme_team_is_added_and_signs_in(client, mailoutbox, capsys):
    call_command("add_person", "Lead@example.org", name="Programme lead", role=["programme_team"])
    person = Person.objects.get(email="lead@example.org")
    assert queries.roles_of(person) == {"programme_team"}
    assert AuditEntry.objects.filter(actor_label="the system", target_id=str(person.pk)).count() == 2
    walks.sign_in(client, mailoutbox, person.email)
    assert walks.is_signed_in(client)
    assert "They can sign in now" in capsys.readouterr().out


@pytest.mark.parametrize("email", ["not an address", "taken@example.org"])
def test_an_address_that_cannot_be_used_adds_nobody(email):
    PersonFactory(email="taken@example.org")
    with pytest.raises(CommandError):
        call_command("add_person", email)
    assert Person.objects.count() == 1


def test_whoever_lost_every_factor_gets_a_fresh_start_and_their_sessions_lose_the_roles(client, mailoutbox):
    person = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    walks.sign_in(client, mailoutbox, person.email)
    walks.set_up_app(client)
    assert client.get("/workspace/").status_code == 200
    call_command("reset_second_factor", person.email)
    assert factors_of(person) == set()
    assert client.get("/workspace/").url.startswith("/sign-in/")
    assert AuditEntry.objects.filter(action="accounts.second_factor_reset").count() == 1


def test_roles_of_somebody_who_is_there_are_given_and_taken(capsys):
    person = PersonFactory()
    call_command("give_role", person.email.upper(), "page_editor")
    assert queries.roles_held(Person.objects.get(pk=person.pk)) == {"page_editor"}
    call_command("take_role", person.email, "page_editor")
    assert queries.roles_held(Person.objects.get(pk=person.pk)) == frozenset()
    lines = AuditEntry.objects.order_by("id").values_list("action", "actor_label", "target_id", "detail")
    assert list(lines) == [
        (f"accounts.{verb}_role", "the system", str(person.pk), {"role": "page_editor", "partnership": "everywhere"})
        for verb in ("give", "take")
    ]
    assert "They do not hold the role any more" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["give_role", "take_role"])
def test_a_role_or_a_person_that_there_is_not_is_refused(command):
    with pytest.raises(CommandError, match="Nobody has this e-mail address"):
        call_command(command, "nobody@example.org", "resident")
    with pytest.raises(CommandError, match="invalid choice"):
        call_command(command, PersonFactory().email, "king")


def test_resetting_touches_nobody_else():
    other = PersonFactory(app=new_secret())
    call_command("reset_second_factor", PersonFactory().email)
    assert factors_of(other) == {"totp"}
    with pytest.raises(CommandError, match="Nobody has this e-mail address"):
        call_command("reset_second_factor", "nobody@example.org")
