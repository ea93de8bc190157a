import pytest

from tests.peoplezones.teams.worlds import world


@pytest.fixture
def here(db):
    return world()
