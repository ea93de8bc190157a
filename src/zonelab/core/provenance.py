"""Knows what a result was made from (digests of its inputs, version, seed), not what they mean."""

import hashlib
import math
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
import pandas as pd

from zonelab.core.version import version

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Provenance:
    """What a result was made from.

    inputs: name of each input and the sha256 digest of its content (see `digest`);
    version: version of zonelab that made the result;
    seed: whole number that started the random numbers, or None where there were none or it is not known.
    Raises ValueError when a digest is not 64 hexadecimal characters.

    >>> Provenance.of({"weights": {"safe": 1.0}}).inputs["weights"][:8]
    '63319c09'
    """

    inputs: Mapping[str, str] = field(hash=False)
    version: str
    seed: int | None = None

    def __post_init__(self) -> None:
        for name, value in self.inputs.items():
            if not _SHA256.fullmatch(value):
                raise ValueError(f"Input {name!r} needs a sha256 digest (64 hexadecimal characters), not {value!r}.")
        # A copy, so that later changes to the caller's mapping cannot rewrite the record.
        object.__setattr__(self, "inputs", dict(self.inputs))

    @classmethod
    def of(cls, inputs: Mapping[str, object], *, seed: int | None = None) -> "Provenance":
        """Digest the inputs and note the running version."""
        return cls({name: digest(value) for name, value in inputs.items()}, version(), seed)


def digest(value: object) -> str:
    """Return the sha256 digest of a frame, series, index, array, mapping, sequence or plain value.

    The same content gives the same digest in every process, on every machine and under pandas 2 and 3: the
    order of a mapping's keys does not matter, the order of rows and columns does. Numbers of another type (1
    and 1.0) count as another content. -0.0 counts as 0.0, and every NaN as the same NaN.
    Raises TypeError for anything else, for instance a set, whose order is not its own.

    >>> digest({"a": 1, "b": [2.0, None]}) == digest({"b": [2.0, None], "a": 1})
    True
    >>> digest(np.array([1.0, 2.0])) == digest(np.array([2.0, 1.0]))
    False
    """
    sha = hashlib.sha256()
    _feed(sha, value)
    return sha.hexdigest()


class _Sink(Protocol):
    def update(self, data: Any, /) -> None: ...


def _feed(sha: _Sink, value: object) -> None:
    if isinstance(value, pd.DataFrame):
        sha.update(b"frame;")
        _feed(sha, value.columns)
        _feed(sha, value.index)
        for position in range(value.shape[1]):
            _feed_column(sha, value.iloc[:, position])
    elif isinstance(value, pd.Series):
        sha.update(b"series;")
        _feed(sha, value.index)
        _feed_column(sha, value)
    elif isinstance(value, pd.Index):
        _feed_column(sha, value)
    elif isinstance(value, np.ndarray):
        _feed_array(sha, value)
    elif isinstance(value, Mapping):
        _feed_mapping(sha, value)
    elif isinstance(value, list | tuple):
        _feed_items(sha, value)
    else:
        _feed_plain(sha, value)


def _feed_mapping(sha: _Sink, value: Mapping[Any, Any]) -> None:
    sha.update(b"mapping%d;" % len(value))
    if not all(isinstance(key, str) for key in value):
        raise TypeError("Only a mapping whose keys are all text has a digest.")
    for key in sorted(value):
        _feed_plain(sha, key)
        _feed(sha, value[key])


def _feed_column(sha: _Sink, column: "pd.Series[Any] | pd.Index[Any]") -> None:
    # Text columns are `object` in pandas 2 and `str` in pandas 3: item by item both are the same.
    if isinstance(column.dtype, np.dtype) and column.dtype.kind != "O":
        _feed_array(sha, column.to_numpy())
    else:
        _feed_items(sha, column.to_numpy(dtype=object))


def _feed_array(sha: _Sink, array: "np.ndarray[Any, Any]") -> None:
    if array.dtype.kind in "OUS":
        sha.update(f"shape{array.shape};".encode())
        _feed_items(sha, array.ravel().tolist())
        return
    # Long doubles differ from machine to machine and carry bytes that mean nothing.
    if array.dtype.kind not in "biufcMm" or array.dtype.char in "gG":
        raise TypeError(f"An array of {array.dtype} has no digest.")
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    if plain.dtype.kind in "fc":
        plain = plain + 0.0  # -0.0 becomes 0.0
        plain[np.isnan(plain)] = np.nan
    sha.update(f"array{array.shape}{plain.dtype.str};".encode())
    sha.update(plain.tobytes())


def _feed_items(sha: _Sink, items: Iterable[object]) -> None:
    listed = list(items)
    if listed and all(isinstance(item, str) for item in listed):  # the usual case, area codes: in one go
        encoded = [str(item).encode() for item in listed]
        sha.update(b"texts%d;" % len(encoded))
        sha.update(np.array([len(item) for item in encoded], dtype="<i8").tobytes())
        sha.update(b"".join(encoded))
        return
    sha.update(b"items%d;" % len(listed))
    for item in listed:
        _feed(sha, item)


def _feed_plain(sha: _Sink, value: object) -> None:
    if value is None or value is pd.NA or value is pd.NaT:
        content = b"none"
    elif isinstance(value, bool | np.bool_):
        content = b"bool:" + str(bool(value)).encode()
    elif isinstance(value, int | np.integer):
        content = b"int:" + str(int(value)).encode()
    elif isinstance(value, float | np.floating):
        number = float(value) + 0.0
        content = b"float:" + (b"nan" if math.isnan(number) else struct.pack("<d", number))
    elif isinstance(value, str):
        content = b"text:" + value.encode()
    elif isinstance(value, bytes):
        content = b"bytes:" + value
    elif isinstance(value, date):
        content = b"date:" + value.isoformat().encode()
    else:
        raise TypeError(f"A {type(value).__name__} has no digest. Turn it into a frame, an array or a mapping first.")
    sha.update(b"%d:" % len(content) + content)
