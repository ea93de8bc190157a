"""Knows how to write one safe piece of SVG as text; does not know what a figure means.

Safe under a strict content security policy: no style attribute, no style element, no script, no link; every
text is escaped, every id and fill is checked.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

# Size 16 in a figure 360 wide is read at 16 px on a phone of 390 px, whose text column is about 360 px.
TEXT_SIZE = 16
LINE_HEIGHT = 22
_LETTER_WIDTH = 0.56 * TEXT_SIZE  # a little more than the mean width of a letter, so that lines stay inside

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_FILL = re.compile(r"currentColor|none|[a-z]+|#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8}")
_DASHES = re.compile(r"|\d+ \d+")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Caption:
    """What a screen reader says: a short title, a description, and an id for each, unique in the page."""

    title: str
    description: str
    title_id: str
    description_id: str


def text_of(words: str) -> str:
    """Escape words for an element or an attribute; drop characters that XML does not know.

    >>> text_of('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return escape(_NOT_XML.sub("", words), quote=True)


def number(value: float) -> str:
    """Write a coordinate with at most two decimals.

    >>> number(12.0), number(1 / 3), number(-0.0001)
    ('12', '0.33', '0')
    """
    if not math.isfinite(value):
        raise ValueError(f"A figure needs finite numbers, not {value}.")
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def fill_of(fill: str) -> str:
    """Let through `currentColor`, a colour name or #hex; raise ValueError for all else, such as url(…)."""
    if not _FILL.fullmatch(fill):
        raise ValueError(f"A fill is currentColor, a colour name or #rrggbb, not {fill!r}.")
    return fill


def lines_of(words: str, width: float) -> list[str]:
    """Break words into lines that fit a width; a word longer than a line is broken too.

    >>> lines_of("Hope Street and Mill Lane", 110)
    ['Hope Street', 'and Mill', 'Lane']
    """
    room = max(4, int(width / _LETTER_WIDTH))
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += " " + word
            continue
        pieces = [word[start : start + room] for start in range(0, len(word), room)]
        lines[-1:] = pieces if not lines[-1] else [lines[-1], *pieces]
    return lines


def width_of(words: str) -> float:
    """Estimate how wide one line of words is."""
    return len(words) * _LETTER_WIDTH


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """One line of text; y is its base line."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{TEXT_SIZE}" fill="currentColor" '
        f'text-anchor="{anchor}">{text_of(words)}</text>'
    )


def block(x: float, top: float, lines: list[str], anchor: str = "start") -> str:
    """Some lines of text below each other, the first one right below `top`."""
    base = top + TEXT_SIZE
    return "".join(text(x, base + LINE_HEIGHT * row, line, anchor) for row, line in enumerate(lines))


def rect(x: float, y: float, width: float, height: float, fill: str, name: str, opacity: str = "") -> str:
    """A rectangle with a class name, so that a style sheet can find it."""
    faint = f' fill-opacity="{opacity}"' if opacity else ""
    return (
        f'<rect class="{name}" x="{number(x)}" y="{number(y)}" width="{number(max(0.0, width))}" '
        f'height="{number(height)}" fill="{fill_of(fill)}"{faint}/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, name: str, thickness: float = 2, dashes: str = "") -> str:
    """A straight line in the colour of the text; dashes: lengths of dash and gap, such as "6 4"."""
    return (
        f'<line class="{name}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
        f'stroke="currentColor" stroke-width="{number(thickness)}"{_dashed(dashes)}/>'
    )


def bracket(left: float, right: float, top: float) -> str:
    """A range, 8 high: a level line with an end at each side."""
    return (
        line(left, top + 4, right, top + 4, "figure-range")
        + line(left, top, left, top + 8, "figure-range")
        + line(right, top, right, top + 8, "figure-range")
    )


def polyline(points: Sequence[tuple[float, float]], name: str, thickness: float = 2, dashes: str = "") -> str:
    """A line through points in the colour of the text."""
    return (
        f'<polyline class="{name}" points="{_places(points)}" fill="none" stroke="currentColor" '
        f'stroke-width="{number(thickness)}" stroke-linejoin="round"{_dashed(dashes)}/>'
    )


def polygon(points: Sequence[tuple[float, float]], fill: str, name: str, opacity: str) -> str:
    """A faint surface between points."""
    return f'<polygon class="{name}" points="{_places(points)}" fill="{fill_of(fill)}" fill-opacity="{opacity}"/>'


def circle(x: float, y: float, radius: float, fill: str, name: str) -> str:
    """A dot with a rim in the colour of the text, so that it is seen whatever its fill is."""
    return (
        f'<circle class="{name}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill_of(fill)}" '
        f'stroke="currentColor" stroke-width="2"/>'
    )


def _places(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _dashed(dashes: str) -> str:
    if not _DASHES.fullmatch(dashes):
        raise ValueError(f"Dashes are two lengths, such as '6 4', not {dashes!r}.")
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def figure(name: str, width: float, height: float, caption: Caption, content: str) -> str:
    """The whole figure: one image with a title and a description for those who cannot see it."""
    for identifier in (caption.title_id, caption.description_id):
        if not _ID.fullmatch(identifier):
            raise ValueError(f"An id starts with a letter and has letters, digits, - and _ alone, not {identifier!r}.")
    if caption.title_id == caption.description_id:
        raise ValueError("Title and description need two different ids.")
    if not width >= 120:
        raise ValueError(f"A figure needs a width of at least 120, not {width}.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure {name}" role="img" '
        f'aria-labelledby="{caption.title_id}" aria-describedby="{caption.description_id}" '
        f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}">'
        f'<title id="{caption.title_id}">{text_of(caption.title)}</title>'
        f'<desc id="{caption.description_id}">{text_of(caption.description)}</desc>{content}</svg>'
    )
