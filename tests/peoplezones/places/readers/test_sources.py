import json
import os

import pytest

from peoplezones.places.models import Demand, Outcome
from peoplezones.places.readers import sources
from peoplezones.places.rows import BadFile, IndicatorEntry, PeriodKind

SMALL = """
[[dataset]]
key = "library-loans"
name = "Loans of libraries"
publisher = "A made-up county"
licence = "Open Government Licence v3.0"
layout = "nomis"
period_kind = "year"
vintage = 2021

[dataset.options]
codes = ["E01"]

[dataset.options.columns]
"Loans: Total" = "loans"

[[dataset.indicator]]
key = "loans"
name = "Loans"
unit = "for each person"
numerator = ["loans"]
denominator = "population"
per = 1
outcome = "skills"
demand = "developmental"
demand_reason = "Reading helps people to gain what they need later."
agency = "Libraries"
"""


def an_indicator(**changed):
    told = {"key": "loans", "name": "Loans", "unit": "loans", "numerator": ["loans"]}
    return told | changed


def a_dataset(**changed):
    told = {
        "key": "library-loans",
        "name": "Loans of libraries",
        "publisher": "A made-up county",
        "licence": "Open Government Licence v3.0",
        "layout": "nomis",
        "period_kind": "year",
        "indicator": [an_indicator()],
    }
    return told | changed


def written(tmp_path, text):
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_entry_is_read_with_its_options_and_indicators(tmp_path):
    file = written(tmp_path, SMALL)
    [entry] = sources.entries(file)
    assert entry == sources.entry("library-loans", file)
    assert entry.period_kind is PeriodKind.YEAR
    assert entry.options == {"codes": ["E01"], "columns": {"Loans: Total": "loans"}}
    assert entry.indicators == (
        IndicatorEntry(
            key="loans",
            name="Loans",
            unit="for each person",
            numerator=("loans",),
            denominator="population",
            per=1,
            outcome="skills",
            demand="developmental",
            demand_reason="Reading helps people to gain what they need later.",
            agency="Libraries",
        ),
    )


def test_an_entry_survives_being_kept_as_json(tmp_path):
    [entry] = sources.entries(written(tmp_path, SMALL))
    assert sources.entry_from(json.loads(json.dumps(sources.as_mapping(entry)))) == entry


def test_a_changed_file_is_read_again(tmp_path):
    file = written(tmp_path, SMALL)
    sources.entries(file)
    file.write_text(SMALL.replace("library-loans", "loans-of-libraries"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert [entry.key for entry in sources.entries(file)] == ["loans-of-libraries"]


def test_the_words_of_an_entry_are_those_that_are_kept():
    assert {*Outcome.values, ""} == set(sources.WORDS["outcome"])
    assert set(Demand.values) == set(sources.WORDS["demand"])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"publsher": "x"}, "no field called publsher. Did you mean publisher?"),
        ({"indicators": []}, "no field called indicators"),
        ({"licence": ""}, "library-loans: the field licence is missing"),
        ({"period_kind": "weekly"}, "holds 'weekly' where this was expected: month | quarter | year | once"),
        ({"key": "Library Loans"}, "small letters, digits and hyphens"),
        ({"vintage": "2021"}, "vintage holds '2021' where this was expected: a whole number"),
        ({"vintage": True}, "a whole number"),
        ({"covers_england": "yes"}, "true or false"),
        ({"name": 5}, "name holds 5 where this was expected: text"),
        ({"options": []}, "a table"),
        ({"indicator": "loans"}, "write each indicator as a table"),
        ({"indicator": ["loans"]}, "write each indicator as a table"),
        ({"indicator": [an_indicator(), an_indicator()]}, "library-loans: the indicator loans is described twice"),
    ],
)
def test_what_is_wrong_with_a_data_set_is_said(changed, said):
    with pytest.raises(BadFile, match=r".") as refused:
        sources.entry_from(a_dataset(**changed))
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outcome": "happy"}, "outcome holds 'happy' where this was expected: safe | well | skills | resources"),
        ({"polarity": "up"}, "high | low | none"),
        ({"demand": "urgent"}, "reactive | developmental | neither"),
        ({"demand": "reactive"}, "say why it is that kind of demand"),
        ({"numerator": "loans"}, "a list of names"),
        ({"numerator": []}, "the field numerator is missing"),
        ({"denominator": "loans"}, "divide by something else"),
        ({"window": 0}, "let the window be 1 period or more"),
        ({"per": 0}, "more than 0"),
        ({"per": float("nan")}, "more than 0"),
        ({"is_rank": True, "denominator": "population"}, "a rank is one measure"),
        ({"higher_is_more_need": True}, "no field called higher_is_more_need"),
    ],
)
def test_what_is_wrong_with_an_indicator_is_said_with_both_keys(changed, said):
    with pytest.raises(BadFile, match="library-loans, loans: ") as refused:
        sources.entry_from(a_dataset(indicator=[an_indicator(**changed)]))
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SMALL + SMALL, "The data set library-loans is described twice"),
        (SMALL + SMALL.replace("library-loans", "other"), "The indicator loans is described twice"),
        ("[[datasets]]\nkey = 'x'", "holds datasets: write every data set under"),
        ("[[dataset]\n", "cannot be read as a list of data sets"),
    ],
)
def test_what_is_wrong_with_the_list_is_said(tmp_path, text, said):
    with pytest.raises(BadFile, match=said):
        sources.entries(written(tmp_path, text))


def test_a_list_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        sources.entries(tmp_path / "none.toml")


def test_an_unknown_key_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(BadFile, match=r"no data set called library-loan\. Did you mean library-loans\?"):
        sources.entry("library-loan", written(tmp_path, SMALL))
