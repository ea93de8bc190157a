"""A board member tries weights: what changes in the list and on the map, why, and what can be taken away."""

import csv
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from .visitor import DESK, MAP, PHONE

PATH = "/choosing/"
OUTCOMES = ["Safe", "Well", "Skills", "Resources"]
SAFE_ALONE = {"Safe": "100", "Well": "0", "Skills": "0", "Resources": "0"}
WRONG = [
    ({"Safe": "many"}, "Enter a whole number from 0 to 100 for “Safe”"),
    ({"Safe": "-1"}, "The weight for “Safe” must be 0 or more"),
    ({"Well": "1000"}, "The weight for “Well” must be 100 or less"),
    (dict.fromkeys(OUTCOMES, "0"), "Give at least one of the four a weight above 0"),
]


@pytest.fixture
def board_member(new_visitor):
    """At a desk, where a change of weights shows at once."""
    return new_visitor(width=DESK)


@pytest.fixture
def on_a_phone(new_visitor):
    """Without JavaScript, where the button of the form sends the weights."""
    return new_visitor(width=PHONE, javascript=False)


def ranking(visitor):
    return visitor.page.locator(".pz-ranking tbody tr").all_inner_texts()


def drawn(visitor):
    """The address of the colours that the map shows."""
    return visitor.page.locator(MAP).get_attribute("data-drawn")


def when_typing_weights(visitor, weights):
    for outcome, weight in weights.items():
        visitor.types(outcome, weight)


def then_the_list_shows(visitor, outcome, share):
    row = visitor.page.locator(".pz-shares tr", has=visitor.page.get_by_text(outcome, exact=True))
    expect(row).to_contain_text(f"{share}%")


def then_the_map_is_drawn_with(visitor, weights):
    wanted = re.compile(".*".join(f"{outcome.lower()}={weight}" for outcome, weight in weights.items()))
    expect(visitor.page.locator(MAP)).to_have_attribute("data-drawn", wanted)


def then_it_is_told(visitor, weights, told):
    """In the summary and at the field; what is wrong with all four together belongs to no field."""
    if len(weights) == 1:
        visitor.is_told(told)
    else:
        visitor.sees(told, within=".govuk-error-summary")
    visitor.sees("Until that is mended, all four count the same.", within="#ranking")


def test_all_neighbourhoods_are_there_and_most_need_comes_first(board_member):
    board_member.opens(PATH)
    board_member.sees("611 neighbourhoods")
    board_member.sees("1 to 50 of 611")
    scores = [float(text) for text in board_member.page.locator(".pz-score__number").all_inner_texts()]
    assert len(scores) == 50
    assert scores == sorted(scores, reverse=True)
    assert ranking(board_member)[0].startswith("1")


def test_changed_weights_change_list_map_and_address_at_once(board_member):
    board_member.opens(PATH)
    before, colours = ranking(board_member), drawn(board_member)
    when_typing_weights(board_member, SAFE_ALONE)
    then_the_list_shows(board_member, "Safe", 100)
    then_the_map_is_drawn_with(board_member, SAFE_ALONE)
    assert drawn(board_member) != colours
    assert ranking(board_member) != before
    assert board_member.is_focused(board_member.field("Resources"))
    assert parse_qs(urlsplit(board_member.page.url).query)["safe"] == ["100"]
    board_member.checks_the_page()

    after = ranking(board_member)
    board_member.goes_by(board_member.page.reload)
    assert ranking(board_member) == after
    assert board_member.field("Safe").input_value() == "100"


def test_the_back_button_brings_the_weights_before_back(board_member):
    board_member.opens(PATH)
    before = ranking(board_member)
    when_typing_weights(board_member, {"Safe": "100"})
    then_the_list_shows(board_member, "Safe", 57)
    board_member.page.go_back()
    then_the_list_shows(board_member, "Safe", 25)
    board_member.arrives()
    assert ranking(board_member) == before


def test_why_a_place_has_its_score_and_back_with_the_same_weights(board_member):
    board_member.opens(f"{PATH}?safe=60&well=20&skills=10&resources=10")
    before = ranking(board_member)
    first = board_member.page.locator(".pz-ranking a").first
    name, score = first.inner_text(), board_member.page.locator(".pz-score__number").first.inner_text()
    board_member.goes_by(first.click)
    board_member.sees_heading(f"Why {name} has this score")
    board_member.sees("Number 1 of 611")
    board_member.sees(f"The score is {score} of 100.")
    board_member.sees("20.0%")  # three figures of “Safe” share its 60
    board_member.follows("Back to the list with these weights")
    assert ranking(board_member) == before
    assert board_member.field("Safe").input_value() == "60"


def test_the_download_holds_every_place_and_its_parts_add_up(board_member, tmp_path):
    board_member.opens(f"{PATH}?safe=60&well=20&skills=10&resources=10")
    with board_member.page.expect_download() as download:
        board_member.link("Download all scores (CSV)").click()
    file = tmp_path / "scores.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 611
    for row in rows:
        parts = sum(float(part) for name, part in row.items() if name.startswith("part_"))
        assert parts == pytest.approx(float(row["score"]), abs=0.001)
    assert {float(row["weight_safe_percent"]) for row in rows} == {60}


def test_the_next_page_goes_on_where_the_first_ended(board_member):
    board_member.opens(f"{PATH}?safe=60&well=20&skills=10&resources=10")
    last = float(board_member.page.locator(".pz-score__number").last.inner_text())
    board_member.follows("Next page")
    board_member.sees("51 to 100 of 611")
    assert float(board_member.page.locator(".pz-score__number").first.inner_text()) <= last
    assert board_member.field("Safe").input_value() == "60"


def test_one_district_alone(board_member):
    board_member.opens(PATH)
    board_member.field("Show").select_option(label="Melton")
    expect(board_member.page.locator(".pz-ranking")).to_contain_text("Melton")
    board_member.page.wait_for_url("**district=*")
    districts = board_member.page.locator(".pz-ranking th .pz-sub").all_inner_texts()
    assert all(text.startswith("Melton") for text in districts)
    board_member.checks_the_page()


@pytest.mark.parametrize(("weights", "told"), WRONG)
def test_weights_that_make_no_sense_are_told_at_once(board_member, weights, told):
    board_member.opens(PATH)
    when_typing_weights(board_member, weights)
    then_it_is_told(board_member, weights, told)
    for outcome, typed in weights.items():
        assert board_member.field(outcome).input_value() == typed
    board_member.checks_the_page()


def test_without_javascript_the_button_sends_the_weights(on_a_phone):
    on_a_phone.opens(PATH)
    before = ranking(on_a_phone)
    when_typing_weights(on_a_phone, SAFE_ALONE)
    on_a_phone.field("Show").select_option(label="Melton")
    on_a_phone.presses("Use these weights")
    then_the_list_shows(on_a_phone, "Safe", 100)
    assert ranking(on_a_phone) != before
    assert on_a_phone.field("Safe").input_value() == "100"
    on_a_phone.goes_by(on_a_phone.page.locator(".pz-ranking a").first.click)
    on_a_phone.sees(re.compile(r"Number \d+ of 611"))
    on_a_phone.follows("Back to the list with these weights")
    then_the_list_shows(on_a_phone, "Safe", 100)
    on_a_phone.follows("Start again with equal weights")
    assert ranking(on_a_phone) == before


@pytest.mark.parametrize(("weights", "told"), WRONG)
def test_without_javascript_weights_that_make_no_sense_are_told(on_a_phone, weights, told):
    on_a_phone.opens(PATH)
    when_typing_weights(on_a_phone, weights)
    on_a_phone.presses("Use these weights")
    then_it_is_told(on_a_phone, weights, told)
    for outcome, typed in weights.items():
        assert on_a_phone.field(outcome).input_value() == typed
    assert on_a_phone.page.title().startswith("Error: ")


def then_the_list_is_sure_of(visitor, k):
    expect(visitor.page.locator(".pz-ranking tbody tr").first).to_contain_text(f"Surely in the top {k}")


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_how_sure_the_order_is_and_for_another_size_of_the_top(new_visitor, width, javascript):
    visitor = new_visitor(width=width, javascript=javascript)
    visitor.opens(f"{PATH}?safe=60&well=20&skills=10&resources=10")
    then_the_list_is_sure_of(visitor, 10)
    first = visitor.page.locator(".pz-ranking a").first.inner_text()
    visitor.follows("How sure is this order?")
    visitor.sees("We put 611 neighbourhoods in order 2,000 times")
    assert visitor.page.locator(".pz-ranking a").first.inner_text() == first
    visitor.types("How many places count as the top", "3")
    visitor.presses("Show this top")
    visitor.sees("Who is in the top 3")
    visitor.sees("surely in the top 3: in at least 95 of 100 tries")
    visitor.types("How many places count as the top", "three")
    visitor.presses("Show this top")
    visitor.is_told("Enter a whole number from 1 to 100 for how many places count as the top")
    visitor.types("How many places count as the top", "3")
    visitor.presses("Show this top")
    visitor.follows("Back to the list with these weights")
    assert visitor.field("Safe").input_value() == "60"
    assert visitor.field("How many places count as the top").input_value() == "3"
    then_the_list_is_sure_of(visitor, 3)


def test_another_size_of_the_top_changes_the_list_at_once(board_member):
    board_member.opens(PATH)
    then_the_list_is_sure_of(board_member, 10)
    board_member.types("How many places count as the top", "4")
    then_the_list_is_sure_of(board_member, 4)
    board_member.types("How many places count as the top", "0")
    board_member.is_told("The top must hold 1 place or more")
    then_the_list_is_sure_of(board_member, 10)
    board_member.checks_the_page()


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_zones_of_another_size_are_proposed_under_the_same_weights(new_visitor, tmp_path, width, javascript):
    visitor = new_visitor(width=width, javascript=javascript)
    visitor.opens(f"{PATH}?safe=60&well=20&skills=10&resources=10")
    visitor.follows("Join neighbourhoods to zones of a human size")
    visitor.sees("Neighbours joined to zones of 8,000 to 12,000 people")
    assert visitor.page.locator("#proposals h3").count() == 5
    visitor.types("Fewest people in a zone", "4000")
    visitor.types("Most people in a zone", "6000")
    visitor.types("How many zones", "2")
    visitor.presses("Propose zones")
    visitor.sees("Neighbours joined to zones of 4,000 to 6,000 people")
    assert visitor.page.locator("#proposals h3").count() == 2
    with visitor.page.expect_download() as download:
        visitor.link("Download the neighbourhoods (CSV)").click()
    download.value.save_as(tmp_path / "zones.csv")
    with (tmp_path / "zones.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {4000 <= int(row["zone_population"]) <= 6000 for row in rows} == {True}
    visitor.types("Most people in a zone", "3000")
    visitor.presses("Propose zones")
    visitor.is_told("The largest number of people must not be below the smallest")
    visitor.follows("Back to the list with these weights")
    assert visitor.field("Safe").input_value() == "60"


def test_by_keyboard_alone(board_member):
    board_member.opens(PATH)
    board_member.tabs_to(board_member.field("Safe"))
    board_member.keys("Control+a", "9", "0")
    then_the_list_shows(board_member, "Safe", 55)
    assert board_member.is_focused(board_member.field("Safe"))
    board_member.tabs_to(board_member.button("Use these weights"))
    board_member.tabs_to(board_member.page.locator(".pz-ranking a").first)
    board_member.goes_by(lambda: board_member.keys("Enter"))
    board_member.sees("Number 1 of 611")
