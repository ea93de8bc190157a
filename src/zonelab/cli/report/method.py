"""Knows how to say by which methods and from which files a choice was made, so that anybody can make it again."""

import json
from typing import Protocol

from zonelab.cli.choice import Choice
from zonelab.cli.report.writing import Column, Html, element, listed, paragraph, table
from zonelab.cli.settings import as_mapping
from zonelab.core.version import version


class _Step(Protocol):
    @property
    def assumptions(self) -> tuple[str, ...]: ...


_SOURCES = {
    "score": "OECD and JRC (2008), Handbook on Constructing Composite Indicators: steps 3 to 7.",
    "ranks": "Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the "
    "quality assessment of composite indicators, Journal of the Royal Statistical Society A 168(2).",
    "gathering": "Ord and Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27(4); "
    "Benjamini and Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society "
    "B 57(1).",
    "zones": "Dinkelbach (1967), On nonlinear fractional programming, Management Science 13(7); Carvajal and others "
    "(2013), Imposing connectivity constraints in forest planning models, Operations Research 61(4).",
}


def told(choice: Choice) -> list[Html]:
    """What each step takes for granted, and where its method comes from."""
    steps: dict[str, _Step | None] = {
        "Scores": choice.score,
        "How sure": choice.sure,
        "What the ranks hang on": choice.sensitivity,
        "Where need gathers": choice.gathering,
        "Zones": choice.search,
        "Zones under other weights": choice.stability,
        "Contrasting set": choice.sets,
    }
    said: list[Html] = []
    for title, step in steps.items():
        taken = () if step is None else step.assumptions
        if taken:
            said += [element("h3", title), listed(taken)]
    without = {"zones": choice.search is None, "gathering": choice.gathering is None}
    sources = [text for name, text in _SOURCES.items() if not without.get(name, False)]
    return [*said, element("h3", "Sources"), listed(sources)]


def made_from(choice: Choice) -> list[Html]:
    """Files with their digests, version, seed and settings."""
    files = [(what, name, digest) for what, (name, digest) in choice.inputs.files.items()]
    rows = [[what, name, element("code", digest)] for what, name, digest in files]
    settings = {
        each.table: {name: value for name, value in as_mapping(each).items() if value not in (None, (), [])}
        for each in (
            choice.asked.columns,
            choice.asked.neighbours,
            choice.asked.sure,
            choice.asked.zones,
            choice.asked.contrast,
        )
        if each is not None
    }
    return [
        paragraph(
            f"zonelab {version()}, seed {choice.asked.sure.seed}. With the same files, settings and version everybody "
            f"gets the same answer; the digest (sha256) shows whether a file is the same."
        ),
        table("Files", [Column("What"), Column("File"), Column("Digest")], rows),
        element(
            "details",
            element("summary", "Settings"),
            element("pre", json.dumps(settings, ensure_ascii=False, indent=2)),
        ),
    ]
