"""Gives a role to somebody who is there already, from the command line; roles in one zone are kept elsewhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peoplezones.accounts import actions, queries, roles
from peoplezones.foundation import clock

from ..partnerships import named_partnership


class Command(BaseCommand):
    help = "Give a role: give_role EMAIL ROLE. Giving it again wakes one that rests, else changes nothing."

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
        actions.give_role(person=person, role=role, partnership=partnership, wakes=True, by=None, now=clock.now())
        self.stdout.write("Done. They hold the role from the next page on.")
