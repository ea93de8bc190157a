"""The chart component: a drawing made on the server, always with its sentence and its table; has no numbers itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from zonelab.core import figures

# The colours of tokens.scss: a drawing carries its own, so that it can be printed or taken away.
PLUM = "#5a2a82"
PAPER = "#fffdf9"
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


def sparkline(key: str, *, title: Words, sentence: Words, values: Sequence[float]) -> SafeString:
    """A small line for a row of a table; the row says the numbers in words. NaN: missing, a gap in the line."""
    return mark_safe(figures.sparkline(values, caption=_caption(key, title, sentence), fill=PLUM))


def over_time(
    key: str,
    *,
    title: Words,
    sentence: Words,
    points: Sequence[figures.Point],
    name: Words,
    headers: Sequence[Words],
    band_text: Words = "",
    gap_text: Words = "",
    from_zero: bool = True,
    missing: Words = "–",
) -> Chart:
    """A line over periods with its intervals."""
    svg = mark_safe(
        figures.trend_line(
            points,
            caption=_caption(key, title, sentence),
            name=str(name),
            band_text=str(band_text),
            gap_text=str(gap_text),
            from_zero=from_zero,
            fill=PLUM,
        )
    )
    rows = [(point.period, point.text if point.value is not None else missing) for point in points]
    return Chart(key, title, sentence, svg, headers, rows)


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


def intervals(
    key: str,
    *,
    title: Words,
    sentence: Words,
    rows: Sequence[figures.IntervalRow],
    headers: Sequence[Words],
    benchmark: float | None = None,
    benchmark_text: Words = "",
    from_zero: bool = False,
) -> Chart:
    """Values with their intervals, one below the other."""
    svg = mark_safe(
        figures.interval_bars(
            rows,
            caption=_caption(key, title, sentence),
            benchmark=benchmark,
            benchmark_text=str(benchmark_text),
            from_zero=from_zero,
        )
    )
    return Chart(key, title, sentence, svg, headers, [(row.label, row.text) for row in rows])


def network(
    key: str,
    *,
    title: Words,
    sentence: Words,
    names: Sequence[str],
    links: Sequence[figures.Link],
    headers: Sequence[Words],
    rows: Sequence[Sequence[Words]],
) -> Chart:
    """Who is linked with whom, as numbered dots on a circle; `rows` say each link in words."""
    svg = mark_safe(figures.network(names, links, caption=_caption(key, title, sentence), fill=PAPER))
    return Chart(key, title, sentence, svg, headers, rows)
