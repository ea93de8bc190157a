"""A language that puts every translated text into brackets, so that what was never handed to translation stands bare.

Reads pages with it, and templates as they are written; knows no page.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.conf import settings
from django.utils.translation import trans_real

OPENED, CLOSED = "⟦", "⟧"
WORD = re.compile(r"[A-Za-z]{2,}")
# Read out or shown, though they stand in a tag.
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
UNSEEN = {"script", "style", "code"}


class PseudoTranslation:
    """Stands in for a catalogue of Django; all but the texts is the real one's."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def gettext(self, message: str) -> str:
        shown = message.rpartition("\x04")[2]  # what stands before is a note for translators
        return f"{OPENED}{shown}{CLOSED}" if shown.strip() else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Everything is drawn in brackets for as long as the block runs."""
    language = settings.LANGUAGE_CODE
    pseudo = PseudoTranslation(trans_real.translation(language))
    before = getattr(trans_real._active, "value", None)
    with (
        mock.patch.dict(trans_real._translations, {language: pseudo}),
        mock.patch.object(trans_real, "_default", pseudo),
    ):
        trans_real._active.value = pseudo
        try:
            yield
        finally:
            if before is None:
                del trans_real._active.value
            else:
                trans_real._active.value = before


class BareWords(HTMLParser):
    """Collects the words outside brackets, as a person would see or hear them; brackets may reach over tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.depth = 0
        self.unseen: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name in SPOKEN or (name == "content" and given.get("name") == "description"):
                self.words += bare(value)[0]
        if tag in UNSEEN:
            self.unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            found, self.depth = bare(data, self.depth)
            self.words += found


def bare(text: str, depth: int = 0) -> tuple[list[str], int]:
    """Words outside brackets, and how many brackets are still open at the end."""
    outside = ""
    for letter in text:
        depth += (letter == OPENED) - (letter == CLOSED)
        outside += letter if depth == 0 and letter not in OPENED + CLOSED else " "
    return WORD.findall(outside), depth


def bare_words(html: str) -> list[str]:
    return BareWords(html).words


# --- templates as they are written ------------------------------------------------------------------------

# Longest first: a block of translated text, a remark, a tag, a variable.
MARKS = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)


def bare_words_in_template(text: str) -> list[str]:
    """Words that stand in a template outside of translation, seen or spoken."""
    return bare_words(MARKS.sub(lambda mark: "0" if mark[0].startswith("{{") else "", text))
