"""Says in plain English when, where and how much is offered, and how an organisation takes part."""

from collections.abc import Iterator

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peoplezones.ui.words import number

from .. import rows
from ..models import Offer, Organisation, Unit

PARTS = [gettext_lazy("mornings"), gettext_lazy("afternoons"), gettext_lazy("evenings")]


def _list(words: list[str]) -> str:
    """`one, two and three`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def times(found: int) -> str:
    """The times of a week, days with the same times together: `Monday to Friday: mornings`."""
    if found == rows.ALL_OF_THEM:
        return _("at any time")
    return "; ".join(f"{days}: {parts}" for days, parts in _runs(found))


def _runs(found: int) -> Iterator[tuple[str, str]]:
    of_day: dict[int, list[int]] = {}
    for day, part in rows.apart(found):
        of_day.setdefault(day, []).append(part)
    days = sorted(of_day)
    while days:
        first = last = days.pop(0)
        while days and days[0] == last + 1 and of_day[days[0]] == of_day[first]:
            last = days.pop(0)
        name = str(WEEKDAYS[first])
        if last == first + 1:
            name = _list([name, str(WEEKDAYS[last])])
        elif last > first:
            name = _("%(first)s to %(last)s") % {"first": name, "last": WEEKDAYS[last]}
        yield name, _list([str(PARTS[part]) for part in of_day[first]])


def amount(offer: Offer) -> str:
    """`4 hours a month`, `£500`, or nothing."""
    if offer.amount is None:
        return ""
    many, said = offer.amount, {"n": number(offer.amount)}
    if offer.unit == Unit.POUNDS:
        return f"£{number(many)}"
    if offer.unit == Unit.POUNDS_A_YEAR:
        return _("£%(n)s a year") % said
    if offer.unit == Unit.HOURS_A_MONTH:
        return ngettext("%(n)s hour a month", "%(n)s hours a month", many) % said
    if offer.unit == Unit.HOURS:
        return ngettext("%(n)s hour", "%(n)s hours", many) % said
    if offer.unit == Unit.DAYS:
        return ngettext("%(n)s day", "%(n)s days", many) % said
    return ngettext("room for %(n)s person", "room for %(n)s people", many) % said


def where(offer: Offer) -> str:
    """Its zones, as far as they were read for whoever asks."""
    if offer.everywhere:
        return _("every zone")
    return _list([zone.name for zone in offer.zones.all()]) or _("a zone that is still an idea")


def days(offer: Offer) -> str:
    """From which day until which, or nothing."""
    first = date_format(offer.from_day, "j F Y") if offer.from_day else ""
    last = date_format(offer.until_day, "j F Y") if offer.until_day else ""
    if first and last:
        return _("from %(first)s until %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else ""


def takes_part(organisation: Organisation) -> str:
    if organisation.left_on:
        return _("Left on %(day)s") % {"day": date_format(organisation.left_on, "j F Y")}
    return _("Takes part")
