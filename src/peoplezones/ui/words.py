"""Numbers as people read them; knows no unit."""

from django.utils.formats import number_format


def number(value: float, decimals: int = 0) -> str:
    """Rounded (Django's own formatting cuts the digits off), with commas between thousands; never −0."""
    return number_format(round(value, decimals) + 0.0, decimal_pos=decimals, use_l10n=True, force_grouping=True)
