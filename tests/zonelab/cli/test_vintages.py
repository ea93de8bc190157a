"""Codes of two censuses are never taken for one: a map or a look-up tells them apart, and without either it is said."""

import re
from pathlib import Path
from typing import Any

import pytest

from zonelab.cli.vintages import differing

OLD, KEPT, NEW = "E01013612", "E01013600", "E01035102"
ONS = "LSOA (2011) to LSOA (2021) to Local Authority District Exact Fit Lookup"
SPEC = """\
[group_weights]
safe = 1
[[indicators]]
key = "theft"
group = "safe"
[sure]
k = 1
"""


@pytest.fixture
def checked(tmp_path: Path, run: Any) -> Any:
    def check(*codes: str, lookup: str = "") -> Any:
        rows = "".join(f"{code},{need}\n" for need, code in enumerate(codes))
        (tmp_path / "table.csv").write_text(f"code,theft\n{rows}", encoding="utf-8")
        (tmp_path / "spec.toml").write_text(SPEC, encoding="utf-8")
        arguments = ["check", "--indicators", str(tmp_path / "table.csv"), "--spec", str(tmp_path / "spec.toml")]
        if lookup:
            (tmp_path / "lookup.csv").write_text(f"old,new\n{lookup}\n", encoding="utf-8")
            arguments += ["--lookup", str(tmp_path / "lookup.csv")]
        return run(arguments)

    return check


def test_codes_that_may_be_of_both_are_noted_without_map_and_look_up(checked: Any) -> None:
    ran = checked(KEPT, OLD, NEW)
    assert ran.exit_code == 0, "a whole table of 2021 looks the same"
    assert "Only a look-up can tell" in ran.out
    assert ONS in ran.out


@pytest.mark.parametrize("codes", [(OLD, KEPT), (NEW, "E01035103")])
def test_codes_of_one_kind_are_taken(codes: tuple[str, ...], checked: Any) -> None:
    assert checked(*codes).exit_code == 0


def test_a_look_up_tells_whether_they_are_mixed(checked: Any) -> None:
    pairs = f"{KEPT},{KEPT}\n{OLD},{NEW}"
    assert checked(KEPT, NEW, lookup=pairs).exit_code == 0
    mixed = checked(KEPT, OLD, NEW, lookup=pairs)
    assert mixed.exit_code == 2
    assert ONS in mixed.err


def test_a_look_up_that_lacks_a_code_cannot_tell(checked: Any) -> None:
    ran = checked(KEPT, OLD, NEW, lookup=f"{KEPT},{KEPT}")
    assert ran.exit_code == 2
    assert "lookup.csv: The look-up does not have area 'E01013612' (2 in all)" in ran.err
    assert ONS in ran.err


def test_a_map_of_2021_that_lacks_older_codes_names_the_look_up(files: Any, run: Any) -> None:
    for path in (files.areas, files.indicators):
        text = path.read_text(encoding="utf-8").replace("N01", NEW)
        path.write_text(re.sub(r"\bN(\d\d)", r"E010000\1", text), encoding="utf-8")
    assert run(files.arguments("check")).exit_code == 0  # the map vouches for them
    files.change(files.indicators, "E01000002,", f"{OLD},")
    ran = run(files.arguments("check"))
    assert ran.exit_code == 2
    assert ONS in ran.err
    assert "--only-on-map" not in ran.err


def test_a_table_of_2021_that_goes_beyond_the_map_may_be_cut_to_it() -> None:
    assert differing([KEPT, NEW, "E01000001", "E01035103"], [KEPT, NEW]) is None
    assert "The table holds areas of the census of 2021" in str(differing([KEPT, NEW], [KEPT, OLD]))
