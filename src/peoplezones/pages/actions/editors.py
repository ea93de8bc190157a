"""Gives the group of page editors what they need in Wagtail's admin; who belongs to it is told by roles."""

import datetime as dt

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import EDITOR_GROUP
from peoplezones.foundation import audit

WITH_PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# By collection: pictures and documents.
WITH_FILES = [
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
]
EVERYWHERE = [
    ("wagtailadmin", "access_admin"),
    ("wagtailredirects", "add_redirect"),
    ("wagtailredirects", "change_redirect"),
    ("wagtailredirects", "delete_redirect"),
]


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@transaction.atomic
def let_editors_edit(*, home: Page, by: Person | None, now: dt.datetime) -> Group:
    """Make the group where it is missing and give it what it lacks; takes nothing away."""
    group, _new = Group.objects.get_or_create(name=EDITOR_GROUP)
    given: list[str] = []
    for codename in WITH_PAGES:
        permission = _permission("wagtailcore", codename)
        _held, new = GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
        given += [codename] * new
    collection = Collection.get_first_root_node()
    for app, codename in WITH_FILES:
        permission = _permission(app, codename)
        _held, new = GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
        given += [codename] * new
    held = set(group.permissions.values_list("codename", flat=True))
    missing = [_permission(app, codename) for app, codename in EVERYWHERE if codename not in held]
    group.permissions.add(*missing)
    given += [permission.codename for permission in missing]
    # Wagtail hands a page sent in for approval to a group of its own, which none of our roles leads to.
    for task in GroupApprovalTask.objects.exclude(groups=group):
        task.groups.add(group)
    if given:
        audit.record(by=by, action="pages.let_editors_edit", target=group, now=now, detail={"given": given})
    return group
