"""Knows how to say in a sentence which two indicators go together; reckons no correlation."""

from zonelab.indicators import Redundancy

CLOSE = 0.7  # rank correlation, sign aside, from which a pair is worth a line


def sentences(found: Redundancy, most: int, close: float = CLOSE) -> list[str]:
    """The closest pairs in words, strongest first, at most so many."""
    said: list[str] = []
    pairs = found.pairs
    for first, second, spearman in zip(pairs["first"], pairs["second"], pairs["spearman"].astype(float), strict=True):
        if abs(spearman) < close or len(said) == most:
            break
        way = "they rise together" if spearman > 0 else "one rises where the other falls"
        said.append(f"{first} and {second}: {way} (rank correlation {spearman:.2f})")
    return said
