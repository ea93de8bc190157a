"""Lists every zone that is worth enough, each once; for small maps, or where few zones are; compiled.

Connected sets are grown from their root (see `reach`) by the order of their outline, so that none comes twice: Wernicke
(2006), Efficient detection of network motifs, IEEE/ACM Transactions on Computational Biology and Bioinformatics 3(4).
A branch ends where even the best that is in reach cannot bring enough.
"""

import numpy as np

from zonelab.core.compiled import compiled
from zonelab.regions.zoning.growth import Aim, Flags, Floats, Network, Places, inner_border, value_of
from zonelab.regions.zoning.reach import in_reach, most_excess, neediest_first


@compiled
def spread(
    network: Network, height: Places, open_: Flags, root: int, seen: Flags, area: int, front: Places, end: int
) -> int:
    """Put the neighbours of an area that were not seen yet at the end of the outline; gives its new end."""
    for place in range(network[0][area], network[0][area + 1]):
        other = network[1][place]
        if open_[other] and not seen[other] and height[other] <= height[root]:
            seen[other] = True
            front[end] = other
            end += 1
    return end


@compiled
def every_zone(
    network: Network, height: Places, aim: Aim, open_: Flags, root: int, least: float, most: int
) -> tuple[Places, Places, Floats]:
    """All zones with this root that are worth at least `least`: (sizes, areas of all, worths).

    No more than `most` + 1 are listed: so many mean that there are more.
    """
    areas = len(open_)
    people, need = network[3], network[4]
    far = np.full(areas, np.inf)
    found = np.empty(areas, dtype=np.int64)
    heap, heap_areas = np.empty(8 * areas + 64), np.empty(8 * areas + 64, dtype=np.int64)
    near = in_reach(network, height, aim[1], open_, root, far, heap, heap_areas, found)
    order = neediest_first(need, found, near, heap, heap_areas)
    level, slack = (least, 0.0) if aim[2] > 0 else (aim[3], least)
    slack -= 1e-9 * max(1.0, abs(slack), abs(level) * aim[0])
    worth = people * (need - level)
    inside, seen = np.zeros(areas, dtype=np.bool_), np.zeros(areas, dtype=np.bool_)
    zone, front = np.empty(near, dtype=np.int64), np.empty(areas, dtype=np.int64)
    at, ends = np.zeros(near + 1, dtype=np.int64), np.zeros(near + 1, dtype=np.int64)
    sums = np.zeros((near + 1, 3))
    sizes, members, worths = np.empty(64, dtype=np.int64), np.empty(1024, dtype=np.int64), np.empty(64)
    many = used = size = 0
    coming = root if near > 0 else -1
    seen[root] = True
    while coming >= 0:
        before = sums[size - 1] if size > 0 else np.zeros(3)
        zone[size] = coming
        sums[size, 0] = before[0] + people[coming]
        sums[size, 1] = before[1] + people[coming] * need[coming]
        sums[size, 2] = before[2] + network[5][coming] - 2 * inner_border(network, inside, coming)
        inside[coming] = True
        ends[size] = spread(network, height, open_, root, seen, coming, front, ends[size - 1] if size > 0 else 0)
        at[size] = at[size - 1] if size > 0 else 0
        total = sums[size, 0]
        if total >= aim[0]:
            value = value_of(aim, total, sums[size, 1], sums[size, 2])
            if value >= least - 1e-9 * abs(least):
                if many == len(sizes):
                    sizes, worths = np.concatenate((sizes, sizes)), np.concatenate((worths, worths))
                if used + near > len(members):
                    members = np.concatenate((members, np.empty(used + near, dtype=np.int64)))
                sizes[many], worths[many] = size + 1, value
                members[used : used + size + 1] = zone[: size + 1]
                many += 1
                used += size + 1
                if many > most:
                    break
        if most_excess(aim[0], aim[1], worth, people, order, -1, total, sums[size, 1] - level * total) < slack:
            at[size] = ends[size]  # nothing that is in reach brings enough
        size += 1
        coming = -1
        while size > 0 and coming < 0:
            while at[size - 1] < ends[size - 1] and coming < 0:
                other = front[at[size - 1]]
                at[size - 1] += 1
                if sums[size - 1, 0] + people[other] <= aim[1]:
                    coming = other
            if coming < 0:
                size -= 1
                inside[zone[size]] = False
                for place in range(ends[size - 1] if size > 0 else 0, ends[size]):
                    seen[front[place]] = False
    return sizes[:many], members[:used], worths[:many]
