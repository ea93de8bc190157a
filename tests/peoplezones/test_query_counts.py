"""What each public page asks the data base: how often, and from which function. The same with few rows and with many.

A query a row shows as a count that grows; a new query, as a function that was not here.
"""

import pytest

from peoplezones.foundation import clock
from peoplezones.pages.actions import lay_foundation_pages
from tests.peoplezones.places.factories import (
    AreaFactory,
    BoundarySetFactory,
    IndicatorFactory,
    PostcodeFactory,
    give,
)
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db

PAGES = {
    "/": {
        "others": 4,
        "pages/middleware.py:OneSiteMiddleware.process_view": 1,
        "pages/models/pages.py:HomePage.get_context": 1,
    },
    "/zones/": {"ui/paging.py:page_of": 2, "zones/queries/open.py:partnerships_with_zones": 1},
    "/zones/zone-a/figures/": {
        "zones/queries/open.py:zone": 1,
        "zones/queries/open.py:shares_of": 1,
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/presenters/words.py:names_of": 1,
        "places/presenters/profiles.py:profile_context": 1,
    },
    "/districts/E06000099/": {
        "places/queries.py:district": 1,
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/views/places.py:_larger": 2,
        "places/presenters/words.py:names_of": 1,
        "places/presenters/profiles.py:profile_context": 1,
    },
    "/demand/": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/forms/choices.py:district_choices.choices": 1,
        "places/presenters/words.py:names_of": 1,
    },
    "/zones/zone-a/": {
        "zones/queries/open.py:zone": 1,
        "zones/queries/open.py:boundary": 1,
        "zones/queries/open.py:successions": 1,
        "zones/views/public.py:zone": 2,
        "partners/presenters/records.py:who_works_here": 1,
    },
    "/zones/zone-a/history/": {"zones/queries/open.py:zone": 1, "zones/queries/happenings.py:_of": 7},
    "/map/": {
        "places/queries.py:current_boundary_set": 1,
        "places/forms/choices.py:district_choices.choices": 1,
        "zones/queries/open.py:AreasWithZones.__len__": 1,
        "zones/queries/open.py:AreasWithZones.__getitem__": 1,
        "zones/queries/open.py:AreasWithZones._with_zones": 1,
    },
    "/postcode/?q=ZZ109AA": {
        "places/queries.py:postcode": 1,
        "zones/queries/open.py:zones_holding": 1,
        "zones/queries/nearness.py:nearest": 1,
    },
    "/areas/E00000001/": {
        "places/presenters/words.py:names_of": 1,
        "places/presenters/profiles.py:profile_context": 1,
        "places/queries.py:area": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "zones/queries/open.py:zones_holding": 1,
    },
    "/choosing/": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/forms/choices.py:district_choices.choices": 1,
        "choosing/queries.py:areas_by_code": 1,
    },
    "/choosing/?district=E06000099": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/forms/choices.py:district_choices.choices": 1,
        "choosing/queries.py:codes_found": 1,
        "choosing/queries.py:areas_by_code": 1,
    },
    "/choosing/why/E00000001/": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/queries.py:area": 1,
    },
    "/choosing/sure/": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "choosing/queries.py:areas_by_code": 1,
    },
    "/choosing/zones/?low=1000&high=4000": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "places/forms/choices.py:district_choices.choices": 1,
        "choosing/queries.py:areas_by_code": 1,
    },
    "/choosing/zones.geojson?low=1000&high=4000&new=on": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "zones/queries/open.py:codes_in_zones": 1,
    },
    "/choosing/zones.csv?low=1000&high=4000": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "choosing/queries.py:areas_by_code": 1,
    },
    "/choosing/classes.json": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
    },
    "/choosing/scores.csv": {
        "places/queries.py:current_boundary_set": 1,
        "places/analysis/setting.py:Setting.now": 1,
        "places/queries.py:lookups": 1,
        "choosing/queries.py:all_areas_by_code": 1,
    },
}
MOST = 30


def add_rows(first: int, many: int) -> None:
    indicator = IndicatorFactory(key="reports") if first == 0 else IndicatorFactory._meta.model.objects.get()
    given = {}
    for number in range(first, first + many):
        area = AreaFactory(position=number, code=f"E{number:08d}")
        given[area] = number
        letter = chr(ord("a") + number % 26) * (1 + number // 26)
        ZoneFactory(slug=f"zone-{letter}", areas=[area])
    give(indicator, given)
    # What is known of a set is kept by its content, which is another now.
    BoundarySetFactory._meta.model.objects.update(digest=f"{first + many:032x}")


@pytest.fixture
def few_rows():
    lay_foundation_pages(by=None, now=clock.now())
    add_rows(0, 3)
    PostcodeFactory(postcode="ZZ109AA", area=AreaFactory._meta.model.objects.get(code="E00000001"))


def asked_by(client, address, count_queries):
    client.get(address)  # what is worked out once a process is worked out now
    with count_queries() as counted:
        assert client.get(address).status_code == 200
    return dict(counted.by_function)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_what_is_written_here_and_no_more_with_many_rows(client, few_rows, count_queries, address):
    few = asked_by(client, address, count_queries)
    assert few == PAGES[address]
    add_rows(3, 70)
    assert asked_by(client, address, count_queries) == few
    assert sum(few.values()) < MOST
