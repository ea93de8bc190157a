"""The page "How sure is this order?", and what list, reasons and download say of it."""

import csv
import io
import re

import pytest

from peoplezones.choosing import analysis
from peoplezones.choosing.presenters.sureness import percent, shares_apart
from tests.peoplezones.places.factories import AreaFactory, DistrictFactory, IndicatorFactory, give

pytestmark = pytest.mark.django_db

SURE = "/choosing/sure/"


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def areas():
    """Forty areas: the first three lead in all; in the others safety and resources disagree."""
    made = [AreaFactory(position=position, local_name=f"Place {position}") for position in range(40)]
    reports = IndicatorFactory(key="reports", outcome="safe", name="Reports made")
    income = IndicatorFactory(key="income", outcome="resources", name="Low income")
    give(reports, {area: 1000 - 100 * place if place < 3 else 100 + place for place, area in enumerate(made)})
    give(income, {area: 1000 - 100 * place if place < 3 else 100 + 7 * place % 37 for place, area in enumerate(made)})
    return made


def rows_of(answer):
    return {row["name"]: row for row in answer.context["sure"]["rows"]}


def test_the_list_says_between_which_ranks_a_place_lies_and_whether_it_is_surely_in_the_top(client, areas):
    answer = client.get("/choosing/", {"safe": 50, "resources": 50, "k": 5})
    first, *others = answer.context["rows"]
    assert (first["rank"], first["interval"]) == (1, "1")
    assert first["label"] == {"key": "robust", "words": "Surely in the top 5"}
    assert {row["label"]["words"] for row in others if row["label"] and row["label"]["key"] == "depends"} == {
        "Top 5? Depends on weights"
    }
    assert any(re.fullmatch(r"\d+–\d+", row["interval"]) for row in others)
    assert others[-1]["label"] is None
    text = text_of(answer)
    assert "between these the place lies in 90 of 100 tries" in text
    assert "How sure is this order?" in text


def test_the_page_has_the_weights_and_the_top_of_the_list_it_came_from(client, areas):
    query = {"safe": 60, "well": 0, "skills": 0, "resources": 40, "k": 5, "district": DistrictFactory().code}
    listed = client.get("/choosing/", query)
    answer = client.get(listed.context["sure"]["url"])
    assert answer.context["sure"]["k"] == 5
    assert answer.context["address"] == listed.context["address"]
    back = answer.context["crumbs"][0][1]
    assert client.get(back).context["rows"] == listed.context["rows"]
    by_name = {row["name"]: row["interval"] for row in listed.context["rows"]}
    assert {name: row["ends"] for name, row in rows_of(answer).items()} == {
        name: ends for name, ends in by_name.items() if name in rows_of(answer)
    }


def test_three_counts_hold_every_area_that_has_a_score(client, areas):
    answer = client.get(SURE, {"safe": 50, "resources": 50, "k": 3})
    counts = {one["key"]: int(one["count"]) for one in answer.context["sure"]["counts"]}
    assert counts == {"robust": 3, "depends": 0, "not": 37}
    AreaFactory(position=40)
    areas[0].boundary_set.digest = "changed"
    areas[0].boundary_set.save()
    again = client.get(SURE, {"safe": 50, "resources": 50, "k": 5})
    assert sum(int(one["count"]) for one in again.context["sure"]["counts"]) == 40
    assert "We put 40 neighbourhoods in order 2,000 times" in text_of(again)


def test_drawing_and_table_say_the_same(client, areas):
    answer = client.get(SURE, {"safe": 50, "resources": 50})
    shown = answer.context["sure"]
    assert len(shown["rows"]) == len(shown["chart"].rows) == 20
    for row, (label, ends) in zip(shown["rows"], shown["chart"].rows, strict=True):
        assert label == f"{row['rank']}. {row['name']}"
        assert ends == row["ends"]
    assert shown["chart"].svg.count("figure-dot") == 20
    assert "Left of the dashed line: the top 10" in shown["chart"].svg


def test_what_changes_the_top_soonest_is_said_with_names_and_comes_true(client):
    made = [
        AreaFactory(position=position, code=f"E0000010{position}", local_name=name, name=f"Testshire 00{position + 1}A")
        for position, name in enumerate("ABCD")
    ]
    give(IndicatorFactory(outcome="safe"), dict(zip(made, [4.0, 3.0, 2.0, 1.0], strict=True)))
    give(IndicatorFactory(outcome="resources"), dict(zip(made, [2.0, 3.0, 1.0, 4.0], strict=True)))
    # By hand: orders of four are 12.5, 37.5, 62.5, 87.5. At share t of safety, A has 87.5 t + 37.5 (1 − t) and B has
    # 62.5 everywhere, so they meet at t = .5; D has 12.5 t + 87.5 (1 − t), 50 there.
    told = client.get(SURE, {"safe": 60, "resources": 40, "k": 1}).context["sure"]["turning"]
    assert told.startswith("The weight of “Safe”. It is 60.0% of all weight now. At 50.0%,")
    assert "B (Testshire 002A) draws level with A (Testshire 001A)" in told
    assert client.get("/choosing/", {"safe": 51, "resources": 49}).context["rows"][0]["name"].startswith("A ")
    assert client.get("/choosing/", {"safe": 49, "resources": 51}).context["rows"][0]["name"].startswith("B ")


@pytest.mark.parametrize(("share", "change", "words"), [(0.5, 0.2, "50.0% 70.0%"), (0.2, 0.0004, "20.00% 20.04%")])
def test_a_small_change_is_said_with_as_many_digits_as_tell_it_apart(share, change, words):
    assert " ".join(f"{one}%" for one in shares_apart(share, share + change)) == words


def test_where_no_single_weight_alters_the_top_that_is_said(client, areas):
    text = text_of(client.get(SURE, {"safe": 50, "resources": 50, "k": 3}))
    assert "No change of one weight alone alters which places are in the top 3." in text


def test_figures_that_go_together_are_named(client, areas):
    text = text_of(client.get(SURE))
    assert "No two figures say nearly the same. Nearest are “Low income” and “Reports made”" in text
    give(IndicatorFactory(outcome="well", name="Again"), {area: 3.0 * area.position for area in areas})
    give(IndicatorFactory(outcome="skills", name="And again"), {area: 5.0 * area.position for area in areas})
    text = text_of(client.get(SURE))
    assert "These say nearly the same, so what they share counts 2 times: “Again”, “And again”" in text


def test_what_the_tries_assume_is_said(client, areas):
    text = text_of(client.get(SURE, {"safe": 50, "resources": 50}))
    assert "Each weight may be off by about a quarter of itself" in text
    assert "The figures themselves are taken as exact." in text
    assert "2,000 tries, the same ones whenever somebody opens this address" in text
    assert "mostly 38% to 62%" in text


@pytest.mark.parametrize(
    ("k", "told"),
    [
        ("abc", "Enter a whole number from 1 to 100"),
        ("0", "The top must hold 1 place or more"),
        ("101", "The top must hold 100 places or fewer"),
        ("5.5", "Enter a whole number from 1 to 100"),
        ("9" * 400, "Enter a whole number from 1 to 100|The top must hold 100 places or fewer"),
    ],
)
@pytest.mark.parametrize("address", [SURE, "/choosing/"])
def test_a_top_that_makes_no_sense_is_kept_and_explained_and_ten_is_used(client, areas, address, k, told):
    answer = client.get(address, {"safe": 70, "resources": 30, "k": k})
    text = text_of(answer)
    assert re.search(told, text)
    assert f'value="{k}"' in answer.content.decode()
    assert "op 10" in text
    assert "Until that is mended, all four count the same." not in text
    assert "<title>Error:" in answer.content.decode()


def test_weights_that_make_no_sense_are_explained_too(client, areas):
    text = text_of(client.get(SURE, {"safe": "lots"}))
    assert "Enter a whole number from 0 to 100 for “Safe”" in text
    assert "Until the weights are mended, all four count the same." in text


def test_a_top_larger_than_the_list_is_told(client, areas):
    assert "Only 40 neighbourhoods have a score, so all are in the top" in text_of(client.get(SURE, {"k": 40}))


def test_level_places_share_the_top(client):
    made = [AreaFactory(position=position) for position in range(4)]
    for outcome in ("safe", "well"):
        give(IndicatorFactory(outcome=outcome), {area: [9.0, 5.0, 5.0, 1.0][area.position] for area in made})
    assert "3 neighbourhoods share the top 2, because the last of them are level." in text_of(
        client.get(SURE, {"k": 2})
    )


def test_with_one_outcome_that_has_weight_there_is_nothing_to_vary(client, areas):
    answer = client.get(SURE, {"safe": 100})
    text = text_of(answer)
    assert "Only “Safe” has weight here, so there are no weights to vary." in text
    assert answer.context["sure"]["chart"] is None
    assert "Download all scores" in text
    listed = client.get("/choosing/", {"safe": 100})
    assert {row["interval"] for row in listed.context["rows"]} == {""}
    assert "90 of 100 tries" not in text_of(listed)
    assert "How sure is this order?" in text_of(listed)


def test_the_reasons_of_an_area_say_its_ranks_and_its_chance(client, areas):
    weights = {"safe": 50, "resources": 50, "k": 5}
    first = text_of(client.get(f"/choosing/why/{areas[0].code}/", weights))
    assert "it stays number 1 in 90 of 100 tries. Its chance to be in the top 5 is over 99%." in first
    row = client.get("/choosing/", weights).context["rows"][5]
    low, high = row["interval"].split("–")
    other = text_of(client.get(row["why_url"]))
    assert f"it lies between number {low} and {high} in 90 of 100 tries" in other
    assert "in the top 5" in other
    lonely = AreaFactory(position=60)
    assert "90 of 100 tries" not in text_of(client.get(f"/choosing/why/{lonely.code}/", weights))


def test_the_download_holds_ranks_from_to_chance_and_label(client, areas):
    AreaFactory(position=40)
    answer = client.get("/choosing/scores.csv", {"safe": 50, "resources": 50, "k": 5})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 41
    for row in rows[:-1]:
        assert int(row["rank_low"]) <= int(row["rank_high"])
        assert 0 <= float(row["p_top_k"]) <= 1
        assert (row["k"], row["draws"]) == ("5", "2000")
        assert row["label"] in {"robust", "depends", "not"}
    assert sum(float(row["p_top_k"]) for row in rows[:-1]) == pytest.approx(5, abs=0.05)
    without = [row for row in rows if row["score"] == ""]
    assert {row[name] for row in without for name in ("rank_low", "rank_high", "p_top_k", "label")} == {""}
    one = list(csv.DictReader(io.StringIO(client.get("/choosing/scores.csv", {"safe": 1}).content.decode())))
    assert {row["label"] for row in one} == {""}


def test_with_nothing_loaded_the_page_says_what_comes_first(client):
    assert "No figures have been loaded yet" in text_of(client.get(SURE))
    AreaFactory()
    assert "No figures have been loaded yet" in text_of(client.get(SURE))


def test_where_no_area_has_a_score_there_is_no_order(client):
    one, two = AreaFactory(position=0), AreaFactory(position=1)
    give(IndicatorFactory(outcome="safe"), {one: 1.0})
    give(IndicatorFactory(outcome="well"), {two: 1.0})
    assert "No neighbourhood has a score under these weights" in text_of(client.get(SURE))
    assert client.get("/choosing/").status_code == 200


def test_one_area_alone_is_surely_first(client):
    area = AreaFactory(position=0)
    for outcome in ("safe", "well"):
        give(IndicatorFactory(outcome=outcome), {area: 1.0})
    answer = client.get(SURE)
    assert "Only 1 neighbourhood has a score" in text_of(answer)
    assert "Too few neighbourhoods have figures to tell." in text_of(answer)


def test_fewer_draws_are_told(client, areas, monkeypatch):
    monkeypatch.setattr("peoplezones.choosing.analysis.doubt.RANKS", 40 * 300)
    text = text_of(client.get(SURE, {"safe": 53, "resources": 47}))
    assert "in order 300 times" in text
    assert "by up to 5.8 points" in text
    assert analysis.draws_for(40) == 300


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.344, "34%"), (0.994, "over 99%"), (1.0, "over 99%")],
)
def test_draws_never_say_impossible_or_certain(chance, words):
    assert percent(chance) == words


def test_the_page_only_shows(client, areas):
    assert client.post(SURE).status_code == 405
