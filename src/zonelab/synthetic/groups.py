"""Knows how many people of which age live in a made-up area; knows no indicator."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from zonelab.core.provenance import digest
from zonelab.synthetic.drawing import shifted

Floats = NDArray[np.float64]
Group = Literal["people", "adults", "children", "pupils", "five-year-olds"]
GROUPS: tuple[Group, ...] = get_args(Group)

# Of the small areas of Leicester, Leicestershire and Rutland in 2020 (ONS): median, and spread on the logit scale.
_CHILDREN, _SPREAD = 0.185, 0.37
_AGES = 16  # a child is 0 to 15, a pupil 5 to 15; each age is as frequent


def age_groups(people: Floats, rng: np.random.Generator) -> dict[Group, Floats]:
    """Whole numbers of people in each group, for each area; adults and children together are all people.

    people: n people; children are under 16, pupils from 5 to 15, adults 16 and over. `rng` is read but left as it
    is: the same people and the same state give the same groups, and what is drawn from it later does not change.

    >>> groups = age_groups(np.array([1500.0, 1600.0]), np.random.default_rng(7))
    >>> (groups["adults"] + groups["children"]).tolist()
    [1500.0, 1600.0]
    """
    apart = np.random.default_rng(int(digest(rng.bit_generator.state), 16))
    share = shifted("proportion", _CHILDREN, _SPREAD * apart.normal(size=len(people)))
    everybody = np.floor(people)
    children = np.rint(everybody * share)
    return {
        "people": people,
        "adults": everybody - children,
        "children": children,
        "pupils": np.rint(children * 11 / _AGES),
        "five-year-olds": np.rint(children / _AGES),
    }
