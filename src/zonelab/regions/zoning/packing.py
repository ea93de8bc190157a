"""Picks zones that share no area and have the greatest sum, out of a list of zones; compiled; finds no zone itself."""

import numpy as np

from zonelab.core.compiled import compiled
from zonelab.regions.zoning.growth import Flags, Floats, Places


@compiled
def best_set(
    starts: Places,
    members: Places,
    worths: Floats,
    district: Places,
    holds: Flags,
    limits: tuple[int, int, bool, int],
    least: float,
) -> tuple[Places, float, bool]:
    """The zones, none sharing an area, with the greatest sum above `least`: (places, sum, whether nothing is better).

    Zones stand by worth, the greatest first; zone z has the areas members[starts[z]:starts[z + 1]]. district: number of
    each one's; holds: whether it holds all areas that one zone must hold. limits: (how many zones, most in a district,
    whether one must be of those that hold, most steps). Places are −1 where no set has more. Depth first; a branch ends
    where even zones as good as the next one cannot bring enough.
    """
    count, most, must, steps = limits
    zones = len(worths)
    taken = np.zeros(members.max() + 1 if len(members) else 1, dtype=np.bool_)
    used = np.zeros(district.max() + 1 if len(district) else 1, dtype=np.int64)
    chosen, best = np.zeros(count, dtype=np.int64), np.full(count, -1)
    sums = np.zeros(count + 1)
    depth, at, top, held = 0, 0, least, 0
    while True:
        here = -1
        while at < zones and sums[depth] + (count - depth) * worths[at] > top:
            steps -= 1
            free = used[district[at]] < most
            for place in range(starts[at], starts[at + 1]):
                if taken[members[place]]:
                    free = False
                    break
            if free:
                here = at
                break
            at += 1
        if steps < 0:
            return best, top, False
        if here >= 0:
            chosen[depth] = here
            sums[depth + 1] = sums[depth] + worths[here]
            held += holds[here]
            if depth + 1 == count:
                if sums[count] > top and (held > 0 or not must):
                    top = sums[count]
                    best[:] = chosen
                held -= holds[here]
                at = here + 1
                continue
            depth += 1
            used[district[here]] += 1
            for place in range(starts[here], starts[here + 1]):
                taken[members[place]] = True
            at = here + 1
            continue
        if depth == 0:
            return best, top, True
        depth -= 1
        back = chosen[depth]
        held -= holds[back]
        used[district[back]] -= 1
        for place in range(starts[back], starts[back + 1]):
            taken[members[place]] = False
        at = back + 1
