"""Every record that leads to a person is handed over and erased by a holding, or is exempt for a reason."""

import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from peoplezones.accounts.personal_data import PERSONAL_DATA

# A person as a number and a name: where a context knows no people, or the row outlives the account.
BY_NUMBER = re.compile(r"^(actor|person|(\w+_)?by)_id$")
BY_NAME = re.compile(r"^(actor|person|(\w+_)?by)_label$")

# Fields that lead to a person and need no holding of their own.
EXEMPT = {
    "foundation.AuditEntry.actor_label": "kept for six years, as the holding of audit lines tells (AUDIT_KEPT)",
    "agreements.Signature.person_label": "a signature stands with its name as long as the agreement, as is told",
    "agreements.Flow.person_label": "what flowed must be answered for by name, as is told",
    "agreements.GlassBreak.person_label": "who broke the glass must be answered for by name, as is told",
}


def leads_to_people(model: type[models.Model]) -> list[str]:
    person = get_user_model()
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        f"{model._meta.label}.{field.name}"
        for field in fields
        if field.related_model is person
        or (isinstance(field, models.BigIntegerField) and not field.is_relation and BY_NUMBER.match(field.name))
        or (isinstance(field, models.CharField) and BY_NAME.match(field.name))
    ]


def leading() -> set[str]:
    return {name for model in apps.get_models(include_auto_created=True) for name in leads_to_people(model)}


def covered() -> list[str]:
    return [name for holding in PERSONAL_DATA for name in holding.covers]


def test_every_field_that_leads_to_a_person_is_covered_or_exempt():
    """Add a holding in `apps.py` of the context: `own_rows` or `named_in` of accounts/personal_data.py."""
    assert len(leading()) > 15
    assert sorted(leading() - set(covered()) - EXEMPT.keys()) == []


def test_nothing_is_covered_twice_or_covered_and_exempt_or_gone():
    assert len(covered()) == len(set(covered()))
    assert not set(covered()) & EXEMPT.keys()
    assert sorted((set(covered()) | EXEMPT.keys()) - leading()) == []


def test_numbers_of_people_are_found_where_a_context_knows_none():
    assert "foundation.AuditEntry.actor_id" in leading()
    assert "foundation.Job.asked_by_id" in leading()
    assert "agreements.Step.by_id" in leading()


def test_names_of_people_are_found_where_they_stand_beside_a_record():
    assert {"zones.Zone.edited_by_label", "agreements.Step.by_label"} <= leading()


def test_every_name_that_stands_beside_a_record_has_the_number_of_the_person_beside_it():
    names = {name for name in leading() if name.endswith("_label")}
    missing = {name for name in names if not {name[:-6], f"{name[:-6]}_id"} & leading()}
    assert missing == set()
