"""What contexts above tell accounts: what people may agree to, where they belong, who helps them, what leaving ends."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.registry import Registry


@dataclass(frozen=True)
class Purpose:
    """Something that people may agree to. Who changes the wording gives it the next version: it is asked anew."""

    key: str
    label: str | Promise
    wording: str | Promise  # what a person reads before they agree
    version: int = 1


CONSENT_PURPOSES: Registry[Purpose] = Registry("purpose of a consent")

DIRECTORY = Purpose(
    "directory",
    _("Other people of my partnership may see how to reach me"),
    _(
        "People who work in the same partnership see my name, my e-mail address and the phone number that I gave, "
        "so that they can reach me about our zone. Nobody else sees them."
    ),
)
CONSENT_PURPOSES.add(DIRECTORY.key, DIRECTORY, position=10)

# Ways from a person to a partnership, as a query writes them: "memberships__zone__partnership".
BELONGING: Registry[str] = Registry("way from a person to a partnership")
BELONGING.add("roles", "roles_held__partnership", position=10)


@dataclass(frozen=True)
class Helping:
    """One way in which staff look after people without e-mail: whether, where, whom, and how somebody is brought in."""

    may: Callable[[Any], bool]  # the helper may help anybody at all
    places: Callable[[Any], list[tuple[str, str]]]  # where the helper may bring somebody in: key and name
    people: Callable[[Any], Q]  # whom the helper may help, as a condition on people
    bring_in: Callable[[str, Any, Any, dt.datetime], None]  # key of the place, the person, the helper, the time


HELPING: Registry[Helping] = Registry("way of helping")
# Conditions on people who hold more than a resident does, such as a steward of a zone: nobody acts in their name.
MORE_THAN_RESIDENTS: Registry[Q] = Registry("more than a resident holds")

# What ends when a person leaves a partnership, beside roles, memberships and positions: the person, the key of the
# partnership, who ends it, the time. Part of the transaction of leaving.
LEAVING: Registry[Callable[[Any, int, Any, dt.datetime], None]] = Registry("end of what somebody holds")
