"""Starts a partnership from the command line: organisations that run zones together."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from peoplezones.accounts import actions
from peoplezones.foundation import clock


class Command(BaseCommand):
    help = 'Start a partnership: start_partnership vale --name "Vale Community Safety Partnership"'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--summary", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        words = {"slug": options["slug"], "name": options["name"], "summary": options["summary"]}
        try:
            actions.start_partnership(**words, by=None, now=clock.now())
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        self.stdout.write("Started. Give people roles in it: give_role EMAIL ROLE --partnership SLUG")
