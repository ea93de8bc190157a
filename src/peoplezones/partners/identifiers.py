"""The lists of org-id.guide that partners are found on, and the form of their identifiers; knows no organisation.

An identifier is the code of a list and a number on it, shown as `GB-CHC-1234567`. Only its form is looked at: whether
the list holds such a number is for the person who types it to know. Forms: org-id.guide (one page a list) and the
registers' own guidance.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise


class NotThatForm(ValueError):
    """A number that cannot be on the list: its text is the sentence that the person reads."""


def _as_it_is(number: str) -> str:
    return number


def _company(number: str) -> str:
    """Companies House prints eight characters; people leave leading noughts out."""
    if number.isdigit():
        return number.zfill(8)
    found = re.fullmatch(r"([A-Z]{2})(\d{1,6})", number)
    return f"{found[1]}{found[2].zfill(6)}" if found else number


def _scottish(number: str) -> str:
    digits = number.removeprefix("SC")
    return f"SC{digits.zfill(6)}" if digits.isdigit() else number


def _northern_irish(number: str) -> str:
    return number.removeprefix("NIC")


@dataclass(frozen=True)
class IdentifierList:
    """One list: who keeps it, the form of a number on it in words and as a pattern, and how it is tidied first."""

    code: str
    name: Words
    form: Words
    pattern: str
    tidy: Callable[[str], str] = _as_it_is


_ALL = [
    IdentifierList(
        "GB-CHC",
        gettext_lazy("Charity number, England and Wales"),
        gettext_lazy("six or seven digits, such as 1234567"),
        r"[1-9]\d{5,6}",
    ),
    IdentifierList(
        "GB-SC",
        gettext_lazy("Charity number, Scotland"),
        gettext_lazy("SC and six digits, such as SC012345"),
        r"SC\d{6}",
        _scottish,
    ),
    IdentifierList(
        "GB-NIC",
        gettext_lazy("Charity number, Northern Ireland"),
        gettext_lazy("six digits that begin with 1, such as 101234"),
        r"1\d{5}",
        _northern_irish,
    ),
    IdentifierList(
        "GB-COH",
        gettext_lazy("Company number (Companies House)"),
        gettext_lazy("eight digits, or two letters and six digits, such as 01234567 or OC301234"),
        r"\d{8}|[A-Z]{2}\d{6}|R\d{7}",
        _company,
    ),
    IdentifierList(
        "GB-MPR",
        gettext_lazy("Number on the Mutuals Public Register (co-operatives, credit unions)"),
        gettext_lazy("up to six digits, with a letter after or two before, such as 1234C or IP012345"),
        r"[1-9]\d{0,5}[A-Z]?|[A-Z]{2}\d{1,6}[A-Z]?",
    ),
    IdentifierList(
        "GB-NHS",
        gettext_lazy("NHS organisation code (ODS)"),
        gettext_lazy("three to eight letters and digits, such as X9Z or X98765"),
        r"[A-Z0-9]{3,8}",
    ),
    IdentifierList(
        "GB-LAE",
        gettext_lazy("Local authority in England"),
        gettext_lazy("three or four letters, such as XYZ"),
        r"[A-Z]{3,4}",
    ),
    IdentifierList(
        "GB-EDU",
        gettext_lazy("School number (URN)"),
        gettext_lazy("five or six digits, such as 123456"),
        r"[1-9]\d{4,5}",
    ),
    IdentifierList(
        "GB-UKPRN",
        gettext_lazy("Learning provider (UKPRN)"),
        gettext_lazy("eight digits that begin with 1, such as 10001234"),
        r"1\d{7}",
    ),
]
LISTS: Mapping[str, IdentifierList] = {one.code: one for one in _ALL}
LONGEST = 12  # characters of a number, on any list


def normalised(code: str, number: str) -> str:
    """The number as its list prints it; raises NotThatForm with a sentence that says the form.

    >>> normalised("GB-COH", "1 234 567")
    '01234567'
    >>> normalised("GB-CHC", "gb-chc-1234567")
    '1234567'
    """
    known = LISTS.get(code)
    if known is None:
        raise NotThatForm(_("Choose the list that the number is on."))
    plain = re.sub(r"[\s./]", "", number.upper()).removeprefix(f"{code}-").replace("-", "")
    plain = known.tidy(plain) if plain.isascii() else plain
    if not re.fullmatch(known.pattern, plain, flags=re.ASCII):
        sentence = _("“%(number)s” does not look like it: a number of this kind has %(form)s.")
        raise NotThatForm(sentence % {"number": number, "form": known.form})
    return plain


def shown(code: str, number: str) -> str:
    return f"{code}-{number}"
