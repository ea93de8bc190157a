"""`daily`: does at once all that dates ask for today; for a timer, where no worker is started daily."""

from typing import Any

from django.core.management.base import BaseCommand

from peoplezones.foundation import jobs


class Command(BaseCommand):
    help = "Does what every context has to do once a day. Done twice, the second finds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in jobs.DAILY.names():
            done = jobs.HANDLERS[name]({}, lambda share, doing: None)
            counts = ", ".join(f"{what}: {count}" for what, count in done.items())
            self.stdout.write(f"{jobs.DAILY[name]}. {counts}")
