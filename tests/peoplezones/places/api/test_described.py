import pytest

from tests.peoplezones.places.api.described import faults

WHOLE = {"components": {"schemas": {"N": {"type": "integer"}}}}
THING = {
    "type": "object",
    "properties": {"n": {"$ref": "#/components/schemas/N"}, "s": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
    "required": ["n"],
}


@pytest.mark.parametrize("value", [{"n": 1}, {"n": 1, "s": None}, {"n": 1, "s": "x"}])
def test_what_is_as_described_has_no_fault(value):
    assert faults(value, THING, WHOLE) == []


@pytest.mark.parametrize("value", [[], {}, {"n": "1"}, {"n": True}, {"n": 1, "s": 2}, {"n": 1, "more": 1}])
def test_what_is_not_as_described_is_found(value):
    assert faults(value, THING, WHOLE)
