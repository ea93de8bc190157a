"""Knows the colours of the report: those of the four outcomes, and others for groups of other names."""

OUTCOMES = {"safe": "#1f5fa8", "well": "#1c7a53", "skills": "#8a4b08", "resources": "#9b2247"}
# For other groups: told apart from each other and from paper, also without colour, by how dark they are.
OTHERS = ("#5a2a82", "#1f5fa8", "#8a4b08", "#1c7a53", "#9b2247", "#5c5468", "#0b5c66", "#6b5b00")


def colour_of(group: str, place: int) -> str:
    """The colour of a group: its own where it is one of the four outcomes, else by its place.

    >>> colour_of("safe", 3), colour_of("Income", 0)
    ('#1f5fa8', '#5a2a82')
    """
    return OUTCOMES.get(str(group).lower(), OTHERS[place % len(OTHERS)])
