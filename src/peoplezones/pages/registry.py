"""What the editorial site holds about people: what Wagtail keeps of its editors, told to `accounts`."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.personal_data import (
    NAME_GOES,
    PERSONAL_DATA,
    Holding,
    Kept,
    named_in,
    own_rows,
    rows_of,
    sections,
)

EDITED = Kept(
    _("What you wrote on pages, in pictures and in remarks to other editors"),
    _("Pages and their history belong to the partnership."),
    NAME_GOES,
)
OWN = {
    "wagtailadmin.EditingSession.user": ["last_seen_at"],
    "wagtailadmin.FormState.user": ["name"],
    "wagtailcore.APIToken.user": ["name"],
    "wagtailcore.PageSubscription.user": ["page", "comment_notifications"],
}
NAMED = {
    "wagtailcore.Page.owner": ["title", "first_published_at"],
    "wagtailcore.Page.locked_by": ["title", "locked_at"],
    "wagtailcore.Revision.user": ["object_str", "created_at"],
    "wagtailcore.PageLogEntry.user": ["label", "action", "timestamp"],
    "wagtailcore.ModelLogEntry.user": ["label", "action", "timestamp"],
    "wagtailcore.Comment.user": ["text", "created_at"],
    "wagtailcore.Comment.resolved_by": ["resolved_at"],
    "wagtailcore.CommentReply.user": ["text", "created_at"],
    "wagtailcore.UploadedFile.uploaded_by_user": ["file"],
    "wagtailcore.WorkflowState.requested_by": ["created_at"],
    "wagtailcore.TaskState.finished_by": ["finished_at"],
    "wagtailimages.Image.uploaded_by_user": ["title", "created_at"],
    "wagtaildocs.Document.uploaded_by_user": ["title", "created_at"],
}


def erase_profile(person: Any, now: dt.datetime) -> list[Kept]:
    for profile in rows_of("wagtailusers.UserProfile", "user", person):
        profile.avatar.delete(save=False)
        profile.delete()
    return []


PROFILE = Holding(
    _("How you set up the editorial site"),
    lambda person: sections("wagtailusers.UserProfile", "user", person),
    erase_profile,
    goes=_("How you set up the editorial site"),
    covers=("wagtailusers.UserProfile.user",),
)


def register_holdings() -> None:
    """Called once, by `apps.py`."""
    PERSONAL_DATA.add("pages", PROFILE)
    for key, told in OWN.items():
        model, _dot, way = key.rpartition(".")
        PERSONAL_DATA.add(f"pages: {key}", own_rows(model, way, goes="", told=told))
    for key, told in NAMED.items():
        model, _dot, way = key.rpartition(".")
        PERSONAL_DATA.add(f"pages: {key}", named_in(model, way, kept=EDITED, told=told))
