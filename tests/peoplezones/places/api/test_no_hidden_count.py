"""Plays somebody who takes all that is public of a data set with small counts, and tries to get at them."""

import csv
import json
from collections import defaultdict

import pytest

from peoplezones.places.models import Indicator, Snapshot
from tests.peoplezones.places.small_counts import BELOW, COUNTS, MEASURES, PEOPLE, SECRET, small_counts

pytestmark = pytest.mark.django_db
NUMBERS = ("count", "denominator", "value", "low", "high", "shrunk")
MADE_OF = {"burglary": (0,), "robbery": (1,), "both": (0, 1), "absence": (3,)}


@pytest.fixture
def small():
    return small_counts()


def taken(client, small) -> dict[str, str]:
    """Every public address that tells of the data set, with what it answers."""
    keys = list(Indicator.objects.values_list("key", flat=True))
    digests = list(Snapshot.objects.values_list("digest", flat=True))
    addresses = ["/data/", "/data/small/", "/data/api/", "/data/evidence/", "/api/v1/datasets", "/api/v1/indicators"]
    addresses += [f"/data/small/{digest}.{kind}" for digest in digests for kind in ("csv", "parquet")]
    addresses += [f"/data/indicators/{key}.csv" for key in keys]
    addresses += [f"/api/v1/indicators/{key}{rest}" for key in keys for rest in ("", "/values")]
    addresses += [f"/api/v1/indicators/{key}/values?district=E0600009{place}" for key in keys for place in (1, 2)]
    addresses += [f"/api/v1/areas/{area.code}" for area in small.areas]
    found = {}
    for address in addresses:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = content.decode()
        refused = address.startswith("/data/small/") and address != "/data/small/"
        assert answer.status_code == (403 if refused else 200), address
    return found


def learned(small, answers: dict[str, str]) -> dict[str, dict[int, dict[str, float]]]:
    """Every number that is told of an area: by indicator, place and name."""
    found: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))

    def learn(key, code, row):
        for name in NUMBERS:
            if row[name] not in (None, ""):
                found[key][small.place(code)][name] = float(row[name])

    for address, text in answers.items():
        parts = address.partition("?")[0].split("/")
        if address.endswith(".csv") and "indicators" in parts:
            for row in csv.DictReader(text.splitlines()):
                learn(parts[-1].removesuffix(".csv"), row["code"], row)
        elif parts[-1] == "values":
            for row in json.loads(text)["items"]:
                learn(parts[-2], row["code"], row)
        elif "areas" in parts:
            for row in json.loads(text)["figures"]:
                learn(row["indicator"], parts[-1], row)
    return found


def test_no_number_at_all_is_told_where_a_count_is_hidden(client, small):
    told = learned(small, taken(client, small))
    assert any(told[key] for key in SECRET)
    for key, secret in SECRET.items():
        for place in secret:
            assert told[key][place] == {}


def test_what_is_shown_is_right_and_never_small(client, small):
    told = learned(small, taken(client, small))
    for key, own in MADE_OF.items():
        for place, numbers in told[key].items():
            if numbers:
                assert numbers["count"] == sum(COUNTS[place][measure] for measure in own)
                assert not 1 <= numbers["count"] < BELOW
                assert not 1 <= numbers["denominator"] < BELOW


def test_no_hidden_count_is_the_difference_of_shown_ones(client, small):
    told = learned(small, taken(client, small))
    for place in range(len(COUNTS)):
        shown = [key for key in ("burglary", "robbery", "both") if "count" in told[key][place]]
        assert len(shown) in (0, 3)


def test_in_no_district_is_one_count_left_over_from_the_total(client, small):
    told = learned(small, taken(client, small))
    for key, own in MADE_OF.items():
        for district in (range(4), range(4, 8)):
            left = [place for place in district if "count" not in told[key][place]]
            hidden = sum(COUNTS[place][measure] for place in left for measure in own)
            assert len(left) != 1
            assert not left or key == "absence" or hidden > len(left)


def test_no_answer_holds_a_hidden_rate_or_a_row_of_the_table(client, small):
    answers = taken(client, small)
    for text in answers.values():
        for key, secret in SECRET.items():
            for count in secret.values():
                assert key == "absence" or str(1000 * count / PEOPLE)[:7] not in text
        assert f",{COUNTS[0][0]},{COUNTS[0][1]}," not in text
    assert not any("PAR1" in text for text in answers.values())
    assert any(MEASURES[0] in text for text in answers.values())
