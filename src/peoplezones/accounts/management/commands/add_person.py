"""Adds a person with roles from the command line: how an installation gets its first team member."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from peoplezones.accounts import actions, roles
from peoplezones.foundation import clock

from ..partnerships import named_partnership


class Command(BaseCommand):
    help = "Add a person who signs in by e-mail code: add_person EMAIL --name NAME --role programme_team"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", action="append", choices=sorted(roles.BY_KEY), default=[])
        parser.add_argument("--partnership", metavar="SLUG", help="roles in this partnership alone; else everywhere")

    def handle(self, *args: Any, **options: Any) -> None:
        holding = [roles.BY_KEY[key] for key in options["role"]]
        partnership = named_partnership(options["partnership"])
        who = {"email": options["email"], "name": options["name"], "holding": holding}
        try:
            actions.add_person(**who, partnership=partnership, by=None, now=clock.now())
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        self.stdout.write("Added. They can sign in now: the site sends a code to their e-mail address.")
