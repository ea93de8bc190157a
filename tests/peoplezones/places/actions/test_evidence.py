import datetime as dt

import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import queries
from peoplezones.places.actions import add_evidence, remove_evidence
from peoplezones.places.models import Evidence
from tests.peoplezones.places.factories import AreaFactory, BoundarySetFactory, DistrictFactory

pytestmark = pytest.mark.django_db


def added(**other):
    given = {
        "title": "What people said",
        "kind": "survey",
        "publisher": "Nobody",
        "published_on": dt.date(2026, 1, 5),
        "summary": "More light on the path.",
    }
    return add_evidence(**(given | other), by=None, now=clock.now())


def test_a_document_stands_beside_the_areas_and_districts_that_it_is_about():
    area = AreaFactory(code="E00000001")
    far = DistrictFactory(code="E07000001", name="Far")
    about_area = added(title="Of an area", area_codes=["E00000001"], outcome="safe")
    about_district = added(title="Of a district", district_codes=[far.code])
    about_all = added(title="Of all")
    assert list(about_area.areas.all()) == [area]
    assert set(queries.evidence_about(["E00000001"], [])) == {about_area, about_all}
    assert set(queries.evidence_about(["E00000002"], [far.code])) == {about_district, about_all}
    assert AuditEntry.objects.filter(action="places.add_evidence").count() == 3


@pytest.mark.parametrize("many", [list, iter, lambda codes: (code for code in codes)])
def test_codes_that_are_not_on_the_map_are_refused_however_they_are_handed_over(many):
    AreaFactory(code="E00000001")
    AreaFactory(code="E00000002", boundary_set=BoundarySetFactory(key="old", is_current=False))
    with pytest.raises(NotPossibleNow, match=r"has the code E00000002, E07999999\."):
        added(area_codes=many(["E00000001", "E00000002"]), district_codes=many(["E07999999"]))
    assert not Evidence.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "rumour"}, {"outcome": "rich"}, {"title": ""}, {"address": "no address"}, {"title": "x" * 201}],
)
def test_what_is_no_document_is_refused_in_words_and_changes_nothing(wrong):
    with pytest.raises(NotPossibleNow) as refused:
        added(**wrong)
    assert str(refused.value)
    assert not Evidence.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_document_that_is_taken_away_leaves_a_line():
    made = added()
    remove_evidence(evidence=made, by=None, now=clock.now())
    assert not Evidence.objects.exists()
    assert AuditEntry.objects.get(action="places.remove_evidence").target_label == "What people said"
