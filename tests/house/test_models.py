"""Every model of ours has a factory that makes a sound row, says in words what it is, and has an order or a reason."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import models
from factory.django import DjangoModelFactory

from tests.house.source import PLATFORM

pytestmark = pytest.mark.django_db

# Asked for by what they are about, never listed.
NEEDS_NO_ORDER = {
    "accounts.SpentLink": "only looked up by its token",
    "pages.HomePage": "the tree of pages orders them",
    "pages.ContentPage": "the tree of pages orders them",
}

MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("peoplezones.")
    for model in config.get_models()
]


def label(model: type[models.Model]) -> str:
    return model._meta.label


def factories() -> dict[type[models.Model], type[DjangoModelFactory]]:
    """Those of `tests/peoplezones/<context>/factories.py`, by their model."""
    found = {}
    for context in sorted(path.name for path in PLATFORM.iterdir() if path.is_dir()):
        name = f"tests.peoplezones.{context}.factories"
        if find_spec(f"tests.peoplezones.{context}") and find_spec(name):
            for thing in vars(import_module(name)).values():
                if isinstance(thing, type) and issubclass(thing, DjangoModelFactory) and thing._meta.model:
                    found[thing._meta.model] = thing
    return found


def made(model: type[models.Model]) -> models.Model:
    if label(model) == "pages.ContentPage":
        return factories()[model](parent=factories()[apps.get_model("pages.HomePage")]())
    return factories()[model]()


def left_alone(row: models.Model) -> set[str]:
    """Fields at their default, which no person types, and the password that nobody has."""
    fields = [field for field in row._meta.concrete_fields if field.has_default() or field.null]
    return {"password", *(field.name for field in fields if getattr(row, field.attname) == field.get_default())}


def test_there_are_models():
    assert len(MODELS) >= 10


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_its_factory_makes_a_row_that_the_model_itself_finds_sound(model):
    assert model in factories(), f"{label(model)} has no factory"
    row = made(model)
    assert row.pk is not None
    row.refresh_from_db()
    row.full_clean(exclude=left_alone(row))


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_it_says_what_it_is_in_words(model):
    row = made(model)
    assert str(row).strip()
    assert str(row) != f"{model.__name__} object ({row.pk})"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_its_rows_have_an_order_or_a_reason_for_none(model):
    assert bool(model._meta.ordering) != (label(model) in NEEDS_NO_ORDER)


def test_no_reason_outlives_its_model():
    assert NEEDS_NO_ORDER.keys() <= {label(model) for model in MODELS}
