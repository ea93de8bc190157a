import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.urls import reverse

from peoplezones.accounts import actions, queries, roles
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry

from . import walks
from .factories import PersonFactory, RoleHeldFactory, factors_of, new_secret
from .soft_key import SoftKey

pytestmark = pytest.mark.django_db

HOME = "/workspace/"


@pytest.fixture
def secret():
    return new_secret()


@pytest.fixture
def member():
    """Of the programme team, without a second factor yet."""
    return PersonFactory(name="Programme lead", holding=[roles.PROGRAMME_TEAM, roles.ANALYST, roles.RESIDENT])


@pytest.fixture
def equipped(secret):
    """Of the programme team, with an authenticator app."""
    return PersonFactory(name="Programme lead", holding=[roles.PROGRAMME_TEAM], app=secret)


def roles_in_session(client):
    """As the header of a public page would ask: by the person of the request."""
    return queries.roles_of(client.get(reverse("mfa_index")).wsgi_request.user)


def give_second_step(client, secret):
    return client.post(reverse("mfa_authenticate"), {"code": walks.app_code(secret)})


def test_a_member_without_a_factor_is_led_to_set_one_up(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    for address in (HOME, "/cms/", "/cms/pages/"):
        assert client.get(address).url == reverse("mfa_index")
    assert "Your role needs a second step" in client.get(reverse("mfa_index")).content.decode()


def test_no_staff_role_counts_until_the_factor_is_given(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    assert roles_in_session(client) == {"resident"}


def test_no_permission_counts_until_the_factor_is_given(client, mailoutbox, member):
    member.user_permissions.add(Permission.objects.get(codename="access_admin"))
    walks.sign_in(client, mailoutbox, member.email)
    person = client.get(reverse("mfa_index")).wsgi_request.user
    assert not person.has_perm("wagtailadmin.access_admin")
    walks.set_up_app(client)
    person = client.get(reverse("mfa_index")).wsgi_request.user
    assert person.has_perm("wagtailadmin.access_admin")


def test_setting_up_an_app_without_javascript_counts_as_giving_it(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml;base64," in page
    _secret, answer = walks.set_up_app(client)
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert client.get(HOME).status_code == 200
    assert roles_in_session(client) == {"programme_team", "analyst", "resident"}


def test_whoever_has_an_app_is_asked_for_it_at_sign_in(client, mailoutbox, equipped, secret):
    answer = walks.sign_in(client, mailoutbox, equipped.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not walks.is_signed_in(client)
    assert client.get(HOME).url.startswith(reverse("account_login"))
    assert give_second_step(client, secret).url == reverse("accounts:home")
    assert client.get(HOME).status_code == 200


def test_the_way_back_outlives_the_second_step(client, mailoutbox, equipped, secret):
    walks.sign_in(client, mailoutbox, equipped.email, HOME + "?from=here")
    assert give_second_step(client, secret).url == HOME + "?from=here"


def test_a_wrong_code_says_what_to_do_and_lets_nobody_in(client, mailoutbox, equipped):
    walks.sign_in(client, mailoutbox, equipped.email)
    page = client.post(reverse("mfa_authenticate"), {"code": "abc"}).content.decode()
    assert "That code is not right" in page
    assert not walks.is_signed_in(client)


def test_a_code_of_the_app_works_once(client, mailoutbox, equipped, secret):
    walks.sign_in(client, mailoutbox, equipped.email)
    give_second_step(client, secret)
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, equipped.email)
    assert "That code is not right" in give_second_step(client, secret).content.decode()
    assert not walks.is_signed_in(client)


def test_a_session_that_never_gave_the_factor_is_asked_for_it(client, equipped, secret):
    client.force_login(equipped)
    ask = reverse("mfa_reauthenticate")
    assert client.get(HOME).url == f"{ask}?next=%2Fworkspace%2F"
    assert client.get(ask).status_code == 200
    answer = client.post(ask, {"code": walks.app_code(secret), "next": HOME})
    assert answer.url == HOME
    assert client.get(HOME).status_code == 200


def test_a_role_given_during_a_session_asks_for_the_factor_at_once(client, mailoutbox):
    person = PersonFactory(holding=[roles.RESIDENT])
    walks.sign_in(client, mailoutbox, person.email)
    assert client.get(HOME).status_code == 200
    RoleHeldFactory(person=person, role="programme_team")
    assert client.get(HOME).url == reverse("mfa_index")


def test_removing_the_last_factor_closes_the_workspace_again(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert factors_of(member) == set()
    assert client.get(HOME).url == reverse("mfa_index")
    assert roles_in_session(client) == {"resident"}


def test_another_session_that_only_had_the_code_does_not_gain_by_the_set_up(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    elsewhere = type(client)()
    elsewhere.force_login(member)
    walks.set_up_app(elsewhere)
    assert client.get(HOME).url.startswith(reverse("mfa_reauthenticate"))


def test_a_factor_that_is_gone_does_not_count_again_when_another_takes_its_place(client, mailoutbox, equipped, secret):
    walks.sign_in(client, mailoutbox, equipped.email)
    give_second_step(client, secret)
    elsewhere = type(client)()
    elsewhere.force_login(equipped)
    assert elsewhere.get(HOME).url.startswith(reverse("mfa_reauthenticate"))
    elsewhere.post(reverse("mfa_reauthenticate"), {"code": walks.app_code(secret, later=1)})
    elsewhere.post(reverse("mfa_deactivate_totp"))
    assert client.get(HOME).url == reverse("mfa_index")
    walks.set_up_app(elsewhere)
    assert elsewhere.get(HOME).status_code == 200
    assert client.get(HOME).url.startswith(reverse("mfa_reauthenticate"))
    assert roles_in_session(client) == set()


def test_after_a_reset_an_older_session_stays_outside_whatever_is_set_up(client, mailoutbox, member):
    """The walk of a thief: a stolen session waits until the owner has a new app."""
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    assert client.get(HOME).status_code == 200
    actions.reset_second_factor(person=member, by=None, now=clock.now())
    owner = type(client)()
    walks.sign_in(owner, mailoutbox, member.email)
    walks.set_up_app(owner)
    assert owner.get(HOME).status_code == 200
    assert client.get(HOME).url.startswith(reverse("account_login"))
    assert not walks.is_signed_in(client)


def test_a_reset_ends_no_session_of_another_person(client, mailoutbox, member):
    other = PersonFactory(holding=[roles.RESIDENT])
    walks.sign_in(client, mailoutbox, other.email)
    actions.reset_second_factor(person=member, by=None, now=clock.now())
    assert client.get(HOME).status_code == 200


def test_removing_a_factor_needs_the_factor(client, equipped):
    client.force_login(equipped)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert "totp" in factors_of(equipped)


def test_changing_the_address_needs_the_factor(client, equipped):
    client.force_login(equipped)
    answer = client.post(reverse("account_email"), {"action_add": "yes", "email": "other@example.org"})
    assert answer.url.startswith(reverse("mfa_reauthenticate"))


def test_a_resident_needs_no_second_factor(client, mailoutbox):
    person = PersonFactory(holding=[roles.RESIDENT])
    walks.sign_in(client, mailoutbox, person.email)
    assert client.get(HOME).status_code == 200


def test_recovery_codes_let_in_once_each(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    kept = client.get(reverse("mfa_download_recovery_codes"))
    assert kept.content.decode().split() == shown
    assert "attachment" in kept["Content-Disposition"]
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, member.email)
    client.post(reverse("mfa_authenticate"), {"code": shown[0]})
    assert client.get(HOME).status_code == 200
    assert lines_of_recovery_codes() == [(member.pk, {"kind": "recovery_codes"})]
    client.post(reverse("mfa_reauthenticate"), {"code": shown[1]})
    assert len(lines_of_recovery_codes()) == 2
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, member.email)
    client.post(reverse("mfa_authenticate"), {"code": shown[0]})
    assert not walks.is_signed_in(client)
    assert len(lines_of_recovery_codes()) == 2


def lines_of_recovery_codes():
    lines = AuditEntry.objects.filter(action="accounts.second_factor_used").order_by("id")
    return list(lines.values_list("actor_id", "detail"))


def test_a_recovery_code_whose_use_cannot_be_written_down_is_not_used_up(client, mailoutbox, member, monkeypatch):
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, member.email)
    with monkeypatch.context() as broken:
        broken.setattr("peoplezones.foundation.audit.AuditEntry.objects", None)
        with pytest.raises(AttributeError):
            client.post(reverse("mfa_authenticate"), {"code": shown[0]})
    assert queries.unused_recovery_codes(member) == shown


def test_new_recovery_codes_take_the_place_of_the_old(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    old = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert "stop working" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert set(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]).isdisjoint(old)


def test_recovery_codes_are_not_shown_to_a_session_without_the_factor(client, mailoutbox, equipped):
    client.force_login(equipped)
    for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name)).url.startswith(reverse("mfa_reauthenticate"))


def test_who_has_no_recovery_codes_gets_no_page_of_them(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404


def test_what_happens_to_factors_is_written_down_and_told_by_mail(client, mailoutbox, member, monkeypatch):
    # Letters go out after the commit, within the request; a test's own transaction never commits.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda deed, **more: deed())
    walks.sign_in(client, mailoutbox, member.email)
    walks.set_up_app(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    lines = AuditEntry.objects.filter(action__startswith="accounts.second_factor").order_by("id")
    assert [(line.action.rsplit("_", 1)[1], line.detail["kind"]) for line in lines] == [
        ("added", "totp"),
        ("renewed", "recovery_codes"),
        ("removed", "totp"),
    ]
    subjects = " ".join(letter.subject for letter in mailoutbox)
    assert "An authenticator app was added" in subjects
    assert "The authenticator app was removed from your account." in mailoutbox[-1].body
    assert "If it was not you, tell the programme team at once." in mailoutbox[-1].body


def test_secrets_of_apps_are_unreadable_in_the_data_base(equipped, secret):
    kept = Authenticator.objects.get(user=equipped, type="totp").data["secret"]
    assert secret not in kept


def test_an_older_secret_of_the_site_still_opens_what_it_locked(settings, client, mailoutbox, equipped, secret):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next secret of this site"
    walks.sign_in(client, mailoutbox, equipped.email)
    give_second_step(client, secret)
    assert walks.is_signed_in(client)


def test_a_factor_locked_with_a_secret_that_is_gone_is_a_wrong_code_and_no_error(
    settings, client, mailoutbox, member, caplog
):
    walks.sign_in(client, mailoutbox, member.email)
    secret, _answer = walks.set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    key = add_passkey(client)
    settings.SECRET_KEY = "the next secret of this site"
    walks.sign_in(client, mailoutbox, member.email)
    for typed in (walks.app_code(secret), code):
        answer = client.post(reverse("mfa_authenticate"), {"code": typed})
        assert answer.status_code == 200
        assert "That code is not right" in answer.content.decode()
    assert not walks.is_signed_in(client)
    assert "PEOPLEZONES_OLD_SECRET_KEYS" in caplog.text
    options = client.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    client.post(reverse("mfa_authenticate"), {"credential": key.get(options)})
    confirm = reverse("mfa_reauthenticate_webauthn")
    options = client.get(confirm).context["js_data"]["request_options"]
    client.post(confirm, {"credential": key.get(options)})
    assert client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"] == []


def test_a_passkey_can_be_the_second_factor(client, mailoutbox, member):
    walks.sign_in(client, mailoutbox, member.email)
    key = add_passkey(client)
    assert client.get(HOME).status_code == 200
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, member.email)
    assert not walks.is_signed_in(client)
    options = client.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    client.post(reverse("mfa_authenticate"), {"credential": key.get(options)})
    assert client.get(HOME).status_code == 200


def test_a_passkey_can_show_that_it_is_still_you(client, member):
    client.force_login(member)
    key = add_passkey(client)
    elsewhere = type(client)()
    elsewhere.force_login(member)
    ask = reverse("mfa_reauthenticate_webauthn")
    options = elsewhere.get(ask).context["js_data"]["request_options"]
    assert elsewhere.post(ask, {"credential": key.get(options), "next": HOME}).url == HOME
    assert elsewhere.get(HOME).status_code == 200


def test_a_stranger_s_passkey_opens_nothing_and_says_so(client, mailoutbox, member):
    client.force_login(member)
    add_passkey(client)
    client.post(reverse("account_logout"))
    walks.sign_in(client, mailoutbox, member.email)
    options = client.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    answer = client.post(reverse("mfa_authenticate"), {"credential": SoftKey().get(options)})
    assert "There is a problem" in answer.content.decode()
    assert not walks.is_signed_in(client)
    elsewhere = type(client)()
    elsewhere.force_login(member)
    ask = reverse("mfa_reauthenticate_webauthn")
    options = elsewhere.get(ask).context["js_data"]["request_options"]
    answer = elsewhere.post(ask, {"credential": SoftKey().get(options), "next": HOME}, follow=True)
    assert "That code is not right" in answer.content.decode()
    assert elsewhere.get(HOME).url.startswith(reverse("mfa_reauthenticate"))


def test_passkeys_are_listed_renamed_and_removed(client, member):
    client.force_login(member)
    add_passkey(client)
    passkey = Authenticator.objects.get(user=member, type="webauthn")
    assert str(passkey) == "Passkey 1"
    rename = reverse("mfa_edit_webauthn", args=[passkey.pk])
    assert client.get(rename).status_code == 200
    client.post(rename, {"name": "Blue key"})
    line = AuditEntry.objects.get(action="accounts.second_factor_renamed")
    assert (line.actor_id, line.detail) == (member.pk, {"kind": "webauthn"})
    assert "Rename Blue key" in client.get(reverse("mfa_list_webauthn")).content.decode()
    remove = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "Remove Blue key?" in client.get(remove).content.decode()
    client.post(remove)
    assert factors_of(member) == set()
    assert client.get(HOME).url == reverse("mfa_index")


def test_nobody_touches_another_person_s_passkey(client, member):
    client.force_login(member)
    add_passkey(client)
    passkey = Authenticator.objects.get(user=member, type="webauthn")
    stranger = type(client)()
    stranger.force_login(PersonFactory())
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert stranger.post(reverse(name, args=[passkey.pk]), {"name": "Mine"}).status_code == 404


def test_a_passkey_page_without_a_passkey_says_what_to_do(client, member):
    client.force_login(member)
    page = client.post(reverse("mfa_add_webauthn"), {"name": "Key"}).content.decode()
    assert "Your device gave us no passkey. Press the button" in page
    assert "Hidden field" not in page


def add_passkey(client):
    key = SoftKey()
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    client.post(reverse("mfa_add_webauthn"), {"name": "", "credential": key.create(options)})
    return key
