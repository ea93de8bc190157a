"""Knows how to tell of the zones in a table: people, need, how good, and which areas they are made of."""

from zonelab.cli.choice import Choice
from zonelab.cli.report import words
from zonelab.cli.report.writing import Column, Html, element, paragraph, table
from zonelab.regions import ZoneSearch

_NAMED = 4
_WINNERS = 5


def told(choice: Choice) -> list[Html]:
    if choice.search is None and choice.asked.zones is not None:
        return [paragraph("No zones were found. ", *choice.found.lost)]
    if choice.search is None:
        return [
            paragraph(
                "No zones were asked for. Add a [zones] table with the range of people to the specification, and the "
                "boundaries or neighbours of the areas."
            )
        ]
    traits = choice.traits
    assert traits is not None
    more = [what for what in ("type", "district", "partnership") if what in traits]
    columns = [
        Column("Zone"),
        Column("People", True),
        Column("Mean need", True),
        Column("How good", long=not all(zone.proven for zone in choice.search.zones)),
        *(Column(what.capitalize()) for what in more),
        Column("Made of", long=True),
    ]
    rows = [
        [
            zone.name,
            words.people(zone.population),
            words.score(zone.need),
            words.gap(zone.gap, zone.proven),
            *(str(traits.at[zone.name, what]) for what in more),
            f"{words.count(len(zone.areas), 'area', 'areas')}: {_members(choice, zone.areas)}",
        ]
        for zone in choice.search.zones
    ]
    return [
        paragraph(
            "A zone is a piece of joined areas whose people are in the range that was asked for. Zones do not overlap. "
            f"{_order(choice.search)} Need is the mean over the people who live there."
        ),
        table("Zones, best first", columns, rows),
        *_again(choice),
        element(
            "details",
            element("summary", "All areas of each zone"),
            *(paragraph(element("strong", f"{zone.name}: "), ", ".join(zone.areas)) for zone in choice.search.zones),
        ),
    ]


def _order(search: ZoneSearch) -> str:
    if search.jointly_bound is None:
        return "The best comes first; each is looked for in what those before it left."
    best = "proven to be the greatest there is" if search.proven else "the greatest that was found"
    return f"They were chosen together: their sum is {best}."


def _again(choice: Choice) -> list[Html]:
    """How often which zone wins under other weights."""
    found = choice.stability
    if found is None or choice.search is None:
        return []
    names = {frozenset(zone.areas): zone.name for zone in choice.search.zones}
    rows = [
        [
            names.get(frozenset(codes), "Another"),
            words.chance(share),
            f"{words.count(len(codes), 'area', 'areas')}: {_members(choice, codes)}",
        ]
        for codes, share in found.winners[:_WINNERS]
    ]
    return [
        element("h3", "Would other weights give another zone?"),
        paragraph(
            f"We drew other weights {found.draws:,} times and searched the best zone again, by the fast way. "
            f"{words.count(len(found.winners), 'zone wins', 'different zones win').capitalize()} at least once."
        ),
        table(
            "Zones that win most often under other weights",
            [Column("Zone"), Column("Wins", True), Column("Made of", long=True)],
            rows,
        ),
    ]


def _members(choice: Choice, codes: tuple[str, ...]) -> str:
    """The areas with most need by name, and how many more."""
    need = dict(zip(choice.score.codes, choice.score.score, strict=True))
    ordered = sorted(codes, key=lambda code: (-need[code], code))
    names = list(dict.fromkeys(choice.inputs.name_of(code) for code in ordered))
    more = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} and {more} more" if more > 0 else words.enumerated(names)
