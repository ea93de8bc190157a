import pytest
from django.core.cache import cache

from peoplezones.places.models import Dataset, Evidence, Indicator, Snapshot
from tests.house.pseudo_locale import WORD, bare_words, pseudo_locale
from tests.peoplezones.places.factories import (
    AreaFactory,
    BoundarySetFactory,
    DatasetFactory,
    DistrictFactory,
    EvidenceFactory,
    IndicatorFactory,
    LookupFactory,
    SnapshotFactory,
    give,
)
from tests.peoplezones.places.small_counts import small_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    """A data set with one indicator, an older state, a document and a look-up."""
    area = AreaFactory()
    indicator = IndicatorFactory(
        key="reports", name="Reports", dataset=DatasetFactory(key="police", name="Police records"), outcome="safe"
    )
    give(indicator, {area: 3.0})
    give(indicator, {area: 4.0})
    EvidenceFactory(title="The park survey", outcome="well")
    LookupFactory()
    return indicator


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_tells_of_each_data_set_what_it_is_and_what_it_feeds(client, loaded):
    text = text_of(client, "/data/")
    for told in (
        'href="/data/police/"',
        "Police records",
        'href="https://example.org/data"',
        "Refreshed every year",
        "2 Mar 2026",
        "the choice of zones, profiles of places",
        "illustrative",
        "Squares",
        "From areas of 2011 to areas of 2021",
        "The park survey",
    ):
        assert told in text, told


def test_an_official_data_set_bears_no_mark(client, loaded):
    Dataset.objects.update(is_official=True)
    Evidence.objects.update(is_official=True)
    assert "illustrative" not in text_of(client, "/data/")
    assert "illustrative" not in text_of(client, "/data/police/")


@pytest.mark.parametrize(
    "query", ["text=police", "text=REPORTS", "text=nobody", "outcome=safe", "text=repo&outcome=safe"]
)
def test_a_data_set_is_found_by_its_words_and_outcome(client, loaded, query):
    assert "/data/police/" in text_of(client, f"/data/?{query}")


@pytest.mark.parametrize("query", ["text=zzz", "outcome=well", "text=police&outcome=well"])
def test_a_search_without_a_find_leads_back_to_all(client, loaded, query):
    text = text_of(client, f"/data/?{query}")
    assert "/data/police/" not in text
    assert "No data set fits" in text


def test_a_search_that_makes_no_sense_is_said_and_shows_all(client, loaded):
    text = text_of(client, "/data/?outcome=joy&text=%00")
    assert "We do not know that outcome" in text
    assert "/data/police/" in text


def test_before_anything_is_loaded_the_pages_say_so(client):
    text = text_of(client, "/data/")
    assert "No data set has been loaded yet" in text
    assert "No boundaries have been loaded yet" in text
    assert "No document has been added yet" in text_of(client, "/data/evidence/")
    assert "/api/v1/datasets" in text_of(client, "/data/api/")


def test_the_page_of_a_data_set_tells_all_that_is_known(client, loaded):
    text = text_of(client, "/data/police/")
    digests = list(Snapshot.objects.values_list("digest", flat=True))
    assert len(digests) == 2
    for told in (
        "Reports",
        "A high value means more need",
        "It asks for a response.",
        "rows read",
        "figures.csv",
        "Published openly",
        "2026: areas of 2011",
        "/data/indicators/reports.csv",
        *(f"/data/police/{digest}.{kind}" for digest in digests for kind in ("csv", "parquet")),
    ):
        assert told in text, told
    assert "the system" not in text  # who loaded it


def test_a_table_with_hidden_counts_is_not_offered_and_the_page_says_why(client):
    small_counts()
    text = text_of(client, "/data/small/")
    assert "Counts from 1 to 4 are not shown" in text
    assert "The table cannot be downloaded" in text
    assert ".parquet" not in text
    assert "/data/indicators/burglary.csv" in text


@pytest.mark.parametrize("change", [{"in_use": False}, {"snapshot": None}])
def test_what_is_not_in_use_has_no_page(client, loaded, change):
    Dataset.objects.update(**change)
    text_of(client, "/data/police/", 404)
    assert "/data/police/" not in text_of(client, "/data/")


def test_documents_are_listed_with_what_they_are_about(client):
    EvidenceFactory(title="Everywhere", address="")
    EvidenceFactory(title="Here").areas.set([AreaFactory(local_name="Mill End")])
    EvidenceFactory(title="There").districts.set([DistrictFactory(name="Oldshire", code="E07000098")])
    text = text_of(client, "/data/evidence/")
    assert "About the whole map." in text
    assert "About Mill End" in text
    assert "About Oldshire." in text


def test_documents_are_found_by_words_and_outcome(client):
    EvidenceFactory(title="Park survey", outcome="well")
    EvidenceFactory(title="Road audit", outcome="safe")
    found = text_of(client, "/data/evidence/?text=park&outcome=well")
    assert "Park survey" in found
    assert "Road audit" not in text_of(client, "/data/evidence/?outcome=well")
    assert "No document fits" in text_of(client, "/data/evidence/?text=zzz")


@pytest.mark.parametrize("address", ["/data/", "/data/police/", "/data/evidence/", "/data/api/", "/data/?text=zzz"])
def test_a_page_of_data_in_another_language_holds_no_english(client, loaded, address):
    cache.clear()
    data = {"People", "Zones", "CSV", "JSON", "made", "reports", "ETag", "zzz", *WORD.findall("per 1,000 people")}
    for row in [*Dataset.objects.all(), *Evidence.objects.all(), *Snapshot.objects.all(), loaded]:
        data.update(word for value in vars(row).values() for word in WORD.findall(str(value)))
    for row in (loaded.dataset.snapshot, AreaFactory().boundary_set, LookupFactory()):
        data.update(word for value in vars(row).values() for word in WORD.findall(str(value)))
    with pseudo_locale():
        html = text_of(client, address)
    assert html.count("⟦") > 10
    assert set(bare_words(html)) - data == set()


# --- what is asked of the data base ----------------------------------------------------------------------------

ASKED = {
    "/data/": {
        "ui/paging.py:page_of": 3,
        "places/queries.py:current_boundary_set": 1,
        "places/queries.py:lookups": 1,
        "places/presenters/data.py:evidence_rows": 3,
        "places/views/data.py:index": 1,
    },
    "/data/?text=set&outcome=safe": {
        "ui/paging.py:page_of": 3,
        "places/queries.py:current_boundary_set": 1,
        "places/queries.py:lookups": 1,
        "places/presenters/data.py:evidence_rows": 3,
        "places/views/data.py:index": 1,
    },
    "/data/evidence/": {"ui/paging.py:page_of": 4},
    "/data/police/": {
        "places/views/data.py:dataset": 2,
        "places/queries.py:current_boundary_set": 1,
        "ui/paging.py:page_of": 2,
    },
}


def add_rows(first: int, last: int, dataset: Dataset) -> None:
    made = Dataset.objects.bulk_create(DatasetFactory.build_batch(last - first))
    states = Snapshot.objects.bulk_create([SnapshotFactory.build(dataset=one) for one in made])
    for one, state in zip(made, states, strict=True):
        one.snapshot = state
    Dataset.objects.bulk_update(made, ["snapshot"], batch_size=200)
    Indicator.objects.bulk_create([IndicatorFactory.build(dataset=one) for one in made])
    Snapshot.objects.bulk_create([SnapshotFactory.build(dataset=dataset) for _one in made])
    Evidence.objects.bulk_create(EvidenceFactory.build_batch(last - first))


def test_a_page_asks_as_often_with_ten_rows_as_with_a_thousand(client, loaded, count_queries):
    BoundarySetFactory()

    def asked(address):
        client.get(address)
        with count_queries() as counted:
            text_of(client, address)
        return dict(counted.by_function)

    add_rows(0, 10, loaded.dataset)
    assert {address: asked(address) for address in ASKED} == ASKED
    add_rows(10, 1000, loaded.dataset)
    assert {address: asked(address) for address in ASKED} == ASKED
    assert len(text_of(client, "/data/")) < 60_000
