"""What accounts itself holds about a person, and what lies below it: sign-in, roles, help, audit lines, jobs."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.models import AuditEntry, Job, Versioned

from .models import Person, RoleHeld
from .personal_data import NAME_GOES, PERSONAL_DATA, Holding, Kept, Section, former, named_in, own_rows, sections
from .queries.audit import PERSON_KIND

AUDIT_KEPT = Kept(
    _("Lines on who saw and changed what, with the name that you had"),
    _("We must be able to answer for what was done here. The law calls that a public task."),
    _("six years after the line was written"),
)
HELP_KEPT = Kept(
    _("That you helped somebody who has no e-mail, and why"),
    _("They must be able to see who acted for them."),
    NAME_GOES,
)
CONSENT_KEPT = Kept(
    _("That you wrote down a consent for somebody else"),
    _("We must be able to show how they agreed."),
    NAME_GOES,
)


def export_account(person: Person) -> list[Section]:
    """Never the secrets of a second factor: they would open the account to whoever finds the file."""
    own = {
        "name": person.name,
        "email": person.email,
        "joined_at": person.joined_at.isoformat(),
        "last_signed_in_at": person.last_login.isoformat() if person.last_login else None,
        "open": person.is_active,
    }
    factors = Authenticator.objects.filter(user_id=person.pk).order_by("pk")
    found = [
        Section(str(_("Account")), [own]),
        *sections("account.EmailAddress", "user", person),
        *sections("accounts.RoleHeld", "person", person),
    ]
    if rows := [{"kind": str(one.type), "added_at": one.created_at.isoformat()} for one in factors]:
        found.append(Section(str(_("Second steps at sign-in")), rows))
    return found


def erase_account(person: Person, now: dt.datetime) -> list[Kept]:
    """Sign-in and roles; the row itself is emptied by `actions.erase`, which ends the sessions too."""
    EmailAddress.objects.filter(user_id=person.pk).delete()
    Authenticator.objects.filter(user_id=person.pk).delete()
    RoleHeld.objects.filter(person=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    return []


def audit_about(person: Person) -> Any:
    met = Q(target_kind=PERSON_KIND, target_id=str(person.pk))
    return AuditEntry.objects.filter(Q(actor_id=person.pk) | met).order_by("at", "pk")


def export_audit(person: Person) -> list[Section]:
    """Lines of what they did, whole; of what others did to their account, without the others' names."""
    rows = []
    for line in audit_about(person):
        own = line.actor_id == person.pk
        row = {"at": line.at.isoformat(), "by": line.actor_label if own else str(_("somebody else"))}
        row |= {"action": line.action, "to": line.target_label, "seen": line.is_read}
        rows.append({**row, "detail": line.detail})
    return [Section(str(_("What was written down")), rows)] if rows else []


def keeps_audit(person: Person) -> list[Kept]:
    return [AUDIT_KEPT]  # the erasing itself is written down


def export_jobs(person: Person) -> list[Section]:
    told = ("label", "state", "asked_at", "started_at", "ended_at", "sentence")
    return sections("foundation.Job", "asked_by_id", person, told)


def erase_jobs(person: Person, now: dt.datetime) -> list[Kept]:
    """The work stays, since others see what was loaded; the name of who asked for it goes."""
    Job.objects.filter(asked_by_id=person.pk).update(asked_by_label=former(person))
    Job.objects.filter(cancel_asked_by_id=person.pk).update(cancel_asked_by_label=former(person))
    return []


def versioned() -> list[type[Versioned]]:
    """Every kind of record that keeps who saved it last, of whichever context."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]


def export_last_saved(person: Person) -> list[Section]:
    rows = [
        {"kind": str(model._meta.verbose_name), "saved_at": at.isoformat() if at else None}
        for model in versioned()
        for at in model._base_manager.filter(edited_by_id=person.pk).order_by("pk").values_list("edited_at", flat=True)
    ]
    return [Section(str(_("What you were the last to save")), rows)] if rows else []


def erase_last_saved(person: Person, now: dt.datetime) -> list[Kept]:
    for model in versioned():
        model._base_manager.filter(edited_by_id=person.pk).update(edited_by_label=former(person))
    return []


ACCOUNT = Holding(
    _("Your account"),
    export_account,
    erase_account,
    goes=_("Your name, your e-mail address, your roles and your second step at sign-in"),
    covers=(
        "account.EmailAddress.user",
        "mfa.Authenticator.user",
        "accounts.RoleHeld.person",
        "accounts.Person_groups.person",
        "accounts.Person_user_permissions.person",
    ),
)
AUDIT = Holding(
    _("What was written down"),
    export_audit,
    lambda person, now: keeps_audit(person),
    keeps_audit,
    covers=("foundation.AuditEntry.actor_id",),
)
JOBS = Holding(
    _("Work that you asked for"),
    export_jobs,
    erase_jobs,
    goes=_("Your name on background work that you asked for"),
    covers=[f"foundation.Job.{way}_{what}" for way in ("asked_by", "cancel_asked_by") for what in ("id", "label")],
)


def last_saved() -> Holding:
    """One holding for all kinds of record; made once all contexts have told their models."""
    fields = ("edited_by_id", "edited_by_label")
    return Holding(
        _("What you were the last to save"),
        export_last_saved,
        erase_last_saved,
        goes=_("Your name beside what you were the last to save"),
        covers=[f"{model._meta.label}.{name}" for model in versioned() for name in fields],
    )


def register() -> None:
    """Called once, by `apps.py`."""
    add = PERSONAL_DATA.add
    add("account", ACCOUNT, position=10)
    add("contact", own_rows("accounts.ContactPreference", "person", goes=_("How you want to be reached")), position=20)
    add("consents", own_rows("accounts.Consent", "person", goes=_("What you agreed to")), position=30)
    add("consents_taken", named_in("accounts.Consent", "taken_by", kept=CONSENT_KEPT, told=["given_at"]), position=31)
    add("help", own_rows("accounts.Assistance", "assisted", goes=_("Who acted for you")), position=40)
    add("help_given", named_in("accounts.Assistance", "helper", kept=HELP_KEPT, told=["since", "until"]), position=41)
    add("last_saved", last_saved(), position=70)
    add("jobs", JOBS, position=80)
    add("audit", AUDIT, position=90)
