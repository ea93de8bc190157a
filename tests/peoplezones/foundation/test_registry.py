import pytest

from peoplezones.foundation.registry import Registry


def test_entries_come_by_position_then_name():
    registry = Registry("entry")
    registry.add("b", "second")
    registry.add("a", "first")
    registry.add("z", "before all", position=1)
    assert list(registry) == ["before all", "first", "second"]
    assert registry["a"] == "first"
    assert len(registry) == 3


def test_a_name_is_taken_once():
    registry = Registry("entry")
    registry.add("a", "first")
    registry.add("a", "first")
    with pytest.raises(ValueError, match="registered twice"):
        registry.add("a", "other")
    registry.remove("a")
    registry.add("a", "other")
