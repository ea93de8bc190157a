"""Takes a person's second factors away, for somebody who lost their phone, key and recovery codes alike."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peoplezones.accounts import actions, queries
from peoplezones.foundation import clock


class Command(BaseCommand):
    help = "Let a person set up a new second factor: reset_second_factor EMAIL. First check who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = queries.person_by_email(options["email"])
        if person is None:
            raise CommandError("Nobody has this e-mail address.")
        actions.reset_second_factor(person=person, by=None, now=clock.now())
        self.stdout.write("Done. Their sessions are over. At their next sign-in they set up a new second factor.")
