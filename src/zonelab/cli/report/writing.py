"""Knows how to write HTML in which every text is escaped; does not know what a report says.

Two kinds of text: `Html`, which is markup made here, and plain `str`, which is escaped wherever it is put.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zonelab.core.svg import text_of

_EMPTY = {"meta", "br", "hr", "col"}


class Html(str):
    """Markup that may stand in a page as it is."""

    __slots__ = ()


Content = Html | str


def element(name: str, /, *content: Content | None, **attributes: str | None) -> Html:
    """One element; attributes with a trailing or inner underscore: class_, aria_labelledby. None is left out.

    >>> element("p", "2 < 3", element("b", "!"), class_="lede")
    '<p class="lede">2 &lt; 3<b>!</b></p>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text_of(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    opened = f"<{name}{said}>"
    return Html(opened if name in _EMPTY else f"{opened}{together(*content)}</{name}>")


def together(*content: Content | None) -> Html:
    """Pieces one after the other; plain text is escaped, None left out."""
    return Html("".join(each if isinstance(each, Html) else text_of(each) for each in content if each is not None))


def paragraph(*content: Content, class_: str | None = None) -> Html:
    return element("p", *content, class_=class_)


def listed(items: Iterable[Content], ordered: bool = False, class_: str | None = None) -> Html:
    """A list; ordered: with numbers."""
    return element("ol" if ordered else "ul", *(element("li", item) for item in items), class_=class_)


def section(identifier: str, title: str, *content: Content | None) -> Html:
    """A part of the page below a heading of its own."""
    heading = element("h2", title, id=identifier)
    return element("section", heading, *content, aria_labelledby=identifier)


def figure(drawing: str, caption: Content | None = None, class_: str | None = None) -> Html:
    """A drawing of zonelab, which is safe by itself (`zonelab.core.svg`), and what to see in it."""
    words = None if caption is None else element("figcaption", caption)
    return element("figure", Html(drawing), words, class_=class_)


@dataclass(frozen=True)
class Column:
    """Heading of a column; number: its cells are numbers, set to the right; long: its cells hold sentences."""

    title: str
    number: bool = False
    long: bool = False

    @property
    def kind(self) -> str | None:
        return "number" if self.number else "long" if self.long else None


def table(caption: Content, columns: Sequence[Column], rows: Iterable[Sequence[Content]]) -> Html:
    """A table whose first column names the row. It scrolls in a box of its own where the page is narrow."""
    head = element("tr", *(element("th", each.title, scope="col", class_=each.kind) for each in columns))
    body = []
    for row in rows:
        cells = [
            element("th", cell, scope="row") if place == 0 else element("td", cell, class_=column.kind)
            for place, (column, cell) in enumerate(zip(columns, row, strict=True))
        ]
        body.append(element("tr", *cells))
    made = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    # Focus, so that the keyboard can scroll it; a label, so that a screen reader says what it is.
    return element("div", made, class_="scrolls", tabindex="0", role="group", aria_label=_plain(caption))


def _plain(content: Content) -> str:
    """Content without markup, for an attribute."""
    if not isinstance(content, Html):
        return content
    said, inside = "", False
    for letter in content:
        inside = letter == "<" or (inside and letter != ">")
        said += "" if inside or letter == ">" else letter
    return said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
