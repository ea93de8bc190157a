"""Knows how far apart candidates are in their profile, and how bent the sum of distances is; chooses nothing."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Distance = Literal["standard", "mahalanobis"]

_NOTHING = 1e-9


def placed(profile: Floats, distance: Distance) -> tuple[Floats, list[int]]:
    """Where each candidate lies when all columns count alike, and which columns say nothing.

    profile: n × m numbers. "standard": each column in standard deviations from its mean (over all n), so that the
    straight distance is the standardised Euclidean one. "mahalanobis": turned and stretched so that correlated columns
    do not count twice; directions without any spread are left out.
    """
    spread = profile.std(axis=0)
    constant = spread <= _NOTHING * np.maximum(1.0, np.abs(profile).max(axis=0, initial=0.0))
    kept = ~constant
    scaled = (profile[:, kept] - profile[:, kept].mean(axis=0)) / spread[kept]
    if distance == "mahalanobis" and scaled.shape[1]:
        values, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
        some = values > _NOTHING
        scaled = scaled @ (vectors[:, some] / np.sqrt(values[some]))
    return scaled, np.flatnonzero(constant).tolist()


def distances(points: Floats) -> Floats:
    """n × n straight distances between n × m points."""
    found = np.empty((len(points), len(points)))
    for place, point in enumerate(points):
        found[place] = np.sqrt(np.square(points - point).sum(axis=1))
    return found


def flattening(apart: Floats) -> Floats:
    """The largest diagonal, in proportion to the distance to the nearest, that leaves the sum of distances concave.

    For x of zeros and ones with a fixed sum, ½ xᵀDx is concave when D holds straight distances (Schoenberg 1938), and
    so is ½ xᵀ(D + diag(c))x − ½ cᵀx, which is the same number; the larger c is, the closer a tangent stays to it.
    """
    nearest = np.where(np.eye(len(apart), dtype=np.bool_), np.inf, apart).min(axis=0)
    if len(apart) < 2 or not np.isfinite(nearest).all() or not nearest.any():
        return np.zeros(len(apart))
    flat = np.eye(len(apart)) - 1 / len(apart)
    bent = flat @ -apart @ flat
    root = np.sqrt(nearest)
    steepest = float(np.linalg.eigvalsh(root[:, None] * np.linalg.pinv(bent, rcond=1e-10, hermitian=True) * root)[-1])
    diagonal = nearest * (1 - 1e-6) / steepest if steepest > 0 else np.zeros(len(apart))
    least = float(np.linalg.eigvalsh(flat @ (-apart - np.diag(diagonal)) @ flat)[0])
    return diagonal if least > -_NOTHING * len(apart) else np.zeros(len(apart))
