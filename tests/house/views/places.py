"""Who reaches figures, open data, the interface for programs, and the loading of files."""

from collections.abc import Callable
from typing import Any

from peoplezones.foundation.models import Job
from peoplezones.places.models import Dataset, Evidence, Indicator, Snapshot
from tests.house.list_pages import ListPage
from tests.house.things import Things
from tests.peoplezones.foundation.factories import JobFactory
from tests.peoplezones.places.factories import (
    AreaFactory,
    BoundarySetFactory,
    DatasetFactory,
    EvidenceFactory,
    IndicatorFactory,
    SnapshotFactory,
    WardFactory,
    give,
)

TABLE = {
    "places:area": "o o oooooo ooo ooo",
    "places:ward": "o o oooooo ooo ooo",
    "places:district": "o o oooooo ooo ooo",
    "places:drawn": "o o oooooo ooo ooo",
    "places:demand": "o o oooooo ooo ooo",
    "places:tile": "o o oooooo ooo ooo",
    "places:data": "o o oooooo ooo ooo",
    "places:interface": "o o oooooo ooo ooo",
    "places:evidence": "o o oooooo ooo ooo",
    "places:indicator_csv": "o o oooooo ooo ooo",
    "places:snapshot_csv": "o o oooooo ooo ooo",
    "places:snapshot_parquet": "o o oooooo ooo ooo",
    "places:dataset": "o o oooooo ooo ooo",
    # Open data for programs.
    "api:root": "> > >>>>>> >>> >>>",
    "api:openapi": "o o oooooo ooo ooo",
    "api:areas": "o o oooooo ooo ooo",
    "api:area": "o o oooooo ooo ooo",
    "api:boundary": "o o oooooo ooo ooo",
    "api:indicators": "o o oooooo ooo ooo",
    "api:indicator": "o o oooooo ooo ooo",
    "api:values": "o o oooooo ooo ooo",
    "api:datasets": "o o oooooo ooo ooo",
    "api:nothing": "- - ------ --- ---",
    # Bringing data in: analysts and the programme team.
    "places:loading": "s 2 ororrr rrr orr",
    "places:demand_template": "s 2 ororrr rrr orr",
    "places:files": "s 2 ororrr rrr orr",
    "places:job": "s 2 ororrr rrr orr",
    "places:job_rows": "s 2 ororrr rrr orr",
    "places:mapping": "s 2 -r-rrr rrr -rr",  # there is no such file; one's own are tested with the page
    "places:figures": "s 2 -r-rrr rrr -rr",
    "places:kept_evidence": "s 2 ororrr rrr orr",
    "places:retire": "s 2 ororrr rrr orr",
    "places:remove_evidence": "s 2 ororrr rrr orr",
}

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "places:area": lambda things: [things.area.code],
    "places:ward": lambda things: [things.area.ward.code],
    "places:district": lambda things: [things.area.district.code],
    "places:tile": lambda things: [things.boundary_set.digest, 8, 127, 83],
    "places:indicator_csv": lambda things: [things.indicator.key],
    "places:snapshot_csv": lambda things: [things.indicator.dataset.key, things.indicator.dataset.snapshot.digest],
    "places:snapshot_parquet": lambda things: [things.indicator.dataset.key, things.indicator.dataset.snapshot.digest],
    "places:dataset": lambda things: [things.indicator.dataset.key],
    "api:area": lambda things: [things.area.code],
    "api:boundary": lambda things: [things.area.code],
    "api:indicator": lambda things: [things.indicator.key],
    "api:values": lambda things: [things.indicator.key],
    "api:nothing": lambda things: ["nothing/at/all"],
    "places:job": lambda things: [things.job.pk],
    "places:job_rows": lambda things: [things.job.pk],
    "places:retire": lambda things: [things.indicator.dataset.key],
    "places:mapping": lambda things: ["0" * 32],
    "places:figures": lambda things: ["0" * 32],
    "places:remove_evidence": lambda things: [things.evidence.pk],
}

OF_THE_INSTALLATION = "data belong to the whole installation"
OPEN_TO_OTHERS = dict.fromkeys(
    ["places:job", "places:job_rows", "places:retire", "places:remove_evidence"], OF_THE_INSTALLATION
)


def _files(things: Things, many: int) -> None:
    made = JobFactory.build_batch(many, name="places.load_file")
    Job.objects.bulk_create(made)


def _documents(things: Things, many: int) -> None:
    Evidence.objects.bulk_create(EvidenceFactory.build_batch(many))


def _datasets(things: Things, many: int) -> None:
    made = Dataset.objects.bulk_create(DatasetFactory.build_batch(many))
    kept = Snapshot.objects.bulk_create(SnapshotFactory.build(dataset=one) for one in made)
    for one, snapshot in zip(made, kept, strict=True):
        one.snapshot = snapshot
    Dataset.objects.bulk_update(made, ["snapshot"])
    Indicator.objects.bulk_create(IndicatorFactory.build(dataset=one) for one in made)


LISTS = {
    "places:files": ListPage(_files),
    "places:evidence": ListPage(_documents, is_public=True),
    "places:kept_evidence": ListPage(_documents),
    "places:data": ListPage(_datasets, is_public=True),
}


def make(things: Things) -> None:
    things.boundary_set = BoundarySetFactory()  # set, district and ward are one map, on which all sets of things lie
    areas = AreaFactory.create_batch(2, ward=WardFactory())
    things.areas, things.area = areas, areas[0]
    things.indicator = IndicatorFactory()
    for area in areas:
        give(things.indicator, {area: float(area.position)})
    wrong = {"file": "figures.csv", "line": 2, "column": "Value", "found": "many", "expected": "a number"}
    things.job = JobFactory(done=True, name="places.load_file", result={"rows": [wrong], "more": 0})
    things.evidence = EvidenceFactory()
