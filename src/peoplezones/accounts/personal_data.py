"""What is held about a person: each context tells what it holds, how to hand it over and how to erase it.

Knows no context and no record. `own_rows` and `named_in` make the telling of most records one line in `apps.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.registry import Registry

Words = str | Promise

NAME_GOES = _("as long as the record; the name in it goes now")
OTHERS_STAND_ON_IT = _("Other records stand on it.")


@dataclass(frozen=True)
class Section:
    """Rows of one kind, each a dictionary of what it says."""

    title: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Kept:
    """What is not erased, why it must be kept, and until when."""

    what: Words
    why: Words
    until: Words


def nothing_kept(person: Any) -> list[Kept]:
    return []


@dataclass(frozen=True)
class Holding:
    """What one context holds about people. `keeps` tells before, `erase` after, what must stay."""

    title: Words
    export: Callable[[Any], list[Section]]
    erase: Callable[[Any, dt.datetime], list[Kept]]
    keeps: Callable[[Any], list[Kept]] = nothing_kept
    goes: Words = ""  # what is erased, in words; empty where nothing is
    covers: Sequence[str] = field(default_factory=tuple)  # fields that lead to a person: "zones.Membership.person"


PERSONAL_DATA: Registry[Holding] = Registry("holding of personal data")


def own_rows(model: str, way: str, *, goes: Words, told: Iterable[str] = ()) -> Holding:
    """Rows that are a person's own and go with them: `own_rows("zones.Membership", "person", goes=…)`."""

    def export(person: Any) -> list[Section]:
        return sections(model, way, person, told)

    def erase(person: Any, now: dt.datetime) -> list[Kept]:
        try:
            with transaction.atomic():
                rows_of(model, way, person).delete()
        except (models.ProtectedError, models.RestrictedError):
            return [Kept(goes, OTHERS_STAND_ON_IT, NAME_GOES)]
        return []

    return Holding(goes, export, erase, goes=goes, covers=[f"{model}.{way}"])


def named_in(model: str, way: str, *, kept: Kept, told: Iterable[str] = ()) -> Holding:
    """Rows of others that name a person, such as who moved a zone: they stay, and the name in them goes.

    Unless it is said what is `told`, their days and states are: words in them may be about others, or a secret.
    """

    def export(person: Any) -> list[Section]:
        return sections(model, way, person, told or days_and_states(model))

    def keeps(person: Any) -> list[Kept]:
        return [kept] if rows_of(model, way, person).exists() else []

    def erase(person: Any, now: dt.datetime) -> list[Kept]:
        return keeps(person)

    return Holding(kept.what, export, erase, keeps, covers=[f"{model}.{way}"])


def days_and_states(model: str) -> list[str]:
    fields = apps.get_model(model)._meta.concrete_fields
    plain = (models.DateField, models.BooleanField)  # a moment is a day too
    return [one.name for one in fields if isinstance(one, plain) or (one.choices and not one.is_relation)]


def name_beside(model: str, way: str, *, goes: Words) -> Holding:
    """Rows that keep who did something as a number and a name, `by_id` and `by_label`: they stay, the name goes."""

    def export(person: Any) -> list[Section]:
        return sections(model, f"{way}_id", person, days_and_states(model))

    def erase(person: Any, now: dt.datetime) -> list[Kept]:
        rows_of(model, f"{way}_id", person).update(**{f"{way}_label": former(person)})
        return []

    return Holding(goes, export, erase, goes=goes, covers=[f"{model}.{way}_id", f"{model}.{way}_label"])


def former(person: Any) -> str:
    """The name that stands where that of an erased person stood."""
    return f"Former member {person.pk}"


def rows_of(model: str, way: str, person: Any) -> "models.QuerySet[Any]":
    rows: models.QuerySet[Any] = apps.get_model(model)._default_manager.filter(**{way: person.pk})
    return rows


def sections(model: str, way: str, person: Any, told: Iterable[str] = ()) -> list[Section]:
    """The rows of a model that lead to a person, field by field or those that are `told`; none where there are none."""
    meta = apps.get_model(model)._meta
    wanted = set(told) or {one.name for one in meta.concrete_fields if not one.primary_key and one.name != way}
    fields = [one for one in meta.concrete_fields if one.name in wanted]
    relations = [one.name for one in fields if one.is_relation]
    found = rows_of(model, way, person).order_by("pk")
    if relations:
        found = found.select_related(*relations)
    rows = [{one.name: _said(getattr(row, one.name)) for one in fields} for row in found]
    return [Section(str(meta.verbose_name_plural), rows)] if rows else []


def _said(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def everything_about(person: Any) -> list[Section]:
    return [section for holding in PERSONAL_DATA for section in holding.export(person)]


def what_goes() -> list[Words]:
    return list(dict.fromkeys(holding.goes for holding in PERSONAL_DATA if holding.goes))


def what_stays(person: Any) -> list[Kept]:
    return _once(kept for holding in PERSONAL_DATA for kept in holding.keeps(person))


def erase_all(person: Any, now: dt.datetime) -> list[Kept]:
    """Have each context erase what it holds; raises RuntimeError outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Erase in one transaction: all of it or nothing.")
    return _once(kept for holding in PERSONAL_DATA for kept in holding.erase(person, now))


def _once(kept: Iterable[Kept]) -> list[Kept]:
    """Several kinds of record may be kept in the same words."""
    return list(dict.fromkeys(kept))
