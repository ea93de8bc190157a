from django import forms


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
