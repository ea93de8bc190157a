"""Makes one zone better by adding, dropping and exchanging areas, and shakes it to start again; compiled."""

import numpy as np

from zonelab.core.compiled import compiled
from zonelab.regions.zoning.growth import (
    Aim,
    Flags,
    Moving,
    Network,
    Places,
    States,
    grow,
    inner_border,
    next_random,
    sums_of,
    value_of,
)


@compiled
def holds_together(
    network: Network, inside: Flags, zone: Places, size: int, without: int, queue: Places, seen: Flags
) -> bool:
    """Whether the zone stays connected when the area at place `without` of the list leaves; −1 = as it is."""
    starts, neighbour = network[0], network[1]
    left = zone[without] if without >= 0 else -1
    first = zone[0] if without != 0 else zone[min(1, size - 1)]
    if size - (1 if without >= 0 else 0) <= 1:
        return True
    queue[0] = first
    seen[first] = True
    found, at = 1, 0
    while at < found:
        area = queue[at]
        at += 1
        for place in range(starts[area], starts[area + 1]):
            other = neighbour[place]
            if inside[other] and not seen[other] and other != left:
                seen[other] = True
                queue[found] = other
                found += 1
    for at in range(found):
        seen[queue[at]] = False
    return found == size - (1 if without >= 0 else 0)


@compiled
def touches(network: Network, inside: Flags, area: int, without: int) -> bool:
    """Whether an area has a neighbour in the zone other than `without`."""
    for place in range(network[0][area], network[0][area + 1]):
        other = network[1][place]
        if inside[other] and other != without:
            return True
    return False


@compiled
def outline(network: Network, open_: Flags, inside: Flags, zone: Places, size: int, seen: Flags, found: Places) -> int:
    """Fill `found` with the open areas beside the zone, each once; gives how many."""
    many = 0
    for at in range(size):
        for place in range(network[0][zone[at]], network[0][zone[at] + 1]):
            other = network[1][place]
            if open_[other] and not inside[other] and not seen[other]:
                seen[other] = True
                found[many] = other
                many += 1
    for at in range(many):
        seen[found[at]] = False
    return many


@compiled
def best_exchange(
    network: Network,
    aim: Aim,
    open_: Flags,
    inside: Flags,
    zone: Places,
    size: int,
    kept: Flags,
    sums: tuple[float, float, float],
    work: Moving,
) -> tuple[int, int, float]:
    """The best single move: (place in the list that leaves or −1, area that comes or −1, value after it)."""
    queue, seen, found = work
    people, burden, edge = sums
    many = outline(network, open_, inside, zone, size, seen, found)
    leaves, comes = -1, -1
    best = value_of(aim, people, burden, edge) if aim[0] <= people <= aim[1] else -np.inf
    for without in range(-1, size):
        left, people_left, burden_left, edge_left = -1, people, burden, edge
        if without >= 0:
            left = zone[without]
            if kept[left] or not holds_together(network, inside, zone, size, without, queue, seen):
                continue
            people_left -= network[3][left]
            burden_left -= network[3][left] * network[4][left]
            edge_left -= network[5][left] - 2 * inner_border(network, inside, left)
            if size > 1 and aim[0] <= people_left <= aim[1]:
                value = value_of(aim, people_left, burden_left, edge_left)
                if value > best + 1e-12 * abs(best):
                    best, leaves, comes = value, without, -1
        for at in range(many):
            area = found[at]
            after = people_left + network[3][area]
            if after < aim[0] or after > aim[1]:
                continue
            burden_after = burden_left + network[3][area] * network[4][area]
            edge_after = edge_left
            if aim[4] > 0:
                shared = inner_border(network, inside, area)
                if left >= 0:
                    for place in range(network[0][area], network[0][area + 1]):
                        if network[1][place] == left:
                            shared -= network[2][place]
                edge_after += network[5][area] - 2 * shared
            value = value_of(aim, after, burden_after, edge_after)
            if value > best + 1e-12 * abs(best) and touches(network, inside, area, left):
                best, leaves, comes = value, without, area
    return leaves, comes, best


@compiled
def polish(
    network: Network, aim: Aim, open_: Flags, inside: Flags, zone: Places, size: int, kept: Flags, work: Moving
) -> tuple[int, float]:
    """Take the best single move until none helps. Gives (size, value)."""
    while True:
        sums = sums_of(network, inside, zone, size)
        leaves, comes, best = best_exchange(network, aim, open_, inside, zone, size, kept, sums, work)
        if leaves < 0 and comes < 0:
            return size, best
        if leaves >= 0:
            inside[zone[leaves]] = False
            size -= 1
            zone[leaves] = zone[size]
        if comes >= 0:
            zone[size] = comes
            inside[comes] = True
            size += 1


@compiled
def shake(
    network: Network, inside: Flags, zone: Places, size: int, kept: Flags, least: int, work: Moving, state: States
) -> int:
    """Take areas off at random, the zone staying connected, until at most `least` areas are left. Gives the size."""
    tries = 0
    while size > least and tries < 4 * size + 8:
        tries += 1
        without = int(next_random(state) * size)
        if kept[zone[without]] or not holds_together(network, inside, zone, size, without, work[0], work[1]):
            continue
        inside[zone[without]] = False
        size -= 1
        zone[without] = zone[size]
    return size


@compiled
def best_around(
    network: Network,
    aim: Aim,
    open_: Flags,
    kept: Flags,
    first: Places,
    rounds: int,
    seed: np.uint64,
    zone: Places,
    best_zone: Places,
) -> tuple[int, float]:
    """The best zone found around the areas `first`: grown, polished, then `rounds` times shaken and grown again.

    zone, best_zone: room for the lists. Gives (size, value); best_zone holds the areas; size 0 = none found.
    """
    areas = len(open_)
    inside = np.zeros(areas, dtype=np.bool_)
    seen = np.zeros(areas, dtype=np.bool_)
    queue, found = np.empty(areas, dtype=np.int64), np.empty(areas, dtype=np.int64)
    cost = np.full(areas, np.inf)
    before, touched = np.empty(areas, dtype=np.int64), np.empty(areas, dtype=np.int64)
    room = np.empty(areas)
    many = min(8 * areas + 64, 65536)
    heap, heap_areas = np.empty(many), np.empty(many, dtype=np.int64)
    growing, moving = (cost, before, room, heap, heap_areas, touched), (queue, seen, found)
    state = np.empty(1, dtype=np.uint64)
    state[0] = seed
    size = len(first)
    for at in range(size):
        zone[at] = first[at]
        inside[first[at]] = True
    best, best_size, current, current_size = -np.inf, 0, -np.inf, 0
    current_zone = np.empty(areas, dtype=np.int64)
    for number in range(rounds + 1):
        noise = 0.0 if number % 2 == 0 else 0.3
        size, value = grow(network, aim, open_, inside, zone, size, growing, noise, state)
        if value > -np.inf:
            size, value = polish(network, aim, open_, inside, zone, size, kept, moving)
        if value > best:
            best, best_size = value, size
            best_zone[:size] = zone[:size]
        # Worse zones are accepted a little, so that the search leaves small hills.
        if value >= current or (value > -np.inf and next_random(state) < 0.1):
            current, current_size = value, size
            current_zone[:size] = zone[:size]
        else:
            for at in range(size):
                inside[zone[at]] = False
            size = current_size
            for at in range(size):
                zone[at] = current_zone[at]
                inside[zone[at]] = True
        if current_size == 0:
            break
        least = max(len(first), int(size * (0.2 + 0.7 * next_random(state))))
        size = shake(network, inside, zone, size, kept, least, moving, state)
    return best_size, best
