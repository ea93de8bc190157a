"""Finds the partnership that a command names."""

from django.core.management.base import CommandError

from peoplezones.accounts import queries
from peoplezones.accounts.models import Partnership


def named_partnership(slug: str | None) -> Partnership | None:
    """None where no partnership is named; raises CommandError where there is none of this name."""
    if slug is None:
        return None
    found = queries.partnership(slug)
    if found is None:
        raise CommandError("There is no partnership with this short name. Start one with start_partnership.")
    return found
