import csv
import io
import re

import pytest
from openpyxl import load_workbook

from tests.peoplezones.places.factories import (
    AreaFactory,
    DistrictFactory,
    IndicatorFactory,
    give,
)

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def areas():
    """Sixty areas in two districts; need in safety rises with the position, need in resources falls."""
    other = DistrictFactory(code="E06000098", name="Otherland")
    made = [
        AreaFactory(position=position, district=other if position < 10 else DistrictFactory()) for position in range(60)
    ]
    reports = IndicatorFactory(key="reports", outcome="safe", name="Reports made")
    income = IndicatorFactory(key="income", outcome="resources", name="Low income")
    for place, area in enumerate(made):
        give(reports, {area: place})
        give(income, {area: 100 - place})
    return made


def test_the_list_begins_with_most_need_and_holds_fifty_a_page(client, areas):
    answer = client.get("/choosing/", {"safe": 100})
    rows = answer.context["rows"]
    assert [row["rank"] for row in rows[:3]] == [1, 2, 3]
    assert rows[0]["name"] == str(areas[-1])
    assert len(rows) == 50
    assert len(client.get("/choosing/", {"safe": 100, "page": 2}).context["rows"]) == 10


def test_other_weights_give_another_order(client, areas):
    assert client.get("/choosing/", {"resources": 100}).context["rows"][0]["name"] == str(areas[0])


def test_the_address_reproduces_the_view(client, areas):
    query = {"safe": 70, "well": 0, "skills": 0, "resources": 30, "district": "E06000098"}
    first = client.get("/choosing/", query)
    again = client.get(f"/choosing/?{first.context['address']}")
    assert again.context["rows"] == first.context["rows"]
    assert again.context["weight_rows"][0]["value"] in (70, "70")


def test_a_district_shows_its_own_areas_with_their_rank_among_all(client, areas):
    rows = client.get("/choosing/", {"safe": 100, "district": "E06000098"}).context["rows"]
    assert {row["district"] for row in rows} == {"Otherland"}
    assert [row["rank"] for row in rows] == list(range(51, 61))


def test_refused_weights_are_kept_and_explained(client, areas):
    answer = client.get("/choosing/", {"safe": "lots", "well": "20"})
    text = text_of(answer)
    assert "Enter a whole number from 0 to 100 for “Safe”" in text
    assert 'value="lots"' in text
    assert "Until that is mended, all four count the same." in text
    assert 'value="20"' in text
    assert "<title>Error:" in text


def test_made_up_figures_are_called_illustrative_and_official_ones_are_not(client, areas):
    from peoplezones.places.models import Dataset

    for address in ("/choosing/", f"/choosing/why/{areas[0].code}/"):
        assert "These figures are illustrative" in text_of(client.get(address))
    Dataset.objects.update(is_official=True)
    for address in ("/choosing/", f"/choosing/why/{areas[0].code}/"):
        assert "llustrative" not in text_of(client.get(address))


def test_the_colours_of_the_map_follow_the_same_weights(client, areas):
    answer = client.get("/choosing/classes.json", {"safe": 100}).json()
    assert len(answer["classes"]) == 60
    assert (answer["classes"][0], answer["classes"][-1]) == ("1", "7")
    assert len(answer["words"]) == 7
    assert client.get("/choosing/classes.json", {"resources": 100}).json()["classes"][0] == "7"


def test_why_shows_every_figure_with_its_order_weight_and_what_it_adds(client, areas):
    answer = client.get(f"/choosing/why/{areas[-1].code}/", {"safe": 75, "resources": 25})
    text = text_of(answer)
    lines = {line["name"]: line for line in answer.context["why"]["lines"]}
    # By hand: the last of 60 has order (60 − .5)/60 = 99.2 in safety and .5/60 = .8 in income.
    assert (lines["Reports made"]["order"], lines["Reports made"]["weight"]) == ("99.2", "75.0%")
    assert lines["Reports made"]["adds"] == "74.4"
    assert lines["Low income"]["adds"] == "0.2"
    assert "The score is 74.6 of 100" in text
    assert "Number 1 of 60" in text
    assert "<svg" in text


def test_an_area_that_has_no_score_says_why(client, areas):
    lonely = AreaFactory(position=60)
    text = text_of(client.get(f"/choosing/why/{lonely.code}/"))
    assert "has no score" in text
    rows = client.get("/choosing/", {"page": 2}).context["rows"]
    assert rows[-1]["score"] == "Not known"


def test_an_unknown_area_is_not_found(client, areas):
    assert client.get("/choosing/why/E99999999/").status_code == 404


def test_the_download_holds_every_area_with_parts_that_add_up(client, areas):
    answer = client.get("/choosing/scores.csv", {"safe": 60, "resources": 40})
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 60
    for row in rows:
        parts = float(row["part_safe"]) + float(row["part_resources"])
        assert parts == pytest.approx(float(row["score"]), abs=2e-4)
        assert (float(row["weight_safe_percent"]), row["figures"]) == (60, "illustrative")
    assert [int(row["rank"]) for row in rows] == sorted(int(row["rank"]) for row in rows)


def test_a_name_that_looks_like_a_formula_stays_text_in_the_download(client, areas):
    areas[0].local_name = "=HYPERLINK(1)"
    areas[0].save()
    text = client.get("/choosing/scores.csv").content.decode()
    assert ",=HYPERLINK" not in text
    assert "'=HYPERLINK(1)" in text


def test_with_nothing_loaded_the_page_says_what_comes_first(client):
    assert "No figures have been loaded yet" in text_of(client.get("/choosing/"))
    assert client.get("/choosing/classes.json").status_code == 404
    assert client.get("/choosing/scores.csv").status_code == 404
    AreaFactory()
    assert "No figures have been loaded yet" in text_of(client.get("/choosing/"))


def test_the_page_of_an_area_leads_to_the_reasons(client, areas):
    text = text_of(client.get(f"/areas/{areas[0].code}/"))
    assert "number" in text
    assert f"/choosing/why/{areas[0].code}/?safe=25" in text


def test_what_is_shown_adds_up_in_every_area(client, areas):
    for area in areas[::7]:
        shown = client.get(f"/choosing/why/{area.code}/", {"safe": 61, "resources": 13}).context["why"]
        lines = [round(10 * float(line["adds"])) for line in shown["lines"]]
        parts = [round(10 * float(text)) for _label, text in shown["chart"].rows]
        score = re.search(r"The score is ([0-9.]+) of 100", str(shown["chart"].sentence))
        assert sum(lines) == sum(parts) == round(10 * float(score[1]))


def test_weight_on_an_outcome_without_figures_shows_the_shares_that_were_really_used(client, areas):
    answer = client.get("/choosing/", {"well": 100})
    assert {row["key"]: row["share"] for row in answer.context["weight_rows"]} == {
        "safe": 50,
        "well": 0,
        "skills": 0,
        "resources": 50,
    }
    [first, *_] = csv.DictReader(io.StringIO(client.get("/choosing/scores.csv", {"well": 100}).content.decode()))
    assert float(first["weight_safe_percent"]) == 50


def test_a_district_that_is_not_known_leaves_the_weights_alone(client, areas):
    answer = client.get("/choosing/", {"safe": 100, "district": "ZZ"})
    assert "We do not know that district" in text_of(answer)
    assert answer.context["rows"][0]["name"] == str(areas[-1])


def test_gaps_are_told_by_the_names_of_figures(client, areas):
    AreaFactory(position=60)
    give(IndicatorFactory(outcome="safe", name="Fires"), {areas[0]: 10.0})
    text = text_of(client.get("/choosing/"))
    assert "“Fires” is not known in 60 of 61 neighbourhoods" in text
    assert "“Fires” is the same everywhere" in text
    assert "1 neighbourhoods have no score" in text
    assert "indicator-" not in text


@pytest.mark.parametrize("address", ["/choosing/", "/choosing/classes.json", "/zones/", "/map/", "/postcode/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_pages_that_only_show_take_no_other_request(client, areas, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_the_list_can_be_searched_by_name_and_keeps_the_ranks(client, areas):
    page = client.get("/choosing/", {"q": "nowhere at all"})
    assert "No neighbourhood fits" in page.content.decode()
    code = client.get("/choosing/").context["rows"][1]["why_url"].split("/")[3]
    found = client.get("/choosing/", {"q": code}).context["rows"]
    assert [row["rank"] for row in found] == [client.get("/choosing/").context["rows"][1]["rank"]]


def test_scores_can_be_taken_as_a_workbook_with_the_same_rows(client, areas):
    table = client.get("/choosing/scores.csv").content.decode().splitlines()
    answer = client.get("/choosing/scores.csv", {"download": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == len(table)
    assert "need-scores.xlsx" in answer["Content-Disposition"]
