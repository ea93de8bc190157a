"""Makes the open interface's answers from rows and figures; decides nothing about what is hidden."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ..analysis import in_choice, periods
from ..analysis.figures import Figures
from ..presenters.data import how_worked_out, may_be_taken_whole
from ..presenters.downloads import NUMBERS, note_of, plain
from .schemas import Paging

# Told as they are kept.
OF_INDICATOR = (
    *("key", "name", "unit", "window", "polarity", "outcome", "demand", "demand_reason"),
    *("agency", "acted_on_by", "is_rank"),
)
OF_DATASET = ("key", "name", "publisher", "licence", "address", "refreshed", "period_kind", "suppress_below")


def part(asked: Paging) -> slice:
    """The rows of the page that is asked for; beyond the last there are none."""
    return slice((asked.page - 1) * asked.per_page, asked.page * asked.per_page)


def page(request: HttpRequest, rows: Any, asked: Paging, shape: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """One page of a query set."""
    return envelope(request, rows.count(), asked, [shape(one) for one in rows[part(asked)]])


def envelope(request: HttpRequest, count: int, asked: Paging, items: Sequence[object]) -> dict[str, Any]:
    query = request.GET.copy()
    query["page"] = str(asked.page + 1)
    following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {
        "count": count,
        "page": asked.page,
        "per_page": asked.per_page,
        "next": following if asked.page * asked.per_page < count else None,
        "items": list(items),
    }


def area(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "local_name": one.local_name,
        "district": {"code": one.district.code, "name": one.district.name},
        "ward": {"code": one.ward.code, "name": one.ward.name} if one.ward else None,
        "population": one.population,
    }


def numbers(figures: Figures, place: int) -> dict[str, Any]:
    return {
        **{name: plain(getattr(figures, name)[place]) for name in NUMBERS},
        "note": note_of(figures, place),
    }


def ends(window: Sequence[str]) -> list[str]:
    return [window[0], window[-1]] if window else []


def source(one: Any) -> dict[str, str]:
    """Of an indicator."""
    return {"source": f"{one.dataset.name}, {one.dataset.publisher}", "licence": one.dataset.licence}


def figure(figures: Figures, place: int) -> dict[str, Any]:
    one = figures.indicator
    return {
        "indicator": one.key,
        "name": one.name,
        "unit": one.unit,
        "window": ends(figures.window),
        **numbers(figures, place),
        **source(one),
    }


def indicator(one: Any) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in OF_INDICATOR},
        "formula": how_worked_out(one, one.dataset.period_kind),
        "feeds_choice": bool(in_choice([one])),
        "dataset": one.dataset.key,
        "illustrative": not one.dataset.is_official,
        **source(one),
    }


def dataset(request: HttpRequest, one: Any) -> dict[str, Any]:
    held = one.snapshot.periods
    names = ("csv", "parquet") if may_be_taken_whole(one, one.snapshot) else ()
    files = {
        name: request.build_absolute_uri(reverse(f"places:snapshot_{name}", args=[one.key, one.snapshot.digest]))
        for name in names
    }
    return {
        **{name: getattr(one, name) for name in OF_DATASET},
        "first_period": held[0],
        "last_period": held[-1],
        "missing": periods.gaps(held, one.period_kind),
        "loaded": one.snapshot.made_at.isoformat(),
        "digest": one.snapshot.digest,
        "areas": one.snapshot.areas,
        "csv": files.get("csv"),
        "parquet": files.get("parquet"),
        "indicators": [found.key for found in one.indicators.all()],
        "illustrative": not one.is_official,
    }
