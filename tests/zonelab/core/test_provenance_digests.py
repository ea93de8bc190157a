"""A digest is the same wherever the content is the same, and a provenance cannot be changed afterwards."""

import hashlib
import subprocess
import sys
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version

FRAME = pd.DataFrame({"a": [1.0, np.nan], "b": ["x", None]}, index=["E1", "E2"])
# Written down once: a new version of pandas, numpy or ours must not make old records look changed.
KNOWN = "bb106dfb61c25ef3097b7a79a1f578d583deb4d41033b8e0979787eb1b6c67ae"

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_plain_content_is_hashed_as_documented() -> None:
    assert digest("ab") == hashlib.sha256(b"7:text:ab").hexdigest()


def test_a_frame_keeps_its_digest_over_versions() -> None:
    assert digest(FRAME) == KNOWN


def test_another_process_gives_the_same_digest() -> None:
    code = (
        "import numpy as np, pandas as pd; from zonelab.core.provenance import digest;"
        "frame = pd.DataFrame({'a': [1.0, np.nan], 'b': ['x', None]}, index=['E1', 'E2']);"
        "print(digest({'f': frame, 's': {'k': 1}}))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {digest({"s": {"k": 1}, "f": FRAME})}


def test_text_counts_by_content_not_by_the_type_pandas_keeps_it_in() -> None:
    as_objects = pd.Series(["a", "b"], dtype=object)
    assert digest(as_objects) == digest(as_objects.astype("string"))
    assert digest(np.array(["a", "b"])) == digest(np.array(["a", "b"], dtype="U9"))


def test_negative_zero_and_every_nan_count_once() -> None:
    other_nan = np.array([0x7FF8000000000001], dtype=np.uint64).view(np.float64)
    assert digest(np.array([-0.0])) == digest(np.array([0.0]))
    assert digest(other_nan) == digest(np.array([np.nan]))
    assert digest(-0.0) == digest(0.0)


def test_byte_order_and_memory_layout_do_not_count() -> None:
    grid = np.arange(6.0).reshape(2, 3)
    assert digest(grid) == digest(np.asfortranarray(grid)) == digest(grid.astype(">f8"))


@pytest.mark.parametrize(
    "changed",
    [
        FRAME.iloc[::-1],
        FRAME[["b", "a"]],
        FRAME.rename(columns={"a": "c"}),
        FRAME.rename(index={"E1": "E3"}),
        FRAME.fillna({"a": 0.0}),
        FRAME.fillna({"b": "None"}),
    ],
    ids=["rows", "columns", "column name", "code", "number", "text"],
)
def test_any_change_of_a_frame_changes_its_digest(changed: pd.DataFrame) -> None:
    assert digest(changed) != digest(FRAME)


def test_where_one_text_ends_and_the_next_starts_counts() -> None:
    assert len({digest(["ab", "c"]), digest(["a", "bc"]), digest(["abc"]), digest(["ab", "c", ""])}) == 4


def test_one_is_not_one_point_nought_is_not_true_is_not_text() -> None:
    assert len({digest(1), digest(1.0), digest(True), digest("1"), digest(b"1"), digest(None)}) == 6


def test_dates_have_digests() -> None:
    assert digest(date(2024, 3, 1)) == digest(date(2024, 3, 1)) != digest("2024-03-01")


@given(st.dictionaries(st.text(max_size=4), plain, max_size=4))
def test_the_order_of_keys_does_not_count(mapping: dict[str, object]) -> None:
    assert digest(mapping) == digest(dict(reversed(mapping.items())))


@pytest.mark.parametrize("value", [{1, 2}, {1: "a"}, np.array([1.0], dtype=np.longdouble), object()])
def test_content_without_one_order_or_meaning_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="digest"):
        digest(value)


def test_a_provenance_names_inputs_version_and_seed() -> None:
    made = Provenance.of({"values": FRAME}, seed=7)
    assert made.inputs == {"values": digest(FRAME)}
    assert (made.version, made.seed) == (version(), 7)


def test_a_provenance_does_not_follow_later_changes() -> None:
    inputs = {"values": digest(1)}
    made = Provenance(inputs, "1")
    inputs["values"] = digest(2)
    assert made.inputs["values"] == digest(1)
    with pytest.raises(AttributeError):
        made.version = "2"  # type: ignore[misc]


def test_a_provenance_refuses_what_is_no_digest() -> None:
    with pytest.raises(ValueError, match="'values' needs a sha256 digest"):
        Provenance({"values": "abc"}, "1")
