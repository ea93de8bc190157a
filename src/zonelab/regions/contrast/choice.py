"""Chooses k zones that are needy and unlike each other, and shows what each contrast costs in need; decides nothing.

Sources: Kuby (1987), Programming models for facility dispersion, Geographical Analysis 19(4), and Erkut (1990), The
discrete p-dispersion problem, European Journal of Operational Research 46(1), for dispersion; Haimes, Lasdon and Wismer
(1971), On a bicriterion formulation, IEEE Transactions on Systems, Man, and Cybernetics 1(3), and Mavrotas (2009),
Effective implementation of the ε-constraint method, Applied Mathematics and Computation 213(2), for the curve; Das
(1999), On characterizing the knee of the Pareto curve, Structural Optimization 18, for the knee. Solved by HiGHS.
"""

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from zonelab.core.provenance import Provenance
from zonelab.regions.contrast.candidates import Candidates, ContrastError, named, read
from zonelab.regions.contrast.clashes import clash_in_words
from zonelab.regions.contrast.curve import Curve, Weights, curve
from zonelab.regions.contrast.distances import Distance, Floats, placed
from zonelab.regions.contrast.programme import OutOfTime, Programme
from zonelab.regions.contrast.result import Contrast, ContrastingSets
from zonelab.regions.contrast.rules import Rule, Wishes, checked, ruled_out, rules_of
from zonelab.regions.contrast.scale import Scaled, best, knee

_CONTRASTS = ("types", "mean_distance", "smallest_distance")
_KNEE = "It is the knee of the curve: up to it contrast costs little need, beyond it more."
_PROVEN = 2e-6  # of the range of need: what is told apart by the solver
_NEEDIEST = "It is the neediest set: the curve has no knee, so it is for people to say what contrast is worth."
_ONLY = "It has the most need and the most contrast."


def contrasting_sets(
    candidates: pd.DataFrame,
    k: int,
    *,
    contrast: Contrast = "types",
    weight: float | None = None,
    profile: Sequence[str] = (),
    distance: Distance = "standard",
    at_least: Mapping[str, int] | None = None,
    at_most: Mapping[str, int] | None = None,
    must_have: Sequence[str] = (),
    must_not: Sequence[str] = (),
    least_need: float | None = None,
    most_per_district: int | None = None,
    most_per_partnership: int | None = None,
    most_points: int | None = 12,
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> ContrastingSets:
    """Find the sets of k zones that none beats in both need and contrast, and point at one of them.

    candidates: one row a zone, index = its name; columns: need (higher = more need), type (such as city, county, rural;
    for contrast by types), the columns of the profile (numbers), and, where there are such, district, partnership and
    areas (codes, a list or text parted by ;): two zones that share an area are never taken together.
    contrast: "types" = how many different types; "mean_distance" = mean distance in profile over all pairs of the set;
    "smallest_distance" = distance of the two that are most alike. profile: columns for distances. distance: "standard"
    = straight distance in standard deviations, "mahalanobis" = correlated columns do not count twice.
    weight: how much mean need one unit of contrast is worth; the set with the largest mean need + weight × contrast is
    pointed at. Left out: the knee, where the curve lies furthest above the line between its ends.
    at_least, at_most: numbers of zones of a type, {"rural": 1}. must_have, must_not: names. least_need: of each zone.
    most_points: how many sets of the curve to find, spread out (with a weight some more, until the best is proven), for
    distances; None = all of them. By types all are found. seconds: stop after that; what was found is still proven.
    progress: called with the number of sets found so far. The order of the rows changes nothing; of equal sets the
    first by name is taken. Differences below a millionth of the range of need or contrast do not count.
    Raises ContrastError (a ValueError), also where the conditions clash; it says which of them to relax.

    >>> table = pd.DataFrame({"need": [9.0, 8, 7, 4], "type": ["city", "city", "county", "rural"]}, index=list("ABCD"))
    >>> sets = contrasting_sets(table, 2, weight=2)
    >>> sets.to_frame().values.tolist()
    [['A;B', 8.5, 1.0, 0.0, False], ['A;C', 8.0, 2.0, 0.5, True]]
    >>> sets.proven, sets.chosen.leaves, sets.chosen.enters
    (True, ('B',), ('C',))
    """
    started = time.monotonic()
    if contrast not in _CONTRASTS:
        raise ContrastError(f"Contrast is one of {', '.join(_CONTRASTS)}, not {contrast!r}.")
    given = read(candidates, profile)
    wishes = Wishes(
        at_least=dict(at_least or {}),
        at_most=dict(at_most or {}),
        must_have=_names(must_have, "must_have"),
        must_not=_names(must_not, "must_not"),
        least_need=least_need,
        most_per_district=most_per_district,
        most_per_partnership=most_per_partnership,
    )
    _check_numbers(k, contrast, weight, most_points, seconds, len(given.names))
    rules = rules_of(given, wishes)
    space, warnings = _space(given, contrast, distance)
    if int((~ruled_out(rules, len(given.names))).sum()) < k:
        raise ContrastError(clash_in_words(rules, len(given.names), int(k)))
    search = Scaled.of(given, int(k), rules, contrast, space)
    until = np.inf if seconds is None else started + seconds
    weights = None if weight is None else search.weights(weight)
    most = None if contrast == "types" else most_points
    try:
        found = curve(Programme(search.task, until), weights, most, progress or (lambda _: None))
    except OutOfTime as late:
        raise ContrastError(f"No set was proven within {seconds:g} seconds. Give more time.") from late
    if found is None:
        raise ContrastError(clash_in_words(rules, len(given.names), int(k)))
    asked = {"k": int(k), "contrast": contrast, "weight": weight, "distance": distance, "most_points": most_points}
    origin = Provenance.of({"candidates": _content(given), "settings": asked | _content(wishes)})
    told = (*warnings, *_warnings(given, wishes, found))
    return _told(given, search, found, weights, weight, contrast, rules, told, origin)


def _told(
    given: Candidates,
    search: Scaled,
    found: Curve,
    weights: Weights | None,
    weight: float | None,
    contrast: Contrast,
    rules: Sequence[Rule],
    warnings: tuple[str, ...],
    provenance: Provenance,
) -> ContrastingSets:
    """The sets of the curve, the one that is pointed at, and how sure it is."""
    points = search.sets(found)
    chosen = points[knee(found) if weights is None else best(found, weights)]
    value, bound = chosen.need, chosen.need
    if weight is not None:
        value = chosen.need + weight * chosen.contrast
        bound = max(value, search.value(found.bound if found.bound is not None else np.inf, weight))
    return ContrastingSets(
        k=len(chosen.zones),
        points=points,
        chosen=chosen,
        chosen_by=_why(chosen.number, len(points), weight),
        contrast=contrast,
        weight=weight,
        value=value,
        bound=bound,
        proven=bool(bound - value <= _PROVEN * max(search.spread, abs(value))),
        complete=found.complete,
        constraints=tuple(rule.words for rule in rules),
        needs=dict(zip(given.names, given.need.tolist(), strict=True)),
        members={} if given.areas is None else dict(zip(given.names, given.areas, strict=True)),
        warnings=warnings,
        provenance=provenance,
    )


def _names(names: Sequence[str], what: str) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ContrastError(f"{what} is a list of names, such as [{names!r}], not one text.")
    return tuple(names)


def _check_numbers(
    k: int, contrast: Contrast, weight: float | None, most_points: int | None, seconds: float | None, candidates: int
) -> None:
    least = 1 if contrast == "types" else 2
    if checked(k, "k, the number of zones,") < least:
        raise ContrastError(f"A set for contrast by {contrast} has at least {least} zones, not {k}.")
    if k > candidates:
        raise ContrastError(f"A set of {k} zones needs as many candidates; there are {candidates}. Choose fewer zones.")
    if weight is not None and not 0 <= weight < np.inf:
        raise ContrastError(
            f"The weight of contrast is 0 or more, in mean need for one unit of contrast, not {weight}."
        )
    if most_points is not None and checked(most_points, "most_points") < 2:
        raise ContrastError("A curve has two ends: most_points is 2 or more, or None for all.")
    if seconds is not None and not seconds > 0:
        raise ContrastError(f"seconds is above 0, not {seconds}.")


def _space(given: Candidates, contrast: Contrast, distance: Distance) -> tuple[Floats, tuple[str, ...]]:
    """Where each candidate lies in its profile, and what to know about that."""
    if contrast == "types":
        if given.type is None:
            raise ContrastError("Contrast by types needs a column 'type' in the table. Add it, or take a distance.")
        return np.empty((len(given.names), 0)), ()
    if distance not in ("standard", "mahalanobis"):
        raise ContrastError(f"Distance is 'standard' or 'mahalanobis', not {distance!r}.")
    if not given.profile_names:
        raise ContrastError("Contrast by distance needs a profile: name the columns to compare in profile=[...].")
    space, constant = placed(given.profile, distance)
    if not constant:
        return space, ()
    columns = named(given.profile_names[place] for place in constant)
    return space, (f"All candidates are the same in {columns}: it adds nothing to the contrast.",)


def _why(number: int, of: int, weight: float | None) -> str:
    if weight is not None:
        return f"It has the largest sum of mean need and {weight:g} × contrast."
    if number > 1:
        return _KNEE
    return _NEEDIEST if of > 1 else _ONLY


def _warnings(given: Candidates, wishes: Wishes, found: Curve) -> list[str]:
    told = [
        f"These candidates have no {column}, so no limit counts them: {named(without)}."
        for column, most, values in (
            ("district", wishes.most_per_district, given.district),
            ("partnership", wishes.most_per_partnership, given.partnership),
        )
        if most is not None and values is not None
        if (without := [name for name, value in zip(given.names, values, strict=True) if value is None])
    ]
    if not found.in_time:
        told.append("Time was up before the curve was complete. Each set shown is proven; others are missing.")
    return told


def _content(of: object) -> dict[str, object]:
    return {name: _plain(value) for name, value in vars(of).items()}


def _plain(value: object) -> object:
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
