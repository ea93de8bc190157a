"""Relations between models follow the layers too, since a relation named by a string escapes the import contracts."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from tests.house.source import layers_of_contexts

OURS = "peoplezones."


def relations() -> list[tuple[models.Field, type[models.Model]]]:
    """Every relation that a model of ours declares, with the model it leads to."""
    return [
        (field, field.related_model)
        for config in apps.get_app_configs()
        if config.name.startswith(OURS)
        for model in config.get_models(include_auto_created=False)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and isinstance(field.related_model, type)
    ]


def goes_upward(field: models.Field, to: type[models.Model], layers: list[set[str]]) -> bool:
    """Whether a relation leads to a context above, or to another one of the same line; the user model is exempt."""
    height = {context: number for number, layer in enumerate(layers) for context in layer}
    here, there = field.model._meta.app_label, to._meta.app_label
    if to is get_user_model() or not to.__module__.startswith(OURS) or here == there:
        return False
    return height[there] <= height[here]


def test_every_relation_leads_downward():
    found = relations()
    assert len(found) >= 10
    assert [str(field) for field, to in found if goes_upward(field, to, layers_of_contexts())] == []


@pytest.mark.parametrize("layers", [[{"places"}, {"zones"}], [{"places", "zones"}]])
def test_a_relation_to_a_context_above_or_beside_would_be_found(layers):
    zones, areas = apps.get_model("zones.Zone"), apps.get_model("places.Area")
    assert goes_upward(zones._meta.get_field("areas"), areas, layers)


def test_nobody_but_accounts_is_led_to_by_way_of_the_user_model():
    to_people = [field for field, to in relations() if to is get_user_model()]
    assert to_people
    assert not goes_upward(to_people[0], get_user_model(), [{"accounts"}, {"zones"}])
