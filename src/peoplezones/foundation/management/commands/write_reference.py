"""`write_reference`: writes the pages of docs/reference/ that are made from the code; the others stay as they are."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from peoplezones.foundation.reference import PAGES


class Command(BaseCommand):
    help = "Writes the pages of docs/reference/ that are made from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.ROOT / "docs" / "reference", help="folder")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        with translation.override(settings.LANGUAGE_CODE):
            for page in PAGES:
                (folder / page.file).write_text(page.write(), encoding="utf-8")
                self.stdout.write(f"wrote {page.file}")
