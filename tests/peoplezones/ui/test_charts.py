from django.template.loader import render_to_string

from peoplezones.ui import charts
from zonelab.core.figures import Part


def test_a_chart_always_comes_with_its_sentence_and_its_table():
    chart = charts.stacked(
        "parts",
        title="What it is made of",
        sentence="Most of it is safety.",
        parts=[Part("Safe", 40.0, "40.0", "#1f5fa8"), Part("Well", 22.5, "22.5", "#1c7a53")],
        headers=["Outcome", "Adds"],
        whole=100,
    )
    text = render_to_string("ui/chart.html", {"chart": chart})
    assert "<svg" in text
    assert "<figcaption>Most of it is safety.</figcaption>" in text
    assert text.count("<td") == 4
    assert ">22.5</td>" in text


def test_words_are_escaped_in_drawing_and_table():
    parts = [Part("<b>Bold</b>", 1.0, "1", "#1f5fa8")]
    chart = charts.stacked("x", title="T", sentence="S", parts=parts, headers=["A", "B"])
    assert "<b>" not in render_to_string("ui/chart.html", {"chart": chart})
