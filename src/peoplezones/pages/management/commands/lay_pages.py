"""`manage lay_pages`: lays the first pages of a new installation; what is there already stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand

from peoplezones.foundation import clock
from peoplezones.pages.actions import lay_foundation_pages


class Command(BaseCommand):
    help = "Lay the first pages (front page, about, accessibility, privacy). Pages that exist stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        new = lay_foundation_pages(by=None, now=clock.now())
        for page in new:
            self.stdout.write(f"laid {page.url}  {page.title}")
        if not new:
            self.stdout.write("All first pages are there already.")
