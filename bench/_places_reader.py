"""What the reader of police archives costs, as a multiple of unzipping the same archive and reading it with polars.

The reader checks every row, counts by area, month and type, and writes the result as Parquet. The archive is made up:
twelve months of one force, as large as a real one. Both are timed in turn, so that a slow moment of the machine falls
on both; the ratio is the median of the rounds.
"""

import os
import random
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter

import django
import polars as pl

ROUNDS = 15
WARM_UP = 2
AT_MOST = 2.5
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
ROWS_A_MONTH = 9_000
AREAS = [f"E0101{number:04d}" for number in range(640)]
TYPES = ["Anti-social behaviour", "Burglary", "Drugs", "Vehicle crime", "Violence and sexual offences", "Shoplifting"]
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("PEOPLEZONES_VAR", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peoplezones.config.settings.demo")
        django.setup()
        archive = _made_up(Path(folder) / "archive.zip")
        seconds = _measured(archive, Path(folder) / "counts.parquet")
    return _reported(seconds)


def _made_up(path: Path) -> Path:
    rng = random.Random(2025)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for month in MONTHS:
            archive.writestr(f"{month}/{month}-made-up-street.csv", "\n".join([HEADER, *_rows(rng, month)]) + "\n")
    return path


def _rows(rng: random.Random, month: str) -> list[str]:
    rows = []
    for _number in range(ROWS_A_MONTH):
        kind, code = rng.choice(TYPES), rng.choice(AREAS)
        incident = "" if kind == TYPES[0] else f"{rng.getrandbits(256):064x}"
        point = f"{rng.uniform(-1.5, -0.6):.6f},{rng.uniform(52.4, 52.9):.6f}"
        place = f"On or near Made-up Street {rng.randrange(3000)},{code},Made up {code[-4:]}A"
        rows.append(f"{incident},{month},Made-up Police,Made-up Police,{point},{place},{kind},Under investigation,")
    return rows


def _bare(archive: Path) -> int:
    with zipfile.ZipFile(archive) as files:
        return sum(pl.read_csv(files.read(name)).height for name in files.namelist())


def _whole(archive: Path, result: Path) -> int:
    from peoplezones.places.readers.police import read_street
    from peoplezones.places.rows import DatasetEntry, PeriodKind

    entry = DatasetEntry("crime", "Crime", "", "", "police-street", PeriodKind.MONTH)
    read = read_street(archive, entry, within=frozenset(AREAS[:600]))
    read.frame.write_parquet(result)
    return read.report["rows read"]


def _measured(archive: Path, result: Path) -> list[tuple[float, float]]:
    seconds = []
    for turn in range(WARM_UP + ROUNDS):
        begun = perf_counter()
        bare = _bare(archive)
        between = perf_counter()
        whole = _whole(archive, result)
        ended = perf_counter()
        if bare != whole:
            raise SystemExit(f"The reader counted {whole} rows of {bare}.")
        if turn >= WARM_UP:
            seconds.append((between - begun, ended - between))
    return seconds


def _reported(seconds: list[tuple[float, float]]) -> int:
    ratio = statistics.median(whole / bare for bare, whole in seconds)
    bare, whole = (1000 * statistics.median(one) for one in zip(*seconds, strict=True))
    print(f"{len(MONTHS) * ROWS_A_MONTH:,} rows: unzip and read {bare:.0f} ms, reader with Parquet {whole:.0f} ms")
    kept = ratio <= AT_MOST
    print(f"{ratio:.2f} times, at most {AT_MOST}{'' if kept else '   too slow'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
