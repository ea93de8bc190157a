"""Shows a table that nobody has described yet: its first rows, what we guess of it, and the questions about it."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import polars as pl
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.ui.words import number

from ..forms.columns import MOST_MEASURES
from ..forms.describing import FigureForm
from ..readers.uploads import Upload
from . import loading

SHOWN_ROWS, SHOWN_COLUMNS, LONGEST_CELL = 8, 40, 60


def as_mapping(definition: Mapping[str, Any]) -> dict[str, Any]:
    """A data set's remembered definition in the form that `sources.entry_from` takes."""
    mapping = dict(definition)
    mapping["indicator"] = mapping.pop("indicators", [])
    return mapping


def preview(
    upload: Upload, rows: pl.DataFrame, headers: Sequence[str], sheets: Sequence[str], sheet: str
) -> dict[str, Any]:
    shown = list(headers[:SHOWN_COLUMNS])
    return {
        "name": upload.name,
        "token": upload.token,
        "crumbs": loading.crumbs(),
        "headers": shown,
        "rows": [[_short(cell) for cell in row] for row in rows.select(shown).head(SHOWN_ROWS).rows()],
        "columns_left_out": len(headers) - len(shown),
        "sheets": sheets if len(sheets) > 1 else (),
        "sheet": sheet,
        "figures_url": reverse("places:figures", args=[upload.token]),
    }


def _short(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def plain_name(upload: Upload) -> str:
    """A first name for the data set, from that of the file."""
    return PurePosixPath(upload.name).name.partition(".")[0].replace("_", " ").replace("-", " ").strip()


def back(request: HttpRequest, token: str) -> str:
    """The page of columns, for whoever wants to change them."""
    sheet = request.GET.get("sheet", "")
    address = reverse("places:mapping", args=[token])
    return f"{address}?{request.GET.urlencode()}" if sheet else address


def figures(forms: Sequence[FigureForm]) -> list[dict[str, Any]]:
    """Each figure: what is always asked, and the rest, which is open where something is wrong with it."""
    first = ("unit", "denominator", "polarity", "outcome")
    rest = ("per", "window", "decimals", "demand", "demand_reason", "agency", "acted_on_by", "feeds_choice")
    return [
        {
            "title": form.measure.name,
            "include": form["include"],
            "name": form["name"],
            "first": [form[name] for name in first],
            "rest": [form[name] for name in rest],
            "is_open": any(form[name].errors for name in rest),
        }
        for form in forms
    ]


def problems(forms: Sequence[Any]) -> list[dict[str, str]]:
    """What is wrong in any of the forms, with the place where it is mended."""
    found = []
    for form in forms:
        if not form.is_bound:
            continue
        found += [{"text": text, "href": ""} for text in form.non_field_errors()]
        for field in form:
            about = f"{form.measure.name}: " if isinstance(form, FigureForm) else ""
            found += [{"text": about + text, "href": f"#{field.id_for_label}"} for text in field.errors]
    return found


def no_names() -> str:
    return _("No row has a name in that column. Choose another one")


def names_left_out(count: int, column: str) -> str:
    """What is said where a column of measures has more names than are offered; nothing where it has not."""
    if not count:
        return ""
    sentence: str = ngettext(
        "%(count)s more name stands in “%(column)s”. Only the first %(most)s are offered; no other is kept.",
        "%(count)s more names stand in “%(column)s”. Only the first %(most)s are offered; no other is kept.",
        count,
    )
    return sentence % {"count": number(count), "column": column, "most": MOST_MEASURES}


def gone() -> str:
    return _("The file was read already, or is no longer here.")


def no_figure() -> str:
    return _("Take at least one figure, or nobody would see anything of the table.")
