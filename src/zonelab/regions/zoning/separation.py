"""Finds what a fractional zone breaks of connection: for an area, others of which one must be in as well; compiled.

Areas are places of a small graph (starts, neighbour); the root is in. A cut for an area is a set of areas that parts it
from the root: share(area) ≤ Σ share(cut). Found by maximum flow through areas (Dinic), whose capacity is their share.
"""

import numpy as np

from zonelab.core.compiled import compiled
from zonelab.regions.zoning.growth import Flags, Floats, Places

EPSILON = 1e-7


@compiled
def arcs_of(starts: Places, neighbour: Places) -> tuple[Places, Places, Places]:
    """The flow's arcs: (first of each end, head, twin); area a enters at 2a and leaves at 2a + 1; the first arc of each
    entrance leads to its own exit."""
    areas = len(starts) - 1
    first = np.zeros(2 * areas + 1, dtype=np.int64)
    for area in range(areas):
        degree = starts[area + 1] - starts[area]
        first[2 * area + 1] = first[2 * area] + 1 + degree
        first[2 * area + 2] = first[2 * area + 1] + 1 + degree
    head = np.empty(first[-1], dtype=np.int64)
    twin = np.empty(first[-1], dtype=np.int64)
    for area in range(areas):
        enter, leave = first[2 * area], first[2 * area + 1]
        head[enter], twin[enter] = 2 * area + 1, leave
        head[leave], twin[leave] = 2 * area, enter
        for place in range(starts[area], starts[area + 1]):
            other = neighbour[place]
            back = starts[other] + np.searchsorted(neighbour[starts[other] : starts[other + 1]], area)
            out = leave + 1 + place - starts[area]
            into = first[2 * other] + 1 + back - starts[other]
            head[out], twin[out] = 2 * other, into
            head[into], twin[into] = 2 * area + 1, out
    return first, head, twin


@compiled
def levels_from(first: Places, head: Places, left: Floats, source: int, level: Places, queue: Places) -> None:
    """How many arcs with capacity left lie between the source and each end; −1 = out of reach."""
    level[:] = -1
    level[source] = 0
    queue[0] = source
    found, at = 1, 0
    while at < found:
        end = queue[at]
        at += 1
        for arc in range(first[end], first[end + 1]):
            other = head[arc]
            if level[other] < 0 and left[arc] > EPSILON:
                level[other] = level[end] + 1
                queue[found] = other
                found += 1


@compiled
def push_along(
    first: Places,
    head: Places,
    twin: Places,
    left: Floats,
    source: int,
    sink: int,
    level: Places,
    next_arc: Places,
    way: Places,
    most: float,
) -> float:
    """Push flow along ways of rising level until none is left, or `most` has come through. Gives the flow."""
    total = 0.0
    next_arc[:] = first[:-1]
    depth, end = 0, source
    while total < most:
        if end == sink:
            pushed = most - total
            for at in range(depth):
                pushed = min(pushed, left[way[at]])
            for at in range(depth):
                left[way[at]] -= pushed
                left[twin[way[at]]] += pushed
            total += pushed
            depth, end = 0, source
            continue
        moved = False
        while next_arc[end] < first[end + 1]:
            arc = next_arc[end]
            if left[arc] > EPSILON and level[head[arc]] == level[end] + 1:
                way[depth] = arc
                depth += 1
                end = head[arc]
                moved = True
                break
            next_arc[end] += 1
        if not moved:
            if depth == 0:
                break
            depth -= 1
            arc = way[depth]
            end = head[twin[arc]]
            next_arc[end] += 1
    return total


@compiled
def cut_near_root(
    first: Places, head: Places, left: Floats, level: Places, queue: Places, root: int, cut: Places
) -> int:
    """Fill `cut` with the areas that the flow can enter and not leave, seen from the root. Gives how many."""
    levels_from(first, head, left, 2 * root + 1, level, queue)
    many = 0
    for area in range((len(first) - 1) // 2):
        if level[2 * area] >= 0 and level[2 * area + 1] < 0:
            cut[many] = area
            many += 1
    return many


@compiled
def cut_near_area(
    first: Places, head: Places, twin: Places, left: Floats, seen: Flags, queue: Places, area: int, cut: Places
) -> int:
    """The same, seen from the area backwards."""
    seen[:] = False
    seen[2 * area] = True
    queue[0] = 2 * area
    found, at = 1, 0
    while at < found:
        end = queue[at]
        at += 1
        for arc in range(first[end], first[end + 1]):
            other = head[arc]
            if not seen[other] and left[twin[arc]] > EPSILON:
                seen[other] = True
                queue[found] = other
                found += 1
    many = 0
    for one in range((len(first) - 1) // 2):
        if seen[2 * one + 1] and not seen[2 * one]:
            cut[many] = one
            many += 1
    return many


@compiled
def cuts_for(
    starts: Places, neighbour: Places, arcs: tuple[Places, Places, Places], share: Floats, root: int, violation: float
) -> tuple[Places, Places, Places]:
    """Cuts that the shares break by more than `violation`: (targets, starts of each cut, areas of all cuts)."""
    first, head, twin = arcs
    areas = len(starts) - 1
    ends = 2 * areas
    level, queue = np.empty(ends, dtype=np.int64), np.empty(ends, dtype=np.int64)
    next_arc, way = np.empty(ends, dtype=np.int64), np.empty(ends, dtype=np.int64)
    seen, cut = np.empty(ends, dtype=np.bool_), np.empty(areas, dtype=np.int64)
    full = np.full(len(head), 0.0)
    for area in range(areas):
        full[first[2 * area]] = share[area]
        full[first[2 * area + 1] + 1 : first[2 * area + 2]] = 2.0
    targets, sizes = np.empty(2 * areas, dtype=np.int64), np.empty(2 * areas, dtype=np.int64)
    members = np.empty(2 * areas * 12, dtype=np.int64)
    many = used = 0
    for area in np.argsort(-share):
        if share[area] <= violation:
            break
        if area == root or root in neighbour[starts[area] : starts[area + 1]]:
            continue
        left = full.copy()
        flow = 0.0
        while flow < share[area] - EPSILON:
            levels_from(first, head, left, 2 * root + 1, level, queue)
            if level[2 * area] < 0:
                break
            flow += push_along(
                first, head, twin, left, 2 * root + 1, 2 * area, level, next_arc, way, share[area] - flow
            )
        if flow >= share[area] - violation:
            continue
        for side in range(2):
            if side == 0:
                size = cut_near_area(first, head, twin, left, seen, queue, area, cut)
                before = cut[:size].copy()
            else:
                size = cut_near_root(first, head, left, level, queue, root, cut)
                if size == len(before) and (cut[:size] == before).all():
                    continue
            while used + size > len(members):
                members = np.concatenate((members, np.empty_like(members)))
            members[used : used + size] = cut[:size]
            targets[many], sizes[many] = area, size
            used += size
            many += 1
    return targets[:many], sizes[:many], members[:used]
