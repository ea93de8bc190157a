import pytest

from peoplezones.ui.downloads import csv_answer


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(start):
    assert csv_answer("x.csv", [[f"{start}SUM(A1)"]]).content.decode() == f"'{start}SUM(A1)\r\n"


def test_numbers_and_words_are_left_as_they_are():
    answer = csv_answer("x.csv", [["é, quoted", -1.5, 3, ""]])
    assert answer.content.decode("utf-8") == '"é, quoted",-1.5,3,\r\n'
    assert answer["Content-Disposition"] == 'attachment; filename="x.csv"'
