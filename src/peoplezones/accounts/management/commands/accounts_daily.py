"""Does once a day what accounts need: warns idle staff, and lets the roles rest of those who were warned."""

from typing import Any

from django.core.management.base import BaseCommand

from peoplezones.accounts import actions
from peoplezones.foundation import clock


class Command(BaseCommand):
    help = "Warn staff who have long not signed in, and end the access of those who were warned. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        warned, ended = actions.end_idle_access(by=None, now=clock.now())
        self.stdout.write(f"Warned {warned}. Ended the access of {ended}.")
