"""What the evidence costs: reading a police archive, loading a table of England, the profile of one area.

Each part runs in a process of its own, so that its memory is its own too. All data are made up, as large as the real
ones.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve()
AREAS, INDICATORS, MONTHS, SHOWN = 33_000, 100, 60, 20
LOAD_SECONDS, LOAD_MEGABYTES, PROFILE_MILLISECONDS = 2.0, 1024, 50
ROUNDS = 30
PARTS = ("reader", "load", "profile")


def main() -> int:
    failed = 0
    for part in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            settings = "peoplezones.config.settings.demo"
            env = {**os.environ, "PEOPLEZONES_VAR": folder, "DJANGO_SETTINGS_MODULE": settings}
            env.pop("PEOPLEZONES_DATABASE", None)
            failed += subprocess.run([sys.executable, str(HERE), part], env=env, check=False).returncode != 0
    return 1 if failed else 0


def _prepared() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _square(number: int) -> str:
    west, south = -5 + (number % 200) * 0.01, 50 + (number // 200) * 0.01
    ring = [
        [west, south],
        [west + 0.01, south],
        [west + 0.01, south + 0.01],
        [west, south + 0.01],
        [west, south],
    ]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def _code(number: int) -> str:
    return f"E01{number:06d}"


def _load_boundaries() -> None:
    from peoplezones.foundation import clock
    from peoplezones.places import actions
    from peoplezones.places.rows import AreaRow, SetDescription

    about = SetDescription("made-up", "Made up", 2021, "Nobody", "None", "Made up", "England, made up")
    rows = [
        AreaRow(
            code=_code(number),
            name=f"Made up {number}",
            local_name="",
            district_code=f"E07{number // 110:06d}",
            district_name=f"District {number // 110}",
            population=1000 + number % 1500,
            rural_urban="",
            boundary=_square(number),
        )
        for number in range(AREAS)
    ]
    actions.load_boundary_set(about=about, rows=rows, by=None, now=clock.now())


def _entry(measures: list[str], **more):
    from peoplezones.places.rows import DatasetEntry, IndicatorEntry, PeriodKind

    described = {"period_kind": PeriodKind.ONCE, "layout": "deprivation", "period": "2025", "vintage": 2021, **more}
    indicators = tuple(
        IndicatorEntry(
            key=f"indicator-{measure}",
            name=f"Indicator {measure}",
            unit="per 1,000 people a year",
            numerator=(measure,),
            denominator="population" if described["period_kind"] == PeriodKind.MONTH else "",
            per=1000,
            window=12 if described["period_kind"] == PeriodKind.MONTH else 1,
            outcome="safe",
        )
        for measure in measures
    )
    return DatasetEntry(
        key="made-up", name="Made up", publisher="Nobody", licence="None", indicators=indicators, **described
    )


def load() -> int:
    """A table of 33,000 areas and 20 indicators, from the file to the snapshot in use."""
    import random

    _prepared()
    _load_boundaries()
    from peoplezones.foundation import clock
    from peoplezones.places import actions, store
    from peoplezones.places.readers import deprivation

    measures = [f"m{number}" for number in range(20)]
    file = Path(os.environ["PEOPLEZONES_VAR"]) / "england.csv"
    rng = random.Random(7)
    with file.open("w", encoding="utf-8") as out:
        print("LSOA code (2021)", *measures, sep=",", file=out)
        for number in range(AREAS):
            print(_code(number), *(f"{rng.random() * 50:.3f}" for _ in measures), sep=",", file=out)
    entry = _entry(measures, options={"area": "LSOA code (2021)", "columns": {name: name for name in measures}})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = perf_counter()
    reading = deprivation.read(file, entry)
    actions.keep_reading(
        entry=entry,
        reading=reading,
        source_name=file.name,
        source_digest=store.sha256_of(file),
        by=None,
        now=clock.now(),
    )
    seconds = perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{AREAS:,} rows of {len(measures)} indicators: loaded in {seconds:.2f} s, at most {LOAD_SECONDS:.0f}")
    print(f"Memory at its highest {megabytes:.0f} MB ({before / 1024:.0f} MB before), at most {LOAD_MEGABYTES}")
    return int(seconds > LOAD_SECONDS or megabytes > LOAD_MEGABYTES)


def profile() -> int:
    """One area's profile of 20 indicators, out of England × 100 indicators × 60 months, once warm."""
    _prepared()
    _load_boundaries()
    from peoplezones.places import analysis, queries

    _large_snapshot()
    boundary_set = queries.current_boundary_set()
    setting = analysis.Setting.now(boundary_set)
    setting = replace(setting, indicators=setting.indicators[:SHOWN])
    begun = perf_counter()
    analysis.profile(setting, analysis.Group("area", {_code(0): 1.0}))
    cold = perf_counter() - begun
    seconds = []
    for turn in range(ROUNDS):
        begun = perf_counter()
        found = analysis.profile(setting, analysis.Group("area", {_code(turn * 1000): 1.0}))
        seconds.append(perf_counter() - begun)
        assert len(found.lines) == SHOWN
        assert all(line.series and line.benchmarks for line in found.lines)
    median = 1000 * sorted(seconds)[ROUNDS // 2]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"A profile of {SHOWN} of {INDICATORS} indicators over {MONTHS} months of {AREAS:,} areas:")
    print(f"{median:.0f} ms once warm, at most {PROFILE_MILLISECONDS}; the first one {cold:.1f} s, {megabytes:.0f} MB")
    return int(median > PROFILE_MILLISECONDS)


def _large_snapshot() -> None:
    """Written piece by piece: 200 million counts do not fit into memory beside everything else."""
    import polars as pl

    from peoplezones.foundation import clock
    from peoplezones.places import store
    from peoplezones.places.actions.datasets import describe
    from peoplezones.places.models import Snapshot
    from peoplezones.places.rows import PeriodKind

    measures = [f"m{number:03d}" for number in range(INDICATORS)]
    months = [f"{2021 + number // 12}-{number % 12 + 1:02d}" for number in range(MONTHS)]
    areas = pl.LazyFrame({"area": [_code(number) for number in range(AREAS)], "n": range(AREAS)})
    periods = pl.LazyFrame({"period": months, "t": range(MONTHS)})
    counts = [
        ((pl.col("n") * 7919 + pl.col("t") * 104_729 + number * 1299) % 23).cast(pl.Float64).alias(name)
        for number, name in enumerate(measures)
    ]
    part = Path(os.environ["PEOPLEZONES_VAR"]) / "large.parquet"
    table = areas.join(periods, how="cross", maintain_order="left_right").select("area", "period", *counts)
    table.sink_parquet(part, row_group_size=store.ROW_GROUP, compression="zstd", maintain_order=True)
    digest = store.sha256_of(part)
    place = store.place_of(digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    part.rename(place)
    dataset = describe(_entry(measures, period_kind=PeriodKind.MONTH))
    dataset.snapshot = Snapshot.objects.create(
        dataset=dataset,
        digest=digest,
        source_name="made up",
        source_digest="made up",
        made_at=clock.now(),
        made_by="bench",
        rows=AREAS * MONTHS,
        bytes=place.stat().st_size,
        areas=AREAS,
        measures=measures,
        vintages=dict.fromkeys(months, 2021),
        report={},
    )
    dataset.save()


def reader() -> int:
    """The reader alone, beside unzipping and reading the same archive with polars."""
    import _places_reader

    return _places_reader.main()


if __name__ == "__main__":
    sys.exit({"reader": reader, "load": load, "profile": profile}[sys.argv[1]]())
