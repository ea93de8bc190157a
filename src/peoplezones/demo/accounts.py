"""Plays what people agree to, whose access rests, and who is helped without e-mail."""

import datetime as dt
import tomllib
from pathlib import Path

from peoplezones.accounts import actions, roles
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.queries import consent as consents
from peoplezones.accounts.registry import CONSENT_PURPOSES
from peoplezones.zones.models import Zone


def play_accounts(*, demo_data: Path, partnership: Partnership, now: dt.datetime) -> None:
    """Each part once; what people changed since is kept."""
    told = tomllib.loads((demo_data / "accounts.toml").read_text(encoding="utf-8"))
    for entry in told["resting"]:
        if not Person.objects.filter(email=entry["email"]).exists():
            who = {"email": entry["email"], "name": entry["name"], "holding": [roles.BY_KEY[entry["role"]]]}
            person = actions.add_person(**who, partnership=partnership, by=None, now=now)
            actions.end_access(person=person, reason=entry["reason"], by=None, now=now)
    for entry in told["without_mail"]:
        if not Person.objects.filter(name=entry["name"]).exists():
            words = {name: entry[name] for name in ("name", "reason", "agreed", "days")}
            place = Zone.objects.get(name=entry["zone"]).slug
            helper = Person.objects.get(email=entry["helper"])
            actions.bring_in(**words, place=place, by=helper, now=now)
    for entry in told["agreed"]:
        person = Person.objects.get(email=entry["email"])
        if not consents.consent_history(person).exists():
            purpose = CONSENT_PURPOSES[entry["purpose"]]
            actions.give_consent(person=person, purpose=purpose, by=person, now=now)
