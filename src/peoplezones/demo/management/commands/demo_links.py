"""`demo_links`: prints one single-use sign-in link for each role."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from peoplezones.accounts import demo_links, roles
from peoplezones.accounts.models import RoleHeld


class Command(BaseCommand):
    help = "Prints one sign-in link for each role of the demo. A link works once, for twelve hours."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base", default="http://localhost:8000", help="address of the running demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PEOPLEZONES_DEMO:
            raise CommandError("Sign-in links exist in the demo alone. Start it with ./run demo.")
        width = max(len(str(role.label)) for role in roles.ALL)
        for role in roles.ALL:
            held = RoleHeld.objects.filter(role=role.key).select_related("person").order_by("person_id").first()
            if held is None:
                raise CommandError("The demo has not been played yet. Run load_demo first.")
            address = reverse("accounts:demo_sign_in", args=[demo_links.make(held.person)])
            self.stdout.write(f"{role.label!s:<{width}}  {options['base']}{address}")
