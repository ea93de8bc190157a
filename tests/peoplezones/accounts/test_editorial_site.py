import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from peoplezones.accounts import roles
from peoplezones.foundation.models import AuditEntry

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """A page editor with the key to Wagtail's admin, signed in."""
    person = PersonFactory(name="Page editor 1", holding=[roles.PAGE_EDITOR])
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    walks.sign_in_fully(client, person)
    return person


def test_a_visitor_is_sent_to_our_sign_in(client):
    assert client.get("/cms/").url == reverse("account_login") + "?next=%2Fcms%2F"


def test_a_person_without_the_key_is_told_so_and_not_sent_in_circles(client):
    client.force_login(PersonFactory(holding=[roles.RESIDENT]))
    answer = client.get("/cms/")
    assert answer.status_code == 403
    assert "Only page editors and the programme team" in answer.content.decode()


def test_an_editor_comes_in(client, editor):
    page = client.get("/cms/")
    assert page.status_code == 200
    assert "/cms/users/" not in page.content.decode()
    assert "/cms/groups/" not in page.content.decode()


@pytest.mark.parametrize("area", ["users/", "users/add/", "groups/", "groups/new/", "bulk/accounts/person/delete/"])
def test_people_and_groups_are_not_kept_there(client, editor, area):
    for permission in Permission.objects.filter(content_type__app_label__in=["accounts", "auth"]):
        editor.user_permissions.add(permission)
    assert client.get(f"/cms/{area}").status_code == 404
    assert client.post(f"/cms/{area}").status_code == 404


def test_own_settings_hold_one_name_and_no_password(client, editor):
    page = client.get("/cms/account/").content.decode()
    assert 'name="name-name"' in page
    for field in ("first_name", "last_name", "password", "name_email"):
        assert field not in page


def save_settings(client, name):
    panels = client.get("/cms/account/").context["panels_by_tab"]
    forms = [panel.get_form() for tab in panels.values() for panel in tab]
    fields = {form.add_prefix(name): form[name].value() or "" for form in forms for name in form.fields}
    return client.post("/cms/account/", {**fields, "name-name": name})


def test_own_settings_save_the_name_and_write_down_that_it_changed(client, editor):
    assert save_settings(client, "Page editor 2").status_code == 302
    editor.refresh_from_db()
    assert editor.name == "Page editor 2"
    line = AuditEntry.objects.get(action="accounts.rename")
    assert (line.actor_id, line.target_id, line.detail) == (editor.pk, str(editor.pk), {"from": "Page editor 1"})


def test_own_settings_saved_with_the_same_name_write_no_line_about_it(client, editor):
    save_settings(client, editor.name)
    assert not AuditEntry.objects.filter(action="accounts.rename").exists()


def test_own_settings_are_for_editors_alone(client):
    client.force_login(PersonFactory())
    assert client.get("/cms/account/").status_code == 403


def test_signing_out_there_leads_to_ours(client, editor):
    answer = client.post("/cms/logout/", follow=True)
    assert answer.wsgi_request.path == reverse("account_login")
    assert "_auth_user_id" not in client.session
