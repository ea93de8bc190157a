"""Says who may leave, and how each thing of a hand-over stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.models import Partnership, Person

from ..models import HandOverItem, ItemKind

PASSED_ON = {
    ItemKind.SEAT: gettext_lazy("When you tick this off, the seat goes to whoever takes it over the day after."),
    ItemKind.DEPUTY: gettext_lazy("When you tick this off, whoever takes it over becomes the deputy."),
    ItemKind.MENTORING: gettext_lazy("When you tick this off, whoever takes it over mentors the zone."),
    ItemKind.IDEA: gettext_lazy("When you tick this off, whoever takes it over follows the idea."),
}


@dataclass(frozen=True)
class ItemLine:
    """One thing, who takes it over, and what ticking it off does."""

    item: HandOverItem
    kind: str
    state: str
    consequence: str


def lines_of(items: Iterable[HandOverItem]) -> list[ItemLine]:
    return [
        ItemLine(
            item,
            str(item.get_kind_display()),
            str(item.get_state_display()),
            str(PASSED_ON.get(ItemKind(item.kind), "")) if item.state == "taken_over" else "",
        )
        for item in items
    ]


def leavers(possible: list[tuple[Partnership, Person]]) -> list[tuple[str, str]]:
    """Each by name; with the partnership where there are several."""
    several = len({where.pk for where, _who in possible}) > 1
    chosen = [("", _("Choose a person"))]
    for where, who in possible:
        name = f"{who}, {where}" if several else str(who)
        chosen.append((f"{where.pk}-{who.pk}", name))
    return chosen
