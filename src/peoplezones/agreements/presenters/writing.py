"""What the form of an agreement shows, part by part."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership
from peoplezones.accounts.queries import only_partnership
from peoplezones.partners.models import Organisation

from .. import queries
from ..forms.agreements import PARTIES, AgreementForm
from ..models import Agreement
from ..registry import RECORD_KINDS
from .register import partnerships_run_by
from .words import crumbs, register_crumbs, today

YEAR = dt.timedelta(days=365)


def with_partnership(organisation: Organisation) -> str:
    """Its name, with that of its partnership where there are several."""
    if only_partnership() is not None:
        return organisation.name
    return f"{organisation.name} ({organisation.partnership})"


def organisations_run_by(person: object, now: dt.datetime) -> list[Organisation]:
    mine = partnerships_run_by(person)
    return [one for partnership in mine for one in queries.organisations_in(partnership, today(now))]


def form_choices(
    partnership: Partnership, person: object, now: dt.datetime, agreement: Agreement | None = None
) -> dict[str, Any]:
    """Organisations and zones to choose from; a party that has left stays a choice of its own agreement."""
    organisations = {one.pk: one.name for one in queries.organisations_in(partnership, today(now))}
    if agreement is not None:
        organisations |= {one.organisation_id: one.organisation.name for one in agreement.parties.all()}
    return {
        "zones": [(str(zone.pk), zone.name) for zone in queries.zones_in(partnership, person)],
        "organisations": [(str(pk), name) for pk, name in organisations.items()],
    }


def new_initial(now: dt.datetime) -> dict[str, Any]:
    return {"starts_on": today(now), "review_on": today(now) + YEAR}


def form_page(form: AgreementForm, agreement: Agreement | None) -> dict[str, Any]:
    """Its fields in groups, as they are thought of."""
    title = _("Edit the draft") if agreement else _("Write an agreement")
    many = {"purposes", "zones"}

    def fields(*names: str) -> list[dict[str, Any]]:
        return [{"field": form[name], "many": name in many} for name in names]

    return {
        "form": form,
        "title": title,
        "crumbs": crumbs(agreement, title) if agreement else register_crumbs(title),
        "back": reverse("agreements:agreement", args=[agreement.pk]) if agreement else reverse("agreements:index"),
        "first": fields("kind", "title", "purpose_words", "zones"),
        "parties": [_party(form, number) for number in range(1, PARTIES + 1)],
        "purposes": form["purposes"],
        "items": [_item(form, kind.key, str(kind.label)) for kind in RECORD_KINDS],
        "law": fields("lawful_basis", "condition", "dpia", "children"),
        "keeping": fields("retention_months", "retention", "security", "rights"),
        "dates": fields("starts_on", "review_on", "ends_on"),
        "document": form["document"],
        "document_now": agreement.document_name if agreement else "",
    }


def _party(form: AgreementForm, number: int) -> dict[str, Any]:
    name = f"party_{number}"
    return {
        "number": number,
        "organisation": form[name],
        "role": form[f"{name}_role"],
        "gives": form[f"{name}_gives"],
        "gets": form[f"{name}_gets"],
    }


def _item(form: AgreementForm, key: str, label: str) -> dict[str, Any]:
    words, special = form[f"item_{key}_words"], form[f"item_{key}_special"]
    is_open = bool(words.value() or special.value() or words.errors or special.errors)
    return {"label": label, "box": form[f"item_{key}"], "words": words, "special": special, "is_open": is_open}
