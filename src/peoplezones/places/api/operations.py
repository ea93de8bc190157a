"""What the open interface answers, address by address, with its description; GET alone."""

import json
import logging
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from peoplezones.foundation.refusals import NotPossibleNow

from .. import analysis, queries
from ..analysis.figures import figures_of
from ..rows import AREA
from . import shaping
from .answers import sentence
from .schemas import (
    AreaOut,
    AreaWithFigures,
    DatasetOut,
    Feature,
    IndicatorOut,
    InDistrict,
    Paged,
    Paging,
    Problem,
    ValuesOut,
)

logger = logging.getLogger(__name__)

# For programmers, in English like all our reference.
TITLE = "People Zones: open data"
ABOUT = (
    "Neighbourhoods, indicators and data sets of this site, for reading. No key is needed. Each answer names its "
    "licence: keep it with the data. A figure that is null is not known or hidden, never zero. Answers may be "
    "kept for five minutes; ask again with If-None-Match and the ETag. Errors are one sentence, under “detail”."
)
AREA_CODE, KEY = "The code of an area in use.", "The key of an indicator."


class OpenData(NinjaAPI):
    """The library's interface, whose operations are called by their own names and not by where our code lies."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)


api = OpenData(
    title=TITLE,
    version="1",
    description=ABOUT,
    openapi_url=None,  # ours is in `urls`: it is kept and shared like every other answer
    docs_url=None,  # the page of the library loads its program from elsewhere; ours is /data/api/
    urls_namespace="places-api",
)

Code = Annotated[str, Path(description=AREA_CODE, examples=["E01013726"])]
Key = Annotated[str, Path(description=KEY, examples=["made-up-disorder"])]
WRONG = {422: Problem}
GONE = {404: Problem, 422: Problem}


@api.get("/areas", response={200: Paged[AreaOut], **WRONG}, url_name="areas", summary="Neighbourhoods")
def areas(request: HttpRequest, asked: Query[InDistrict]) -> Any:
    """The areas of the boundary set in use, in map order. Licence: that of the boundary set (see one area)."""
    return shaping.page(request, queries.areas_listed(asked.district), asked, shaping.area)


@api.get("/areas/{code}", response={200: AreaWithFigures, **GONE}, url_name="area", summary="One neighbourhood")
def area(request: HttpRequest, code: Code) -> Any:
    """One area with all its indicators over their newest whole windows. Each figure names its own licence."""
    found = _area(code)
    setting = analysis.Setting.now(found.boundary_set)
    place = int(setting.people[AREA].index_of(code) or 0)
    made = figures_of(setting, setting.indicators, [place])
    return {
        **shaping.area(found),
        "boundary_set": found.boundary_set.name,
        "boundary_licence": found.boundary_set.licence,
        "figures": [shaping.figure(made[one.key], 0) for one in setting.indicators],
    }


@api.get("/areas/{code}/boundary", response={200: Feature, **GONE}, url_name="boundary", summary="Its boundary")
def boundary(request: HttpRequest, response: HttpResponse, code: Code) -> Any:
    """The outline as GeoJSON (application/geo+json), as the publisher drew it for maps. Its licence is a property."""
    found = _area(code)
    response["Content-Type"] = "application/geo+json"
    drawn = found.boundary_set
    return {
        "type": "Feature",
        "id": found.code,
        "geometry": json.loads(found.boundary),
        "properties": {
            "code": found.code,
            "name": found.name,
            "vintage": drawn.vintage,
            "publisher": drawn.publisher,
            "licence": drawn.licence,
        },
    }


@api.get("/indicators", response={200: Paged[IndicatorOut], **WRONG}, url_name="indicators", summary="Indicators")
def indicators(request: HttpRequest, asked: Query[Paging]) -> Any:
    """What is worked out from the data sets, and what it means. Each names its source and licence."""
    return shaping.page(request, queries.indicators(), asked, shaping.indicator)


@api.get("/indicators/{slug:key}", response={200: IndicatorOut, **GONE}, url_name="indicator", summary="One indicator")
def indicator(request: HttpRequest, key: Key) -> Any:
    """Its unit, formula, polarity, outcome, demand, source and licence."""
    return shaping.indicator(_indicator(key))


@api.get(
    "/indicators/{slug:key}/values", response={200: ValuesOut, **GONE}, url_name="values", summary="Its newest values"
)
def values(request: HttpRequest, key: Key, asked: Query[InDistrict]) -> Any:
    """The newest whole window of an indicator in every area, in map order, with its doubt. Licence: `licence`."""
    one = _indicator(key)
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise Http404(_("No boundaries have been loaded yet."))
    setting = analysis.Setting.now(boundary_set)
    names = queries.names_of_areas(boundary_set)
    own = setting.people.with_row_index("place")
    listed = own.filter(own["district"] == asked.district) if asked.district else own
    places = listed["place"].to_list()[shaping.part(asked)]
    made = figures_of(setting, [one], places)[key]
    items = [
        {"code": names[place][0], "name": names[place][1], "district": names[place][2], **shaping.numbers(made, at)}
        for at, place in enumerate(places)
    ]
    return {
        **shaping.envelope(request, listed.height, asked, items),
        "indicator": one.key,
        "unit": one.unit,
        "window": shaping.ends(made.window),
        "illustrative": not one.dataset.is_official,
        **shaping.source(one),
    }


@api.get("/datasets", response={200: Paged[DatasetOut], **WRONG}, url_name="datasets", summary="Data sets")
def datasets(request: HttpRequest, asked: Query[Paging]) -> Any:
    """The data sets in use, how fresh they are, and where their files are. Each names its licence."""
    return shaping.page(request, queries.datasets_found(), asked, lambda one: shaping.dataset(request, one))


def _area(code: str) -> Any:
    listed = queries.areas_listed().select_related("boundary_set").defer(None)
    found = listed.filter(code=code).first() if queries.AREA_CODE.fullmatch(code) else None
    if found is None:
        raise Http404(_("There is no area in use with this code. /api/v1/areas lists all."))
    return found


def _indicator(key: str) -> Any:
    found = queries.indicator(key)
    if found is None:
        raise Http404(_("There is no indicator with this key. /api/v1/indicators lists all."))
    return found


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return sentence(str(error), 404)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors)
    return sentence(_("We could not read the address: %(wrong)s.") % {"wrong": wrong}, 422)


@api.exception_handler(NotPossibleNow)
def not_now(request: HttpRequest, error: NotPossibleNow) -> HttpResponse:
    logger.error("A figure could not be read: %s", error.sentence)
    return sentence(_("Some data cannot be read at present. Try again later."), 503)


@api.exception_handler(Exception)
def went_wrong(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.exception("The open interface failed", exc_info=error)
    return sentence(_("Something went wrong on our side. Try again later."), 500)
