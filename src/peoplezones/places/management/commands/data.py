"""`data`: lists the data sets that are known, fetches a publisher's file, and loads a file as the page does."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow, Refused
from peoplezones.places import queries, store, tasks
from peoplezones.places.readers import fetching, sources
from peoplezones.places.rows import BadFile, DatasetEntry


class Command(BaseCommand):
    help = "Lists known data sets, fetches a publisher's file, or loads a file: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="the data sets that are known")
        fetch = verbs.add_parser("fetch", help="fetch the publisher's file of a data set")
        fetch.add_argument("name", help="the key of the data set, as `data list` shows it")
        fetch.add_argument("--to", type=Path, default=Path(), help="folder to keep it in (the present one)")
        load = verbs.add_parser("load", help="load a file")
        load.add_argument("name", help="the key of the data set, as `data list` shows it")
        load.add_argument("path", type=Path, help="the file")
        load.add_argument("--beside", type=Path, help="boundaries and look-ups: a table about the areas")
        load.add_argument("--given-by", default="", help="partners' own records: the number of the organisation")
        load.add_argument("--population", default="", help="its column of people, if that is not its name")
        load.add_argument("--households", default="", help="its column of households, if that is not its name")
        load.add_argument("--districts", default="", help="boundaries: take only these, such as E06000016,E06000017")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            {"list": self.list, "fetch": self.fetch, "load": self.load}[verb](**options)
        except BadFile as refusal:
            for row in refusal.rows:
                file = row.file or options["path"].name
                place = f"{file}, line {row.line}" if row.line else file
                self.stderr.write(f"  {place}, {row.column}: found “{row.found}”, expected {row.expected}")
            if refusal.more:
                self.stderr.write(f"  and {refusal.more:,} more")
            raise CommandError(f"{refusal.sentence} Nothing was changed.") from refusal
        except Refused as refusal:
            raise CommandError(f"{refusal.sentence} Nothing was changed.") from refusal
        except KeyboardInterrupt:
            raise CommandError("It was interrupted. Nothing was changed.") from None

    def list(self, **options: Any) -> None:
        loaded = {dataset.key: dataset.snapshot for dataset in queries.datasets()}
        for entry in sources.entries():
            snapshot = loaded.get(entry.key)
            when = f"loaded {snapshot.made_at:%Y-%m-%d}" if snapshot else "not loaded"
            how = "" if entry.proven else ", reader not yet proven on an original file"
            self.stdout.write(f"{entry.key}: {entry.name} ({when}{how})")

    def fetch(self, *, name: str, to: Path, **options: Any) -> None:
        entry = sources.entry(name)
        if not entry.download:
            where = f"Get it by hand from {entry.address}" if entry.address else f"Ask {entry.publisher} for it"
            raise NotPossibleNow(f"There is no lasting address of a file for “{entry.name}”. {where}.")
        path = fetching.fetch(
            entry.download, to / file_name(entry), sha256=entry.sha256, page=entry.address, step=self.progress()
        )
        self.stdout.write(f"Fetched {path}. Load it: ./run manage data load {entry.key} {path}")

    def load(self, *, name: str, path: Path, beside: Path | None, districts: str, **options: Any) -> None:
        entry = replace(sources.entry(name), given_by=options["given_by"])
        for file in (path, beside):
            if file is not None and not file.exists():
                raise NotPossibleNow(f"There is no file {file}.")
        asked = {name: options[name] for name in ("population", "households")}
        asked["districts"] = [code.strip() for code in districts.split(",") if code.strip()]
        digest = store.sha256_of(path) if path.is_file() else ""
        given = tasks.Given(path, path.name, digest, beside, beside.name if beside else "", asked)
        result = tasks.load(entry, given, by=None, now=clock.now(), step=self.progress())
        for key, count in result["report"].items():
            self.stdout.write(f"  {key}: {count:,}")
        self.stdout.write(result["sentence"])

    def progress(self) -> Any:
        """A line that is written over as the work goes on, where somebody looks on; else nothing."""
        shows = self.stderr.isatty()

        def step(done: float, doing: str) -> None:
            if shows:
                self.stderr.write(f"\r\x1b[K{done:4.0%} {doing[:70]}", ending="" if done < 1 else "\n")

        return step


def file_name(entry: DatasetEntry) -> str:
    """A name of our own for the publisher's file: the key, and how the publisher's name ends."""
    address = urlsplit(entry.download)
    ending = Path(unquote(address.path) if Path(address.path).suffix else unquote(address.query)).suffix
    return f"{entry.key}{ending if ending[1:].isalnum() else ''}"
