import pytest
from django.db import models

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.foundation.states import StateTable, move


class Light(models.TextChoices):
    GREEN = "green", "Green"
    RED = "red", "Red"


TABLE = StateTable(Light, {"stop": move([Light.GREEN], Light.RED, "Only a green light can turn red.")})


def test_a_move_from_the_right_state_leads_to_its_target():
    assert TABLE.can("stop", "green")
    assert TABLE.after("stop", "green") == "red"


def test_a_move_from_another_state_is_refused_with_its_own_sentence():
    assert not TABLE.can("stop", "red")
    with pytest.raises(NotPossibleNow) as refused:
        TABLE.after("stop", "red")
    assert refused.value.sentence == "Only a green light can turn red."


def test_a_table_that_names_an_unknown_state_cannot_be_made():
    with pytest.raises(ValueError, match="amber"):
        StateTable(Light, {"wait": move(["green"], "amber", "")})


def test_the_diagram_holds_every_state_and_move():
    assert TABLE.diagram().splitlines() == [
        "stateDiagram-v2",
        "    green: Green",
        "    red: Red",
        "    green --> red: stop",
    ]
