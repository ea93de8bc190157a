"""The chart component: a drawing made on the server, always with its sentence and its table; has no numbers itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from zonelab.core import figures

# The colours of tokens.scss: a drawing carries its own, so that it can be printed or taken away.
PLUM = "#5a2a82"
OUTCOME_FILLS = {"safe": "#1f5fa8", "well": "#1c7a53", "skills": "#8a4b08", "resources": "#9b2247"}

Words = str | Promise


@dataclass(frozen=True)
class Chart:
    """One chart: `sentence` says what to see in it, `rows` hold the same numbers as text under `headers`."""

    key: str
    title: Words
    sentence: Words
    svg: SafeString
    headers: Sequence[Words]
    rows: Sequence[Sequence[Words]]


def _caption(key: str, title: Words, sentence: Words) -> figures.Caption:
    return figures.Caption(str(title), str(sentence), f"{key}-title", f"{key}-description")


def stacked(
    key: str,
    *,
    title: Words,
    sentence: Words,
    parts: Sequence[figures.Part],
    headers: Sequence[Words],
    whole: float | None = None,
) -> Chart:
    """One bar cut into parts."""
    svg = mark_safe(figures.stacked_bar(parts, caption=_caption(key, title, sentence), whole=whole))
    return Chart(key, title, sentence, svg, headers, [(part.label, part.text) for part in parts])
