"""Says what was written down of deeds, and what is known of a person, in words."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peoplezones.ui.lists import LONGEST_SEARCH, Listing
from peoplezones.ui.words import number

from . import acting
from .actions import masked
from .personal_data import Section
from .queries.assistance import NO_MAIL
from .queries.consent import consents_of
from .queries.people import own_roles
from .registry import CONSENT_PURPOSES
from .roles import BY_KEY

OURS = "peoplezones."
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def in_words(key: str) -> str:
    """A key of the code as words: `give_role` is “Give role”."""
    return capfirst(key.replace("_", " ").replace(".", ": "))


def deed_in_words(action: str) -> str:
    """What was done, without the context in which it was: `accounts.give_role` is “Give role”."""
    return in_words(action.rpartition(".")[2])


def kind_in_words(kind: str) -> str:
    """What kind of record it was, as its model calls itself."""
    context, _dot, name = kind.partition(".")
    try:
        return capfirst(str(apps.get_model(context, name)._meta.verbose_name))
    except LookupError:  # a kind of record that is no more
        return in_words(name or kind)


def kinds() -> list[tuple[str, str]]:
    """Every kind of record of ours, by its words."""
    ours = [model for config in apps.get_app_configs() if config.name.startswith(OURS) for model in config.get_models()]
    told = [(model._meta.label_lower, kind_in_words(model._meta.label_lower)) for model in ours]
    return sorted(told, key=lambda one: one[1])


def moment(at: dt.datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else ""


def detail_in_words(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """Each part of a line's detail: what it is called and what it says; what lies deeper comes with its way."""
    return list(_parts(detail))


def _parts(detail: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in detail.items():
        called = f"{before}{in_words(str(key)) if not before else str(key).replace('_', ' ')}"
        if isinstance(value, dict):
            yield from _parts(value, f"{called}, ")
        else:
            yield called, value_in_words(value)


def value_in_words(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number(value, 0 if isinstance(value, int) else 2)
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(value_in_words(one) for one in value)
    return str(value)


def asked_in_words(asked: Mapping[str, str], listing: Listing) -> dict[str, str]:
    """What a list was narrowed by, as a line may keep it for years: what it knows, short, and no address whole."""
    known = ["q", *(one.name for one in listing.filters)]
    said = {name: asked[name] for name in known if asked.get(name)}
    return {name: ADDRESS.sub(lambda found: masked(found[0]), words)[:LONGEST_SEARCH] for name, words in said.items()}


def roles_in_words(person: Any) -> list[dict[str, str]]:
    """Each role, where it holds, since when, and whether it rests."""
    return [
        {
            "label": role_in_words(held),
            "where": where_in_words(held),
            "since": date_format(timezone.localtime(held.since), "j F Y"),
            "rests": held.ended_because,
        }
        for held in own_roles(person)
    ]


def role_in_words(held: Any) -> str:
    role = BY_KEY.get(held.role)
    return str(role.label) if role else in_words(held.role)


def where_in_words(held: Any) -> str:
    return held.partnership.name if held.partnership else _("everywhere")


def address_in_words(person: Any) -> str:
    """The e-mail address; of somebody without one, that there is none."""
    return _("no e-mail") if person.email.endswith(f"@{NO_MAIL}") else str(person.email)


def contact_in_words(said: Any) -> list[tuple[str, str]]:
    """What a person said about reaching them, part by part."""
    ways = [
        (said.by_email, _("e-mail")),
        (said.by_text, _("text message")),
        (said.by_phone, _("phone call")),
        (said.by_post, _("letter")),
    ]
    told = [(_("You may reach me by"), ", ".join(word for allowed, word in ways if allowed) or _("nothing at all"))]
    more = [
        (_("Phone number"), said.phone),
        (_("Postal address"), said.address),
        (_("Language"), said.language),
        (_("What helps me"), said.needs),
    ]
    return told + [(called, words) for called, words in more if words]


def consents_in_words(person: Any) -> list[dict[str, Any]]:
    """Each purpose, what it means, and whether they agree to its present wording."""
    today = consents_of(person)
    found = []
    for purpose in CONSENT_PURPOSES:
        given = today.get(purpose.key)
        is_new = given is not None and given.version != purpose.version
        found.append(
            {
                "key": purpose.key,
                "label": purpose.label,
                "wording": purpose.wording,
                "given": given is not None and not is_new,
                "since": date_format(timezone.localtime(given.given_at), "j F Y") if given else "",
                "is_new": is_new,
            }
        )
    return found


def sections_in_words(sections: list[Section]) -> list[tuple[str, str]]:
    return [(capfirst(one.title), number(len(one.rows))) for one in sections]


def acting_in_words(request: HttpRequest, record: Any) -> dict[str, Any] | None:
    """For whom somebody acts, and until when; nothing on everybody else's pages."""
    person = getattr(request, "user", None)
    if getattr(person, "acted_by", None) is None:
        return None
    return {"person": str(person), "until": date_format(timezone.localtime(acting.until(request)), "H:i")}
