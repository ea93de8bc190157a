"""`agreements_daily`: does at once what dates ask for today; for a timer, where no worker is started daily."""

from typing import Any

from django.core.management.base import BaseCommand

from peoplezones.agreements import actions
from peoplezones.foundation import clock


class Command(BaseCommand):
    help = "Moves agreements whose day has come, writes letters before reviews, removes shared records that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        done = actions.keep_up(by=None, now=clock.now())
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()))
