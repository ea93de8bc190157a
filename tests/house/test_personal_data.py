"""Every record that leads to a person is handed over and erased by a holding, or is exempt for a reason."""

import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from peoplezones.accounts.personal_data import PERSONAL_DATA

BY_NUMBER = re.compile(r"^(actor|\w+_by|person)_id$")  # a person as a number, where a context knows no people

# Fields that lead to a person and need no holding of their own.
EXEMPT: dict[str, str] = {}


def leads_to_people(model: type[models.Model]) -> list[str]:
    person = get_user_model()
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        f"{model._meta.label}.{field.name}"
        for field in fields
        if field.related_model is person
        or (isinstance(field, models.BigIntegerField) and not field.is_relation and BY_NUMBER.match(field.name))
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
