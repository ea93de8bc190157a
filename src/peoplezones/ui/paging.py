"""Cuts a list into pages and says so in words; a page number that makes no sense gives the nearest page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict


@dataclass(frozen=True)
class Page:
    """One page of a list: `items`, and what the pagination template needs."""

    items: Sequence[Any]
    number: int
    pages: int
    first: int
    last: int
    total: int
    links: list[dict[str, Any]]
    previous: str | None
    next: str | None


def page_of(items: Any, request: HttpRequest, *, size: int = 50) -> Page:
    """The page that the address asks for (`?page=2`), of a query set or any sequence."""
    paginator = Paginator(items, size)
    page = paginator.get_page(request.GET.get("page"))
    pages = paginator.num_pages

    def address(number: int) -> str:
        query: QueryDict = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    links: list[dict[str, Any]] = []
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            current = number == page.number
            links.append({"gap": False, "number": number, "url": address(number), "current": current})
        else:
            links.append({"gap": True})
    return Page(
        items=list(page.object_list),
        number=page.number,
        pages=pages,
        first=page.start_index(),
        last=page.end_index(),
        total=paginator.count,
        links=links if pages > 1 else [],
        previous=address(page.number - 1) if page.has_previous() else None,
        next=address(page.number + 1) if page.has_next() else None,
    )
