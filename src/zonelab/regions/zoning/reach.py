"""Says what a zone with a given highest area can hold at most: who is in reach, and a bound; compiled.

A root is the area of a zone that stands highest in an order of all areas (by need, as a rule), so that each zone has
one root and areas above it are out of its reach. `height` is the place of each area in that order; where a zone must
hold a given area, that one is the root and all heights are 0. Networks and aims are those of `growth`.
"""

import numpy as np

from zonelab.core.compiled import compiled
from zonelab.regions.zoning.growth import Aim, Flags, Floats, Network, Places, put, take


@compiled
def in_reach(
    network: Network,
    height: Places,
    high: float,
    open_: Flags,
    root: int,
    far: Floats,
    heap: Floats,
    heap_areas: Places,
    found: Places,
) -> int:
    """Fill `found` with the areas that a way of at most `high` people joins to the root; gives how many.

    far: people on the cheapest way, both ends counted; infinite outside, and it must be infinite before.
    """
    starts, neighbour, people = network[0], network[1], network[3]
    if not open_[root] or people[root] > high:
        return 0
    far[root] = people[root]
    found[0] = root
    many, held = 1, put(heap, heap_areas, 0, far[root], root)
    while held > 0:
        key, area = heap[0], heap_areas[0]
        held = take(heap, heap_areas, held)
        if key > far[area]:
            continue
        for place in range(starts[area], starts[area + 1]):
            other = neighbour[place]
            along = key + people[other]
            if along > high or along >= far[other] or not open_[other] or height[other] > height[root]:
                continue
            if far[other] == np.inf:
                found[many] = other
                many += 1
            far[other] = along
            held = put(heap, heap_areas, held, along, other)
    return many


@compiled
def neediest_first(need: Floats, areas: Places, many: int, heap: Floats, heap_areas: Places) -> Places:
    """The first `many` of the areas in order of need, the highest first."""
    held = 0
    for at in range(many):
        held = put(heap, heap_areas, held, -need[areas[at]], areas[at])
    order = np.empty(many, dtype=np.int64)
    for at in range(many):
        order[at] = heap_areas[0]
        held = take(heap, heap_areas, held)
    return order


@compiled
def most_excess(
    low: float,
    high: float,
    worth: Floats,
    people: Floats,
    order: Places,
    forced: int,
    start_people: float,
    start_worth: float,
) -> float:
    """Most Σ worth of areas in `order` (worth a head falling), in parts, with the population from low to high.

    start_people, start_worth: of what is in already; forced: a place in `order` that counts there, −1 = none.
    Gives −infinity where there are not enough people.
    """
    total, value = start_people, start_worth
    for at in range(len(order)):
        if at == forced:
            continue
        area = order[at]
        if worth[area] > 0:
            room = high - total
        elif total < low:
            room = low - total
        else:
            break
        if room <= 0:
            break
        part = min(1.0, room / people[area]) if people[area] > 0 else 1.0
        total += part * people[area]
        value += part * worth[area]
    return value if total >= low else -np.inf


@compiled
def ceilings(network: Network, height: Places, aim: Aim, open_: Flags, roots: Places) -> Floats:
    """For each root, the most that a zone with it can be worth: connection and perimeter are left out.

    For a mean the answer is the mean of the neediest people in reach, `low` of them.
    """
    areas = len(open_)
    people, need = network[3], network[4]
    far = np.full(areas, np.inf)
    found = np.empty(areas, dtype=np.int64)
    many = min(8 * areas + 64, 1 << 17)
    heap, heap_areas = np.empty(many), np.empty(many, dtype=np.int64)
    told = np.full(len(roots), -np.inf)
    worth = people * (need - aim[3])
    for at in range(len(roots)):
        root = roots[at]
        size = in_reach(network, height, aim[1], open_, root, far, heap, heap_areas, found)
        for place in range(size):
            far[found[place]] = np.inf
        if size == 0:
            continue
        order = neediest_first(need, found, size, heap, heap_areas)
        if aim[2] > 0:  # the neediest `low` people, the root whole
            total, burden = people[root], people[root] * need[root]
            for area in order:
                if total >= aim[0]:
                    break
                if area != root:
                    part = min(people[area], aim[0] - total)
                    total += part
                    burden += part * need[area]
            if total >= aim[0]:
                told[at] = burden / total
            continue
        forced = 0
        for place in range(size):
            if order[place] == root:
                forced = place
        told[at] = most_excess(aim[0], aim[1], worth, people, order, forced, people[root], worth[root])
    return told


@compiled
def losses(
    network: Network,
    height: Places,
    open_: Flags,
    root: int,
    level: float,
    lost: Floats,
    heap: Floats,
    heap_areas: Places,
) -> None:
    """Fill `lost` with what the cheapest way from the root costs: Σ people × (level − need), where that is positive."""
    starts, neighbour, people, need = network[0], network[1], network[3], network[4]
    lost[root] = 0.0
    held = put(heap, heap_areas, 0, 0.0, root)
    while held > 0:
        key, area = heap[0], heap_areas[0]
        held = take(heap, heap_areas, held)
        if key > lost[area]:
            continue
        for place in range(starts[area], starts[area + 1]):
            other = neighbour[place]
            if not open_[other] or height[other] > height[root]:
                continue
            along = key + max(0.0, people[other] * (level - need[other]))
            if along < lost[other]:
                lost[other] = along
                held = put(heap, heap_areas, held, along, other)


@compiled
def worth_keeping(
    network: Network, height: Places, aim: Aim, open_: Flags, root: int, level: float, slack: float
) -> Flags:
    """The areas that a zone with this root can hold and still be worth more than `slack` over the level.

    An area stays if, with it and the root in, the others can bring more than `slack`; and if what the way to it costs
    is less than all gains in reach. Gives flags; none where no such zone can be.
    """
    areas = len(open_)
    people, need = network[3], network[4]
    far, lost = np.full(areas, np.inf), np.full(areas, np.inf)
    found = np.empty(areas, dtype=np.int64)
    many = min(8 * areas + 64, 1 << 17)
    heap, heap_areas = np.empty(many), np.empty(many, dtype=np.int64)
    worth = people * (need - level)
    kept = open_.copy()
    while True:
        size = in_reach(network, height, aim[1], kept, root, far, heap, heap_areas, found)
        order = neediest_first(need, found, size, heap, heap_areas)
        for at in range(size):
            far[found[at]] = np.inf
        kept[:] = False
        if size == 0:
            return kept
        forced = 0
        for at in range(size):
            kept[order[at]] = True
            lost[order[at]] = np.inf
            if order[at] == root:
                forced = at
        if most_excess(aim[0], aim[1], worth, people, order, forced, people[root], worth[root]) <= slack:
            kept[:] = False
            return kept
        gains = most_excess(0.0, aim[1], worth, people, order, forced, people[root], worth[root])
        losses(network, height, kept, root, level, lost, heap, heap_areas)
        left = size
        for at in range(size):
            area = order[at]
            if area == root:
                continue
            if gains - lost[area] > slack and (
                worth[area] >= 0
                or most_excess(
                    aim[0], aim[1], worth, people, order, forced, people[root] + people[area], worth[root] + worth[area]
                )
                > slack
            ):
                continue
            kept[area] = False
            left -= 1
        if left == size:
            return kept
