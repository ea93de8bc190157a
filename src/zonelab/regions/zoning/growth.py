"""Grows one zone from what there is, path by path, and takes pieces off it again; compiled, on bare arrays.

A network is the tuple (starts, neighbour, border, people, need, perimeter): the first three as in `Graph` (border all
zero where unknown), the others one number an area. An aim is (low, high, mean, level, penalty): the population range,
whether the mean counts (else the excess over level), and the penalty on each metre of perimeter.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from zonelab.core.compiled import compiled

Floats: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
States: TypeAlias = NDArray[np.uint64]
Network: TypeAlias = tuple[Places, Places, Floats, Floats, Floats, Floats]
Aim: TypeAlias = tuple[float, float, float, float, float, float]
Growing: TypeAlias = tuple[Floats, Places, Floats, Floats, Places, Places]
Moving: TypeAlias = tuple[Places, Flags, Places]


@compiled
def value_of(aim: Aim, people: float, burden: float, edge: float) -> float:
    """What a zone is worth. people: its population; burden: Σ people × need; edge: its perimeter."""
    if aim[2] > 0:
        return (burden - aim[4] * edge) / people
    return burden - aim[3] * people - aim[4] * edge


@compiled
def inner_border(network: Network, inside: Flags, area: int) -> float:
    """Metres of border that an area shares with the zone `inside` (flags)."""
    starts, neighbour, border = network[0], network[1], network[2]
    total = 0.0
    for place in range(starts[area], starts[area + 1]):
        if inside[neighbour[place]]:
            total += border[place]
    return total


@compiled
def next_random(state: States) -> float:
    """A number from 0 to 1 (xorshift64*); state: one uint64, changed."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return np.float64((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def sums_of(network: Network, inside: Flags, zone: Places, size: int) -> tuple[float, float, float]:
    """Population, burden and perimeter of a zone."""
    people = burden = edge = 0.0
    for at in range(size):
        area = zone[at]
        people += network[3][area]
        burden += network[3][area] * network[4][area]
        edge += network[5][area] - inner_border(network, inside, area)
    return people, burden, edge


@compiled
def new_heap(network: Network) -> tuple[Floats, Places]:
    """Room for keys and areas: a way is tried over each neighbour once from each end, and each area may begin one."""
    many = len(network[1]) + len(network[3]) + 2
    return np.empty(many), np.empty(many, dtype=np.int64)


@compiled
def put(heap: Floats, areas: Places, held: int, key: float, area: int) -> int:
    """Put an area into a heap, smallest key first; gives how many are in it now."""
    place = held
    while place > 0:
        parent = (place - 1) // 2
        if heap[parent] <= key:
            break
        heap[place], areas[place] = heap[parent], areas[parent]
        place = parent
    heap[place], areas[place] = key, area
    return held + 1


@compiled
def take(heap: Floats, areas: Places, held: int) -> int:
    """Take the first out of a heap by filling its place; gives how many are left."""
    held -= 1
    key, area = heap[held], areas[held]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= held:
            break
        if child + 1 < held and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[place], areas[place] = heap[child], areas[child]
        place = child
    heap[place], areas[place] = key, area
    return held


@compiled
def best_path(
    network: Network,
    aim: Aim,
    open_: Flags,
    inside: Flags,
    zone: Places,
    size: int,
    people: float,
    work: Growing,
    noise: float,
    state: States,
) -> int:
    """The way out of the zone whose new areas have the most need a head; gives its last area, or −1.

    Ways are cheapest by Σ people × (top − need), from the zone outwards, within the population that is left.
    open_: areas that may be used. work: (cost, before, room, heap, heap areas, touched); cost is infinite and stays so.
    noise: each area's worth is spread by up to this share, so that growing again finds other zones.
    """
    starts, neighbour, weight, need = network[0], network[1], network[3], network[4]
    cost, before, room, heap, areas, touched = work
    top = aim[5]
    held = count = 0
    for at in range(size):
        cost[zone[at]] = 0.0
        held = put(heap, areas, held, 0.0, zone[at])
        room[zone[at]] = aim[1] - people
        touched[count] = zone[at]
        count += 1
    best, best_worth = -1, -np.inf
    while held > 0:
        key, area = heap[0], areas[0]
        held = take(heap, areas, held)
        if key > cost[area]:
            continue
        if not inside[area] and weight[area] > 0:
            added = (aim[1] - people) - room[area]
            worth = top - key / added
            if aim[4] > 0:
                gained = network[5][area] - 2 * inner_border(network, inside, area)
                worth -= aim[4] * gained / added
            if worth > best_worth:
                best, best_worth = area, worth
        for place in range(starts[area], starts[area + 1]):
            other = neighbour[place]
            if not open_[other] or weight[other] > room[area]:
                continue
            shaken = need[other] * (1 + noise * (next_random(state) - 0.5)) if noise > 0 else need[other]
            through = key + weight[other] * max(top - shaken, 0.0)
            if through < cost[other]:
                if cost[other] == np.inf:
                    touched[count] = other
                    count += 1
                cost[other], before[other], room[other] = through, area, room[area] - weight[other]
                held = put(heap, areas, held, through, other)
    for at in range(count):
        cost[touched[at]] = np.inf
    return best


@compiled
def grow(
    network: Network,
    aim: Aim,
    open_: Flags,
    inside: Flags,
    zone: Places,
    size: int,
    work: Growing,
    noise: float,
    state: States,
) -> tuple[int, float]:
    """Add ways until none fits; keeps the best feasible zone on the way. Gives (size of it, its value).

    zone: list of areas, filled from `size` on; inside: their flags. At the end both hold the best prefix, or all when
    none was feasible (value −infinity).
    """
    people, burden, edge = sums_of(network, inside, zone, size)
    best_size, best = size, -np.inf
    if aim[0] <= people <= aim[1]:
        best = value_of(aim, people, burden, edge)
    while True:
        last = best_path(network, aim, open_, inside, zone, size, people, work, noise, state)
        if last < 0:
            break
        way = last
        first = size
        while not inside[way]:
            zone[size] = way
            size += 1
            way = work[1][way]
        for at in range(size - 1, first - 1, -1):  # from the zone outwards, so that each prefix is connected
            area = zone[at]
            edge += network[5][area] - 2 * inner_border(network, inside, area)
            inside[area] = True
            people += network[3][area]
            burden += network[3][area] * network[4][area]
        zone[first:size] = zone[first:size][::-1].copy()
        if people >= aim[0]:
            value = value_of(aim, people, burden, edge)
            if value > best:
                best, best_size = value, size
    if best > -np.inf:
        for at in range(best_size, size):
            inside[zone[at]] = False
        size = best_size
    return size, best
