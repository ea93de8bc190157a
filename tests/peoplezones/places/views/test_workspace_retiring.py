"""Taking a data set out of use: asked first, written down, and no loss."""

import pytest

from peoplezones.foundation.models import AuditEntry
from peoplezones.places import queries
from peoplezones.places.models import Snapshot
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.places.factories import AreaFactory, DatasetFactory, IndicatorFactory, give
from tests.peoplezones.places.handing_in import analyst, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    area = AreaFactory()
    give(IndicatorFactory(dataset=DatasetFactory(key="wrong", name="A wrong table")), {area: 3.0})
    return area


def test_a_look_asks_and_changes_nothing(area):
    person = signed_in(analyst())
    text = person.get("/workspace/data/retire/wrong/").content.decode()
    assert "A wrong table" in text
    assert [one.key for one in queries.datasets()] == ["wrong"]


def test_taken_out_of_use_its_figures_leave_the_pages_and_its_snapshot_stays(area, client):
    person = signed_in(analyst())
    answer = person.post("/workspace/data/retire/wrong/", follow=True)
    assert "“A wrong table” is out of use." in answer.content.decode()
    assert "No figures have been loaded" in client.get(f"/areas/{area.code}/").content.decode()
    assert Snapshot.objects.count() == 1
    assert AuditEntry.objects.get(action="places.retire_dataset").target_label == "A wrong table"
    assert person.post("/workspace/data/retire/wrong/").status_code == 404


def test_nobody_else_may(area):
    assert signed_in(PersonFactory()).post("/workspace/data/retire/wrong/").status_code == 403
    assert [one.key for one in queries.datasets()] == ["wrong"]
