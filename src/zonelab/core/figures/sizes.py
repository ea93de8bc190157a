"""Knows the sizes that figures share, and how to put round numbers on an axis; draws nothing."""

import math

WIDTH = 360  # the text column of a phone of 390 px: text is drawn at its full size there
BAR = 16
GAP = 10
TRACK = "0.12"
_NOTHING = 1e-9  # below this a difference is rounding, and no figure can show it


def round_ticks(low: float, high: float, steps: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `steps` apart; low = high is widened to zero.

    >>> round_ticks(0, 37), round_ticks(0.12, 0.19)
    ([0.0, 10.0, 20.0, 30.0, 40.0], [0.12, 0.14, 0.16, 0.18, 0.2])
    """
    largest = max(abs(low), abs(high))
    if largest < _NOTHING:
        low, high = 0.0, 1.0
    elif high - low < _NOTHING * largest:
        low, high = min(low, 0.0), max(high, 0.0)
    rough = (high - low) / steps
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, 2 - math.floor(math.log10(step)))
    return [round(number * step, decimals) for number in range(first, last + 1)]


def tick_words(ticks: list[float]) -> list[str]:
    """The numbers of an axis in words, all with as many decimals as the finest needs.

    >>> tick_words([0.0, 2500.0, 5000.0]), tick_words([0.0, 0.25, 0.5])
    (['0', '2,500', '5,000'], ['0.00', '0.25', '0.50'])
    """
    decimals = 0
    while decimals < 6 and any(abs(round(tick, decimals) - tick) > 1e-9 * max(1.0, abs(tick)) for tick in ticks):
        decimals += 1
    return [f"{tick:,.{decimals}f}" for tick in ticks]


def runs_of(values: list[bool]) -> list[range]:
    """The places where values stand in a row without a gap.

    >>> runs_of([True, True, False, True])
    [range(0, 2), range(3, 4)]
    """
    runs: list[range] = []
    for place, here in enumerate(values):
        if here and runs and runs[-1].stop == place:
            runs[-1] = range(runs[-1].start, place + 1)
        elif here:
            runs.append(range(place, place + 1))
    return runs
