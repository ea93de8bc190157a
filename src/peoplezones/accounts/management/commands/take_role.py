"""Takes a role away from somebody who is there already, from the command line; roles in one zone are kept elsewhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peoplezones.accounts import actions, queries, roles
from peoplezones.foundation import clock

from ..partnerships import named_partnership


class Command(BaseCommand):
    help = "Take a role away: take_role EMAIL ROLE. It counts from the next page on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=sorted(roles.BY_KEY))
        parser.add_argument("--partnership", metavar="SLUG", help="in this partnership alone; else everywhere")

    def handle(self, *args: Any, **options: Any) -> None:
        person = queries.person_by_email(options["email"])
        if person is None:
            raise CommandError("Nobody has this e-mail address.")
        partnership = named_partnership(options["partnership"])
        role = roles.BY_KEY[options["role"]]
        actions.take_role(person=person, role=role, partnership=partnership, by=None, now=clock.now())
        self.stdout.write("Done. They do not hold the role any more.")
