"""`load_places`: fills an installation with official open data; safe to run again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.places import actions
from peoplezones.places.readers import open_data
from peoplezones.places.rows import BadFile


class Command(BaseCommand):
    help = "Loads boundaries, postcodes and figures from a folder of official open data: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data", type=Path, required=True, help="folder of official open data (holds llr/ and england/)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["data"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}. Give --data the folder that holds llr/ and england/.")
        try:
            loaded = actions.load_places(places=open_data.places(folder), by=None, now=clock.now())
        except Refused as refusal:
            wrong = "\n".join(refusal.lines()) if isinstance(refusal, BadFile) else ""
            raise CommandError(f"Nothing was changed. {refusal.sentence}\n{wrong}".rstrip()) from refusal
        if loaded == actions.Loaded():
            self.stdout.write("All of it is loaded already.")
            return
        self.stdout.write(
            f"Loaded {loaded.areas:,} neighbourhoods, {loaded.postcodes:,} postcodes and {loaded.datasets} data sets; "
            f"took {loaded.retired} data sets that are not in the folder out of use."
        )
