"""Pages before something is done: what it means, and the one button."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.partners import queries as partners
from peoplezones.partners.models import Organisation

from .. import queries
from ..models import Agreement, SharedRecord
from .words import crumbs, register_crumbs, shared_crumbs, today


def _confirm(agreement: Agreement, title: str, says: list[str], button: str) -> dict[str, Any]:
    return {
        "title": title,
        "name": agreement.title,
        "says": says,
        "button": button,
        "back": reverse("agreements:agreement", args=[agreement.pk]),
        "crumbs": crumbs(agreement, title),
        "form": None,
    }


def sending(agreement: Agreement) -> dict[str, Any]:
    names = ", ".join(party.organisation.name for party in agreement.parties.all())
    people = queries.signers(agreement).count()
    says = [
        _("It goes to: %(names)s.") % {"names": names} if names else _("It has no parties yet."),
        _("Whoever may sign for them gets an e-mail: %(people)s in all.") % {"people": people},
        _("Its words cannot be changed while it waits for signatures. You can take it back until all have signed."),
    ]
    return _confirm(agreement, _("Send it to be signed?"), says, _("Send it"))


def withdrawing(agreement: Agreement) -> dict[str, Any]:
    says = [
        _("It becomes a draft again, which only the programme team sees."),
        _("Signatures so far do not count any more."),
    ]
    return _confirm(agreement, _("Take it back?"), says, _("Take it back"))


def renewing(agreement: Agreement) -> dict[str, Any]:
    says = [
        _("You get a draft with the same words and new dates."),
        _("Once it is signed and in force, it takes the place of this agreement. Until then this one stays."),
    ]
    return _confirm(agreement, _("Renew it?"), says, _("Make a new draft"))


def reviewing(agreement: Agreement) -> dict[str, Any]:
    says = [_("Its words stay as they were signed. To change them, renew it instead.")]
    return _confirm(agreement, _("Write down a review"), says, _("Keep the review"))


def ending(agreement: Agreement) -> dict[str, Any]:
    says = [_("From today nothing may be shared under it. Those who may sign for the parties are told.")]
    return _confirm(agreement, _("End it?"), says, _("End the agreement"))


def in_a_year(agreement: Agreement, now: dt.datetime) -> dt.date:
    """The usual day of the next review, not after the last day."""
    next_on = today(now) + dt.timedelta(days=365)
    return min(next_on, agreement.ends_on) if agreement.ends_on else next_on


def signing(agreement: Agreement, person: object) -> dict[str, Any]:
    from .agreement import parties, summary

    return {
        "agreement": agreement,
        "covers": summary(agreement, person),
        "parties": parties(agreement),
        "crumbs": crumbs(agreement, _("Sign it")),
    }


def signs_for(person: object, agreement: Agreement) -> list[Organisation]:
    """The parties that a person may sign it for now."""
    return [party.organisation for party in queries.to_sign(person).filter(agreement=agreement)]


def position_of(person: object, organisation: Organisation) -> str:
    found = partners.colleagues_now(organisation).filter(person=person).first()  # type: ignore[misc]
    return found.position if found else ""


def office_page(person: object) -> dict[str, Any]:
    title = _("The office of the partnership")
    return {
        "title": title,
        "name": "",
        "says": [_("It runs the platform for the partnership: the office of a commissioner, for example.")],
        "button": _("Save"),
        "back": reverse("agreements:index"),
        "crumbs": register_crumbs(title),
    }


def taking_back(record: SharedRecord) -> dict[str, Any]:
    return {
        "title": _("Delete this record?"),
        "name": record.title,
        "says": [_("It is deleted for everybody, now. Who read it stays written down.")],
        "button": _("Delete it"),
        "back": reverse("agreements:record", args=[record.pk]),
        "crumbs": shared_crumbs(record.title),
        "form": None,
    }


def breaking(record: SharedRecord) -> dict[str, Any]:
    return {
        "title": _("Break the glass?"),
        "name": record.title,
        "says": [
            _("Use it when waiting for an agreement would put somebody at risk."),
            _("The record opens to you alone, for 60 minutes."),
            _("%(giver)s and the programme team are told at once, with your name and your reason.")
            % {"giver": record.giver.name},
        ],
        "button": _("Break the glass"),
        "back": reverse("agreements:record", args=[record.pk]),
        "crumbs": shared_crumbs(record.title),
    }
