"""The first pages are laid once, whatever editors do with them afterwards."""

import pytest
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, Page, Site

from peoplezones.accounts import roles
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.pages.actions import lay_foundation_pages
from peoplezones.pages.models import ContentPage, HomePage

from .conftest import NOW, person_holding
from .factories import ContentPageFactory

pytestmark = pytest.mark.django_db


def test_a_second_time_makes_nothing(laid):
    lines = AuditEntry.objects.count()
    assert lay_foundation_pages(by=None, now=NOW) == []
    assert (HomePage.objects.count(), ContentPage.objects.count()) == (1, len(laid) - 1)
    assert AuditEntry.objects.count() == lines


def test_what_editors_changed_stays_changed(laid):
    page = laid["privacy"]
    page.title, page.slug, page.lede = "How we treat your data", "your-data", "Ours now."
    page.save_revision().publish()
    assert lay_foundation_pages(by=None, now=NOW) == []
    page.refresh_from_db()
    assert (page.title, page.slug, page.lede) == ("How we treat your data", "your-data", "Ours now.")


def test_a_page_that_was_deleted_comes_back_whole(laid, client):
    Page.objects.get(pk=laid["what-happens-in-one"].pk).delete()
    (again,) = lay_foundation_pages(by=None, now=NOW)
    assert again.url == "/about/what-happens-in-one/"
    assert "Six ways we work" in client.get(again.url).content.decode()


def test_the_page_that_wagtail_welcomes_with_makes_way(laid):
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific == laid["people-zones"]


def test_the_site_knows_its_public_address(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://zones.example"
    lay_foundation_pages(by=None, now=NOW)
    assert Site.objects.get().root_url == "https://zones.example"


def test_a_site_that_leads_elsewhere_is_left_alone(laid):
    site = Site.objects.get()
    site.root_page = laid["about"]
    site.hostname = "elsewhere.example"
    site.save()
    lay_foundation_pages(by=None, now=NOW)
    site.refresh_from_db()
    assert (site.root_page_id, site.hostname) == (laid["about"].pk, "elsewhere.example")


def test_without_any_site_one_is_made():
    Site.objects.all().delete()
    lay_foundation_pages(by=None, now=NOW)
    assert Site.objects.get().root_page.specific_class is HomePage


def test_every_page_is_open_and_has_a_history(laid):
    assert all(page.live and page.latest_revision and not page.has_unpublished_changes for page in laid.values())


def test_each_page_and_the_permissions_have_their_audit_line():
    by = person_holding(roles.PAGE_EDITOR)
    new = lay_foundation_pages(by=by, now=NOW)
    lines = AuditEntry.objects.filter(action="pages.lay", actor_id=by.pk, at=NOW)
    assert {line.target_id for line in lines} == {str(page.pk) for page in new}
    (line,) = AuditEntry.objects.filter(action="pages.let_editors_edit")
    assert "publish_page" in line.detail["given"]
    assert "access_admin" in line.detail["given"]


def test_somebody_who_may_not_edit_pages_may_not_lay_them():
    with pytest.raises(NotAllowedForYou):
        lay_foundation_pages(by=person_holding(roles.RESIDENT), now=NOW)
    assert not ContentPage.objects.exists()


def test_pages_sent_in_for_approval_reach_the_editors(laid):
    tasks = GroupApprovalTask.objects.all()
    assert tasks
    assert all(task.groups.filter(name=roles.EDITOR_GROUP).exists() for task in tasks)


def test_other_pages_stay(laid):
    other = ContentPageFactory(parent=laid["about"], title="Our story")
    lay_foundation_pages(by=None, now=NOW)
    assert ContentPage.objects.filter(pk=other.pk, title="Our story").exists()


def test_the_command_says_what_it_laid_and_then_that_nothing_is_missing(capsys):
    call_command("lay_pages")
    assert "/about/what-is-a-people-zone/" in capsys.readouterr().out
    call_command("lay_pages")
    assert capsys.readouterr().out == "All first pages are there already.\n"
