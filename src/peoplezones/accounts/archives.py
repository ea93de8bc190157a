"""Writes what is held about a person as files: one JSON, or a ZIP with a page to read and tables; reads no record."""

import csv
import datetime as dt
import io
import json
import zipfile
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import slugify

from peoplezones.ui.downloads import safe_cell

from . import presenters
from .personal_data import Section


def as_json(sections: list[Section], now: dt.datetime) -> bytes:
    held = [{"title": one.title, "rows": one.rows} for one in sections]
    told = {"written_at": now.isoformat(), "held": held}
    return json.dumps(told, indent=2, ensure_ascii=False, default=str).encode()


def as_zip(sections: list[Section], now: dt.datetime) -> bytes:
    """`read-me.html` for people, `data.json` for programs, and one table a kind of record for spreadsheets."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me.html", as_page(sections, now))
        archive.writestr("data.json", as_json(sections, now))
        for number, one in enumerate(sections, 1):
            archive.writestr(f"tables/{number:02d}-{slugify(one.title) or 'table'}.csv", as_table(one))
    return kept.getvalue()


def as_page(sections: list[Section], now: dt.datetime) -> str:
    told = [
        {
            "title": presenters.in_words(one.title),
            "rows": [[(presenters.in_words(key), _words(value)) for key, value in row.items()] for row in one.rows],
        }
        for one in sections
    ]
    return render_to_string("accounts/archive.html", {"sections": told, "written_at": presenters.moment(now)})


def as_table(section: Section) -> str:
    written = io.StringIO()
    keys = list(dict.fromkeys(key for row in section.rows for key in row))
    rows = csv.writer(written)
    rows.writerow([presenters.in_words(key) for key in keys])
    rows.writerows([safe_cell(_plain(row.get(key))) for key in keys] for row in section.rows)
    return written.getvalue()


def _plain(value: Any) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else value


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{called}: {said}" for called, said in presenters.detail_in_words(value)) or "–"
    return presenters.value_in_words(value)
