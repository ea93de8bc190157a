import pytest

from peoplezones.provision.presenters.words import counted, joined, listed, plain_number


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["Council, housing", "Police"], "Council, housing; Police"),
    ],
)
def test_a_list_can_be_told_apart_by_ear_and_eye(parts, said):
    assert joined(parts) == said


def test_counts_are_words_up_to_nine():
    assert [counted(many) for many in (0, 1, 9, 10, 1200)] == ["no", "one", "nine", "10", "1,200"]


def test_a_list_of_labels_has_one_capital_and_whole_numbers_no_point():
    assert listed(["Control", "Treatment"]) == "Control and treatment"
    assert (str(plain_number(30.0)), str(plain_number(7.5))) == ("30", "7.5")
