import csv
from io import BytesIO

import polars as pl
import pytest

from peoplezones.places import store
from peoplezones.places.models import Dataset, Snapshot
from peoplezones.places.presenters import downloads
from tests.peoplezones.places.factories import AreaFactory, DatasetFactory, IndicatorFactory, give, keep
from tests.peoplezones.places.small_counts import small_counts

pytestmark = pytest.mark.django_db
TABLE = pl.DataFrame(
    {
        "area": ["E00000001", "E00000002"],
        "period": ["2026", "2026"],
        "=HYPERLINK(1)": [-1.5, None],
        "made": [4, 0],
        "made|note": ["", "=1+1"],
    }
)


@pytest.fixture
def kept():
    return keep(DatasetFactory(key="made"), TABLE, {"2026": 2011})


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_table_is_downloaded_as_csv_with_plain_numbers_and_no_formula(client, kept):
    answer = client.get(f"/data/made/{kept.snapshot.digest}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="made-{kept.snapshot.digest[:12]}.csv"'
    assert body(answer).decode().split("\r\n") == [
        "area,period,'=HYPERLINK(1),made,made|note",
        'E00000001,2026,-1.5,4,""',
        "E00000002,2026,,0,'=1+1",
        "",
    ]


def test_csv_begins_with_its_first_letter_and_no_mark_of_bytes(client, kept):
    assert body(client.get(f"/data/made/{kept.snapshot.digest}.csv")).startswith(b"area")


def test_a_table_is_downloaded_as_the_parquet_file_that_is_kept(client, kept):
    answer = client.get(f"/data/made/{kept.snapshot.digest}.parquet", headers={"accept-encoding": "gzip"})
    content = body(answer)
    assert content == store.path_of(kept.snapshot.digest).read_bytes()
    assert answer["Content-Length"] == str(len(content))
    assert pl.read_parquet(BytesIO(content)).equals(TABLE)


def test_an_older_state_stays_as_it_was(client, kept):
    before = kept.snapshot.digest
    keep(kept, TABLE.with_columns(pl.lit(9).alias("made")), {"2026": 2011})
    assert kept.snapshot.digest != before
    assert b",4," in body(client.get(f"/data/made/{before}.csv"))
    assert b",9," in body(client.get(f"/data/made/{kept.snapshot.digest}.csv"))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_content_is_kept_for_ever_and_not_sent_twice(client, kept, kind):
    address = f"/data/made/{kept.snapshot.digest}.{kind}"
    answer = client.get(address)
    assert "immutable" in answer["Cache-Control"]
    body(answer)
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, answer["ETag"])
    other = client.get(address, headers={"if-none-match": '"other"'})
    other.close()
    assert other.status_code == 200


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_there_is_not_is_not_found(client, kept, kind):
    digest = kept.snapshot.digest
    DatasetFactory(key="other")
    for address in (f"/data/other/{digest}.{kind}", f"/data/made/{'0' * 64}.{kind}", f"/data/made/x.{kind}"):
        assert client.get(address).status_code == 404
    Dataset.objects.update(in_use=False)
    assert client.get(f"/data/made/{digest}.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_that_the_store_has_lost_is_not_found(client, kept, kind):
    Snapshot.objects.update(digest="f" * 64)
    assert client.get(f"/data/made/{'f' * 64}.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_with_hidden_counts_is_refused_with_the_reason_even_to_who_says_he_has_it(client, kind):
    small_counts()
    for digest in Snapshot.objects.values_list("digest", flat=True):
        address = f"/data/small/{digest}.{kind}"
        answer = client.get(address, headers={"if-none-match": f'"{digest}.{kind}"'})
        assert answer.status_code == 403
        assert "too small to be shown" in answer.content.decode()


def test_a_large_table_leaves_in_pieces(monkeypatch):
    monkeypatch.setattr(store, "ROW_GROUP", 7)
    table = pl.DataFrame({"area": [f"E{n:08d}" for n in range(20)], "period": "2026", "n": range(20)})
    pieces = list(downloads.snapshot_as_csv(store.write(table).digest))
    assert [piece.count(b"\r\n") for piece in pieces] == [1, 7, 7, 6]


def lines_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(body(answer).decode().splitlines()))


def test_an_indicator_is_downloaded_with_its_doubt_source_and_licence(client):
    areas = [AreaFactory(position=place, population=1000) for place in range(3)]
    one = IndicatorFactory(key="reports", denominator="population", per=1000)
    give(one, {areas[0]: 5, areas[1]: 65})
    answer = client.get("/data/indicators/reports.csv")
    first, second, third = lines_of(answer)
    assert list(first) == list(downloads.NAMES)
    assert first | {"shrunk": ""} == {
        "code": areas[0].code,
        "name": str(areas[0]),
        "district": "Testshire",
        "window": "2026",
        "count": "5",
        "denominator": "1000",
        "value": "5",
        "low": "1.623486",
        "high": "11.668332",
        "shrunk": "",
        "unit": "per 1,000 people",
        "source": f"{one.dataset.name}, Nobody",
        "licence": "None",
        "note": "illustrative",
    }
    assert float(first["shrunk"]) > 5
    assert second["value"] == "65"
    assert (third["value"], third["note"]) == ("", "illustrative; not known")


def test_an_indicator_is_kept_for_a_while_and_not_sent_twice(client):
    area, one = AreaFactory(), IndicatorFactory(key="reports")
    give(one, {area: 5})
    answer = client.get("/data/indicators/reports.csv")
    body(answer)
    assert answer["Cache-Control"] == "public, max-age=300"
    known = {"if-none-match": answer["ETag"]}
    assert client.get("/data/indicators/reports.csv", headers=known).status_code == 304
    give(one, {area: 6})
    other = client.get("/data/indicators/reports.csv", headers=known)
    other.close()
    assert other.status_code == 200


@pytest.mark.parametrize("key", ["nothing", "%00", "a.b"])
def test_an_unknown_indicator_is_not_found(client, key):
    AreaFactory()
    assert client.get(f"/data/indicators/{key}.csv").status_code == 404


def test_an_indicator_without_boundaries_is_not_found(client):
    IndicatorFactory(key="reports")
    assert client.get("/data/indicators/reports.csv").status_code == 404


def test_downloads_set_no_cookie(client, kept):
    answer = client.get(f"/data/made/{kept.snapshot.digest}.csv")
    body(answer)
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


def test_a_state_that_was_kept_under_a_limit_is_not_for_download_whatever_is_said_later(client):
    area = AreaFactory()
    dataset = give(IndicatorFactory(dataset=DatasetFactory(key="calls", suppress_below=0)), {area: 3.0}).dataset
    before = dataset.snapshot
    before.suppress_below = 5
    before.save()
    give(dataset.indicators.get(), {area: 9.0})
    after = dataset.snapshot
    assert client.get(f"/data/calls/{before.digest}.csv").status_code == 403
    assert client.get(f"/data/calls/{before.digest}.parquet").status_code == 403
    assert client.get(f"/data/calls/{after.digest}.csv").status_code == 200
    page = client.get("/data/calls/").content.decode()
    assert f"{before.digest}.csv" not in page
    assert f"{after.digest}.csv" in page
