import pytest

from peoplezones.ui.paging import page_of

LIST = list(range(1, 612))


def test_a_page_says_which_part_it_holds(rf):
    page = page_of(LIST, rf.get("/", {"page": "2"}))
    assert (page.number, page.pages, page.first, page.last, page.total) == (2, 13, 51, 100, 611)
    assert page.items == LIST[50:100]


@pytest.mark.parametrize(("asked", "given"), [("abc", 1), ("-3", 13), ("0", 13), ("999", 13), ("", 1)])
def test_a_number_that_makes_no_sense_gives_the_nearest_page(rf, asked, given):
    assert page_of(LIST, rf.get("/", {"page": asked})).number == given


def test_links_keep_the_rest_of_the_address(rf):
    page = page_of(LIST, rf.get("/", {"safe": "40", "page": "1"}))
    assert page.next == "?safe=40&page=2"
    assert page.previous is None
    assert [link.get("number", "…") for link in page.links] == [1, 2, "…", 13]


def test_one_page_needs_no_links_and_an_empty_list_is_a_page(rf):
    assert page_of([1, 2], rf.get("/")).links == []
    assert page_of([], rf.get("/")).total == 0
