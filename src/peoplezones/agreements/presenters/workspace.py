"""What the context adds to pages of others: what waits for a signature, and who may have given a file."""

from typing import Any

from django.http import HttpRequest

from peoplezones.accounts.models import Person

from .. import queries
from .writing import with_partnership


def to_sign(_request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For a person's own page: what waits for their signature."""
    waiting = list(queries.to_sign(person))
    return {"waiting": waiting} if waiting else None


def giver_choices(person: object) -> list[tuple[str, str]]:
    """Partners whose files a person may load, by number."""
    return [(str(one.pk), with_partnership(one)) for one in queries.givers(person).select_related("partnership")]
