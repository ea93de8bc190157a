import pytest

from peoplezones.partners.identifiers import LISTS, LONGEST, NotThatForm, normalised, shown


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("GB-CHC", "1234567", "1234567"),
        ("GB-CHC", " 123 456 ", "123456"),
        ("GB-CHC", "gb-chc-1234567", "1234567"),
        ("GB-SC", "12345", "SC012345"),
        ("GB-SC", "sc012345", "SC012345"),
        ("GB-NIC", "NIC101234", "101234"),
        ("GB-COH", "123456", "00123456"),
        ("GB-COH", "oc1234", "OC001234"),
        ("GB-COH", "R0001234", "R0001234"),
        ("GB-MPR", "1234c", "1234C"),
        ("GB-MPR", "IP12345R", "IP12345R"),
        ("GB-NHS", "x9z", "X9Z"),
        ("GB-LAE", "xyz", "XYZ"),
        ("GB-EDU", "123456", "123456"),
        ("GB-UKPRN", "10001234", "10001234"),
    ],
)
def test_a_number_is_kept_as_its_list_prints_it(code, typed, kept):
    assert normalised(code, typed) == kept
    assert normalised(code, kept) == kept
    assert normalised(code, shown(code, kept)) == kept


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("GB-CHC", "12345"),
        ("GB-CHC", "12345678"),
        ("GB-CHC", "١٢٣٤٥٦٧"),
        ("GB-SC", "SC1234567"),
        ("GB-NIC", "901234"),
        ("GB-COH", "123456789"),
        ("GB-COH", "ABC12345"),
        ("GB-NHS", "X9"),
        ("GB-LAE", "X1Z"),
        ("GB-EDU", "1234"),
        ("GB-UKPRN", "20001234"),
        ("GB-MPR", "C"),
        ("GB-COH", ""),
    ],
)
def test_what_cannot_be_on_the_list_is_refused_with_its_form(code, typed):
    with pytest.raises(NotThatForm, match="such as"):
        normalised(code, typed)


def test_a_list_that_we_do_not_know_is_refused():
    with pytest.raises(NotThatForm, match="Choose the list"):
        normalised("GB-XYZ", "1")


def test_every_example_in_the_sentences_has_the_form_and_fits():
    for one in LISTS.values():
        examples = str(one.form).partition("such as ")[2].split(" or ")
        for example in examples:
            assert normalised(one.code, example) == example
            assert len(example) <= LONGEST
