"""What the tests of loading share: a small map, files to hand in, an analyst, and a look at what may not change."""

import csv
import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.test import Client

from peoplezones.accounts import roles
from peoplezones.foundation.models import AuditEntry
from peoplezones.places.models import Area, ColumnMapping, Dataset, Indicator, Lookup, Postcode, Snapshot
from peoplezones.places.readers import sources, uploads
from peoplezones.places.rows import DatasetEntry
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.places.factories import AreaFactory

CODES = ("E01000001", "E01000002", "E01000003")
HEADER = ("LSOA code", "Year", "Warm homes (%)", "Damp homes (%)")


def small_map() -> list[Area]:
    """Three areas, side by side."""
    return [AreaFactory(code=code, position=place, population=1000) for place, code in enumerate(CODES)]


def analyst() -> Any:
    return PersonFactory(holding=[roles.ANALYST])


def signed_in(person: Any) -> Client:
    client = Client()
    walks.sign_in_fully(client, person)
    return client


def street_zip(path: Path, *, months: tuple[str, ...] = ("2025-01", "2025-02"), month_said: str = "") -> Path:
    """An archive of a police force: in every area and month two burglaries, one without a place, one elsewhere."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for month in months:
            text = io.StringIO()
            rows = csv.writer(text)
            rows.writerow(["Crime ID", "Month", "LSOA code", "LSOA name", "Crime type"])
            for code in [*CODES, *CODES, "", "E01000099"]:
                rows.writerow(["", month_said or month, code, "", "Burglary"])
            archive.writestr(f"{month}/{month}-testshire-street.csv", text.getvalue())
    return path


def entry_of_streets(**more: Any) -> DatasetEntry:
    mapping = {
        "key": "streets",
        "name": "Street crime",
        "publisher": "Testshire Police",
        "licence": "None",
        "layout": "police-street",
        "period_kind": "month",
        "indicator": [{"key": "burglaries", "name": "Burglaries", "unit": "a year", "numerator": ["burglary"]}],
    }
    return sources.entry_from(mapping | more)


def table_text(*rows: tuple[object, ...], header: tuple[str, ...] = HEADER) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in (header, *rows)).encode() + b"\n"


GOOD_TABLE = table_text(*((code, 2025, 10 + place, 20 + place) for place, code in enumerate(CODES)))
BAD_TABLE = table_text((CODES[0], 2025, "many", 3), (CODES[1], 2025, 4, 5), (CODES[2], 2025, 5, "?"))


def handed_in(content: bytes, name: str, *, by: int) -> uploads.Upload:
    """A file that lies where uploads lie."""
    uploads.folder().mkdir(parents=True, exist_ok=True)
    begun = uploads.begun(name)
    begun.path.write_bytes(content)
    upload = replace(begun, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    uploads.remember(upload, by=by)
    return upload


def waiting_files() -> list[str]:
    folder = uploads.folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def all_that_is_kept() -> tuple[Any, ...]:
    """What a refused or cancelled file must leave as it was."""
    counted = (Area, Postcode, Lookup, Indicator, Snapshot, ColumnMapping, AuditEntry)
    return (
        *(kind.objects.count() for kind in counted),
        list(Dataset.objects.order_by("pk").values("key", "name", "snapshot", "definition", "in_use")),
    )
