"""`load_demo`: plays the demo; safe to run again."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from peoplezones.demo.official import official_places
from peoplezones.demo.play import play
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused


class Command(BaseCommand):
    help = "Plays the demo: real neighbourhoods, made-up people, zones and pages. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, help="folder of official open data (holds llr/ and england/)")
        parser.add_argument(
            "--official", action="store_true", help="fetch the Indices of Deprivation from their publisher"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PEOPLEZONES_DEMO:
            raise CommandError("The demo is only played under demo settings: its people can sign in by link.")
        official: Path | None = options["data"]
        if official is not None and not official.is_dir():
            raise CommandError(f"There is no folder {official}. Give --data the folder that holds llr/ and england/.")
        fetched = None
        if options["official"] and official is None:
            kept_in = Path(settings.DATA_STORE) / "fetched"
            fetched = official_places(demo_data=settings.DEMO_DATA, kept_in=kept_in, say=self.stdout.write)
        try:
            play(
                demo_data=settings.DEMO_DATA,
                official=official,
                fetched=fetched,
                now=clock.now(),
                say=self.stdout.write,
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
