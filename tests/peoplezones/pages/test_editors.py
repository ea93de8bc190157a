"""Page editors and the programme team edit pages; nobody else comes in."""

import pytest
from django.contrib.auth.models import Group
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.pages.actions import lay_foundation_pages
from peoplezones.pages.models import ContentPage
from tests.peoplezones.accounts import walks

from .conftest import NOW, person_holding


def form_of(page, **changed):
    """What the edit page sends for a page whose body becomes one text."""
    body = streamfield([("paragraph", rich_text("<p>New words.</p>"))])
    fields = {"title": page.title, "slug": page.slug, "lede": page.lede, "body": body, "comments": {}}
    counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {**nested_form_data({**fields, **changed}), **counts, "action-publish": "yes"}


def test_the_group_may_work_on_pages_below_home_and_on_nothing_above(editor, laid):
    home = laid["people-zones"]
    may = home.permissions_for_user(editor)
    assert may.can_edit()
    assert may.can_add_subpage()
    assert may.can_publish_subpage()
    assert laid["privacy"].permissions_for_user(editor).can_publish()
    above = home.get_parent().permissions_for_user(editor)
    assert not above.can_edit()
    assert not above.can_add_subpage()


@pytest.mark.parametrize(
    ("permission", "held"),
    [
        ("wagtailadmin.access_admin", True),
        ("wagtailredirects.add_redirect", True),
        ("wagtailcore.change_site", False),
        ("wagtailcore.add_workflow", False),
        ("accounts.change_person", False),
        ("auth.change_group", False),
    ],
)
def test_the_group_holds_these_and_not_those(editor, permission, held):
    assert editor.has_perm(permission) is held


def test_roles_given_before_the_pages_were_laid_count_too(db):
    person = person_holding(roles.PAGE_EDITOR)
    assert not person.has_perm("wagtailadmin.access_admin")
    lay_foundation_pages(by=None, now=NOW)
    again = type(person).objects.get(pk=person.pk)
    assert again.has_perm("wagtailadmin.access_admin")
    assert Group.objects.filter(name=roles.EDITOR_GROUP).count() == 1


def test_the_programme_team_edits_too(laid):
    member = person_holding(roles.PROGRAMME_TEAM)
    assert laid["privacy"].permissions_for_user(member).can_publish()


def test_who_loses_the_role_loses_the_pages(editor, laid):
    accounts.take_role(person=editor, role=roles.PAGE_EDITOR, by=None, now=NOW)
    again = type(editor).objects.get(pk=editor.pk)
    assert not again.has_perm("wagtailadmin.access_admin")
    assert not laid["privacy"].permissions_for_user(again).can_edit()


def test_an_editor_opens_the_admin_and_publishes_a_change(editor, laid, client):
    assert client.get("/cms/").status_code == 200
    page = laid["privacy"]
    answer = client.post(f"/cms/pages/{page.pk}/edit/", form_of(page, lede="We keep next to nothing."))
    assert answer.status_code == 302, answer.context["form"].errors
    html = client.get("/privacy/").content.decode()
    assert "We keep next to nothing." in html
    assert "New words." in html


def test_an_editor_adds_a_page(editor, laid, client):
    about = laid["about"]
    form = form_of(ContentPage(title="Our story", slug="our-story", lede="How it began."))
    answer = client.post(f"/cms/pages/add/pages/contentpage/{about.pk}/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert "How it began." in client.get("/about/our-story/").content.decode()
    assert "Our story" in client.get("/about/").content.decode()


def test_a_draft_stays_hidden(editor, laid, client):
    page = laid["privacy"]
    form = form_of(page, lede="Not yet for the public.")
    del form["action-publish"]
    assert client.post(f"/cms/pages/{page.pk}/edit/", form).status_code == 302
    assert "Not yet for the public." not in client.get("/privacy/").content.decode()


def test_there_is_one_front_page(editor, laid, client):
    assert client.get(f"/cms/pages/add/pages/homepage/{laid['people-zones'].pk}/").status_code in (302, 403)


@pytest.mark.parametrize("role", [roles.RESIDENT, roles.PARTNER, roles.BOARD_MEMBER, roles.ANALYST])
def test_other_roles_are_told_that_it_is_not_for_them(laid, client, role):
    walks.sign_in_fully(client, person_holding(role))
    for address in ("/cms/", f"/cms/pages/{laid['privacy'].pk}/edit/", "/cms/images/"):
        assert client.get(address).status_code == 403
    page = laid["privacy"]
    assert client.post(f"/cms/pages/{page.pk}/edit/", form_of(page, lede="Mine now.")).status_code == 403
    assert "Mine now." not in client.get("/privacy/").content.decode()


def test_a_visitor_is_sent_to_sign_in(laid, client):
    answer = client.get(f"/cms/pages/{laid['privacy'].pk}/edit/")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=")
