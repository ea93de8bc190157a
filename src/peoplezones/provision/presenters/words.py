"""Counts and lists as people say them; knows no item."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.ui.words import number

from ..rows import Audience, Tool

SMALL = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
)


def counted(many: int) -> str:
    """A count inside a sentence: in words up to nine."""
    return str(SMALL[many]) if many < len(SMALL) else number(many)


def joined(parts: Iterable[object]) -> str:
    """“A”, “A and B”, “A, B and C”; where a part has a comma of its own, “A, a; B, b; C”."""
    said = [str(part) for part in parts]
    if len(said) < 2:
        return "".join(said)
    if any("," in part for part in said):
        return "; ".join(said)
    return _("%(first)s and %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def hours(many: float) -> str:
    """Hours a week, whole where they are."""
    return number(many, 0 if float(many).is_integer() else 1)


def percent(part: float, whole: float) -> str:
    return _("%(share)s%%") % {"share": number(100 * part / whole)}


def lower(labels: Iterable[object]) -> list[str]:
    return [str(label).lower() for label in labels]


def tools(keys: Sequence[str]) -> str:
    return joined(lower(Tool(key).label for key in keys))


def audiences(keys: Sequence[str]) -> str:
    return joined(lower(Audience(key).label for key in keys))


def listed(labels: Iterable[object]) -> str:
    """Labels as one list: a capital at its beginning alone."""
    return sentence_of(joined(lower(labels)))


def plain_number(value: float) -> float:
    """Without a point where there is nothing behind it."""
    return int(value) if float(value).is_integer() else value


def sentence_of(words: str) -> str:
    """With a capital at its beginning."""
    return str(capfirst(words))
