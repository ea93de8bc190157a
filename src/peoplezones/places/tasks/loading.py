"""Loads one file: asks the gates, reads outside any transaction, keeps in one, and says what was counted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow, Refused

from .. import actions, queries, rules
from ..actions.datasets import definition_of
from ..readers import LAYOUTS, Gives, sources, uploads
from ..rows import NOTE, BadFile, DatasetEntry, Reading, Step, no_steps
from . import demand, geography
from .counted import in_words

READ = 0.9  # share of the work that reading is
OUTSIDE = "rows outside the area"


@dataclass(frozen=True)
class Given:
    """What was handed in. `beside`: a second table, which tells of areas what their boundaries do not."""

    path: Path
    name: str
    sha256: str
    beside: Path | None = None
    beside_name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)  # of this file alone, such as the districts to take


def load(
    entry: DatasetEntry, given: Given, *, by: Person | None, now: dt.datetime, step: Step = no_steps
) -> dict[str, Any]:
    """Read a file as the entry says and keep it; raises Refused (BadFile) with nothing changed.

    Gives back `sentence`, `report` (what was counted), `dataset`, `digest` of the snapshot, and `is_new`.
    """
    actions.check_may_import(entry, by=by, now=now)
    layout = LAYOUTS.get(entry.layout)
    if layout is None:
        sentence = _("No reader takes files of the layout “%(layout)s”. There are: %(known)s.")
        raise BadFile(sentence % {"layout": entry.layout, "known": ", ".join(LAYOUTS)})
    if layout.gives == Gives.VALUES:
        return _values(entry, given, by=by, now=now, step=step)
    return geography.load(layout.gives, entry, given, by=by, now=now, step=part_of(step, READ))


def _values(entry: DatasetEntry, given: Given, *, by: Person | None, now: dt.datetime, step: Step) -> dict[str, Any]:
    layout = LAYOUTS[entry.layout]
    within = actions.known_codes()
    asked = entry
    if layout.needs_place:
        asked = replace(entry, options={**entry.options, "place": geography.Places().of_point})
    reading: Reading = layout.reader(given.path, asked, within=within, step=part_of(step, READ))
    if entry.layout == "demand" and not entry.indicators:
        entry = demand.described(entry, given.path)
    reading = _chosen(entry, reading)
    step(READ, _("Keeping what was read"))
    before = queries.dataset(entry.key)
    kept = actions.keep_reading(
        entry=entry, reading=reading, source_name=given.name, source_digest=given.sha256, by=by, now=now
    )
    is_new = kept.is_new or before is None or before.definition != definition_of(entry)
    sentence = in_words(reading.report, is_new=is_new)
    if reading.report.get(OUTSIDE) and not (entry.vintage or queries.lookups()):
        sentence += " " + _(
            "Areas whose codes changed between two censuses count as outside, since no look-up between them is loaded."
        )
    return {
        "sentence": sentence,
        "report": dict(reading.report),
        "dataset": entry.key,
        "digest": kept.snapshot.digest,
        "is_new": is_new,
    }


def _chosen(entry: DatasetEntry, reading: Reading) -> Reading:
    """The reading without what the entry does not keep: whatever is in a snapshot, everybody can download."""
    keep = entry.options.get("keep")
    if keep is None:
        return reading
    there = [measure for measure in reading.measures if measure in keep]
    if not there:
        sentence = _("The file holds none of the figures that were chosen for “%(name)s”. It holds: %(there)s.")
        raise BadFile(sentence % {"name": entry.name, "there": ", ".join(reading.measures[:20])})
    away = [name for name in reading.measures if name not in keep]
    frame = reading.frame.drop(*away, *(name + NOTE for name in away), strict=False)
    values = sum(frame[name].count() for name in there)
    return replace(reading, frame=frame, report={**reading.report, "values read": values})


def part_of(step: Step, most: float) -> Step:
    """A step for the first part of the work, which counts from 0 to 1 by itself."""
    return lambda done, doing: step(done * most, doing)


def load_file(arguments: dict[str, Any], step: Step) -> dict[str, Any]:
    """The handler of background work "places.load_file"; the file is gone afterwards, whatever happened.

    `arguments`: `dataset` (a key of sources.toml, or a whole entry as `sources.as_mapping` writes it), `upload` and
    maybe `beside` (tokens), `by` (who asked), `options` of this file, `fingerprint` to remember the mapping by, and
    `may_replace` (false: it was described as a new data set, and takes the place of none).
    """
    found = [upload for name in ("upload", "beside") if (upload := uploads.find(str(arguments.get(name) or "")))]
    try:
        if not found or found[0].token != arguments["upload"]:
            raise NotPossibleNow(_("The file is no longer here. Nothing was changed: hand it in again."))
        return _loaded(arguments, found, step)
    except Refused as refusal:
        raise _with_own_names(refusal, found) from refusal
    finally:
        for name in ("upload", "beside"):
            uploads.forget(str(arguments.get(name) or ""))


def _loaded(arguments: dict[str, Any], found: list[uploads.Upload], step: Step) -> dict[str, Any]:
    by = accounts.active_person(arguments["by"])
    rules.check_may_load(by)  # it may have been taken from them since they asked
    now, asked = clock.now(), arguments["dataset"]
    entry = sources.entry(asked) if isinstance(asked, str) else sources.entry_from(asked)
    if not arguments.get("may_replace", True) and queries.snapshots_of(entry.key).exists():
        sentence = _("Meanwhile a data set called “%(key)s” was loaded. Nothing was changed: hand the file in again.")
        raise NotPossibleNow(sentence % {"key": entry.key})
    given = Given(
        found[0].path,
        found[0].name,
        found[0].sha256,
        found[1].path if len(found) > 1 else None,
        found[1].name if len(found) > 1 else "",
        arguments.get("options") or {},
    )
    result = load(entry, given, by=by, now=now, step=lambda done, doing: step(done, _shown(doing, found)))
    if arguments.get("fingerprint"):
        actions.remember_mapping(
            fingerprint=arguments["fingerprint"], dataset_key=result["dataset"], by=by, now=clock.now()
        )
    return result


def _shown(text: str, found: list[uploads.Upload]) -> str:
    for upload in found:
        text = upload.shown(text)
    return text


def _with_own_names(refusal: Refused, found: list[uploads.Upload]) -> Refused:
    """The refusal with the person's names of the files, who has never seen ours."""
    sentence = _shown(refusal.sentence, found)
    if not isinstance(refusal, BadFile):
        return type(refusal)(sentence)
    rows = [replace(row, file=_shown(row.file, found)) for row in refusal.rows]
    return BadFile(sentence, rows, more=refusal.more)
