import datetime as dt

import pytest
from django import forms

from peoplezones.ui.forms import day_field


class Example(forms.Form):
    name = forms.CharField(help_text="As you say it")
    age = forms.IntegerField(required=False)
    about = forms.CharField(widget=forms.Textarea, required=False)
    agree = forms.BooleanField(required=False, label="I agree")


def test_fields_are_drawn_in_the_pattern_with_label_and_hint():
    text = str(Example())
    assert '<label class="govuk-label" for="id_name">Name</label>' in text
    assert 'class="govuk-input"' in text
    assert 'aria-describedby="id_name_helptext"' in text
    assert 'id="id_name_helptext"' in text
    assert 'class="govuk-textarea"' in text
    assert 'class="govuk-checkboxes__input"' in text


def test_a_refused_field_says_so_and_keeps_what_was_typed():
    text = str(Example({"name": "", "age": "ten"}))
    assert "govuk-form-group--error" in text
    assert "govuk-input--error" in text
    assert 'value="ten"' in text
    assert 'id="id_age_error"' in text
    assert 'aria-invalid="true"' in text


class Plain(forms.Form):
    """Says nothing of its own."""

    title = forms.CharField(label="Title", max_length=5)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    number = forms.IntegerField(label="How many", max_value=9)
    own = forms.CharField(label="Name", error_messages={"required": "Type the name of the team"})


def summary_of(**typed):
    form = Plain(typed)
    form.is_valid()
    return [sentence for field in form for sentence in field.in_summary]


def test_what_a_form_does_not_say_itself_is_said_in_our_words_and_names_the_field():
    assert summary_of(title="far too long", kind="b", number="10", own="x") == [
        "Title: use at most 5 letters (there are 12)",
        "Kind: choose one that is in the list",
        "How many: write 9 or less",
    ]


def test_what_a_form_says_itself_is_left_as_it_is():
    assert summary_of(title="x", kind="a", number="many") == [
        "How many: write a whole number, such as 12",
        "Type the name of the team",
    ]


class Days(forms.Form):
    first = day_field("First day", required="Say when it begins")
    last = day_field("Last day", required=False)


@pytest.mark.parametrize("typed", ["27/03/2026", "2026-03-27", "27 March 2026", "27.03.2026"])
def test_a_day_is_taken_as_people_write_it(typed):
    form = Days({"first": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"first": dt.date(2026, 3, 27), "last": None}


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Say when it begins"), ("soon", "Type the day as 27/03/2026"), ("27/03/9999", "between 1800 and 2100")],
)
def test_a_day_that_is_none_is_refused_in_words(typed, says):
    assert says in str(Days({"first": typed}).errors["first"])


def test_a_day_is_shown_as_people_write_it():
    assert 'value="27/03/2026"' in str(Days(initial={"first": dt.date(2026, 3, 27)})["first"])
