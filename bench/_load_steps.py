"""What users do: pages that visitors and roles read, and the writes in between; does not know how fast that is.

To add a write, add a function to WRITES with the roles that do it, or a form to RECORDS.
"""

import csv
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from _load_records import Record, Turns, add_mark
from _load_users import NotAnswered, User

POSTCODES = Path(__file__).resolve().parents[1] / "demo-data" / "postcodes.csv"
VISITOR = ""
PROGRAMME_TEAM, ZONE_LEAD, PARTNER = "Programme team", "Zone lead", "Partner"
ANALYST, EVALUATOR, PAGE_EDITOR = "Analyst", "Evaluator", "Page editor"
COMMUNITY_LEADER, RESIDENT, BOARD = "Community leader", "Resident", "Board or panel member"
# Half of all users are visitors; those who may edit come twice, since it is their writes that could be lost.
SIGNED_IN = [
    *(PROGRAMME_TEAM, ZONE_LEAD, PARTNER, COMMUNITY_LEADER, ANALYST, PROGRAMME_TEAM, ZONE_LEAD),
    *(EVALUATOR, RESIDENT, BOARD, PAGE_EDITOR),
]
# Few, so that many users meet in each.
RECORDS = [Record("/workspace/zones/new-parks/edit/", "story", (PROGRAMME_TEAM, ZONE_LEAD))]
SHARE_OF_WRITES = 0.1
OUTCOMES = ("safe", "well", "skills", "resources")


@dataclass(frozen=True)
class World:
    """What a reader can ask for, as the pages themselves say."""

    zones: list[str]
    areas: list[str]
    indicators: list[str]
    postcodes: list[str]
    tiles: str

    def address_of_tile(self, user: User) -> str:
        z, x, y = user.random.choice([(8, 127, 83), (9, 254, 167), (9, 253, 166), (10, 508, 334), (10, 507, 333)])
        return self.tiles.replace("{z}/{x}/{y}", f"{z}/{x}/{y}")


def look_around(user: User) -> World:
    areas = user.get("Look around", "/api/v1/areas").json()
    indicators = user.get("Look around", "/api/v1/indicators").json()
    zones = re.findall(r'href="(/zones/[a-z0-9-]+/)"', user.get("Look around", "/zones/").text)
    tiles = re.search(r'data-tiles="([^"]+)"', user.get("Look around", "/map/").text)
    with POSTCODES.open(encoding="utf-8", newline="") as rows:
        postcodes = [f"{row['sector']}{row['units'][:2]}" for row in csv.DictReader(rows)]
    return World(
        sorted(set(zones)),
        [one["code"] for one in areas["items"]],
        [one["key"] for one in indicators["items"]],
        postcodes,
        html.unescape(tiles[1]) if tiles else "",
    )


def weights(user: User) -> str:
    """A reader's own weights: seldom those of another reader, so that what is kept helps little."""
    return "&".join(f"{outcome}={user.random.randrange(0, 101, 5)}" for outcome in OUTCOMES)


# How often, what it is called, and the address that is asked for.
Reading = tuple[int, str, Callable[[User, World], str]]
PUBLIC: list[Reading] = [
    (6, "Home", lambda user, world: "/"),
    (4, "Zones", lambda user, world: "/zones/"),
    (8, "A zone", lambda user, world: user.random.choice(world.zones)),
    (2, "A zone's figures", lambda user, world: f"{user.random.choice(world.zones)}figures/"),
    (4, "Map", lambda user, world: "/map/"),
    (2, "Boundaries of zones", lambda user, world: "/zones/boundaries.geojson"),
    (14, "Tile", lambda user, world: world.address_of_tile(user)),
    (10, "Postcode", lambda user, world: f"/postcode/?q={user.random.choice(world.postcodes)}"),
    (6, "An area", lambda user, world: f"/areas/{user.random.choice(world.areas)}/"),
    (2, "Demand", lambda user, world: "/demand/"),
    (6, "Choosing", lambda user, world: f"/choosing/?{weights(user)}"),
    (2, "Colours of choosing", lambda user, world: f"/choosing/classes.json?{weights(user)}"),
    (2, "How sure the order is", lambda user, world: f"/choosing/sure/?{weights(user)}"),
    (1, "Proposed zones", lambda user, world: f"/choosing/zones/?{weights(user)}"),
    (2, "Open data", lambda user, world: "/data/"),
    (3, "API: an area", lambda user, world: f"/api/v1/areas/{user.random.choice(world.areas)}"),
    (2, "API: values", lambda user, world: f"/api/v1/indicators/{user.random.choice(world.indicators)}/values"),
    (3, "A page of text", lambda user, world: user.random.choice(["/about/", "/privacy/", "/accessibility/"])),
]
WORKSPACE: list[Reading] = [
    (20, "Own page", lambda user, world: "/workspace/"),
    (50, "Workspace, link after link", lambda user, world: next_link(user)),
]


def next_link(user: User) -> str:
    """Any link of the last page that stays in the workspace, or else any at all: new pages are met as they come."""
    inside = [link for link in user.links_seen if link.startswith("/workspace/")]
    choices = inside if inside and user.random.random() < 0.8 else user.links_seen
    return user.random.choice(choices or ["/workspace/"])


def readings(user: User) -> list[Reading]:
    return [*WORKSPACE, *PUBLIC] if user.role else PUBLIC


def read(user: User, world: World) -> None:
    mine = readings(user)
    [(_often, name, address)] = user.random.choices(mine, [often for often, _name, _address in mine])
    user.get(name, address(user, world))


def sign_in_anew(user: User, turns: Turns) -> None:
    """Out and in again: sessions, links that work once, and lines of the audit."""
    if not user.links:
        return
    page = user.get("Sign out?", "/sign-out/")
    user.post("Sign out", "/sign-out/", user.form(page, "csrfmiddlewaretoken", "Sign out?"))
    user.signs_in()


def ask_for_a_code(user: User, turns: Turns) -> None:
    """A new visitor asks for a sign-in code: a letter to an address of their own; at most so many a minute."""
    user.session.cookies.clear()
    page = user.get("Open sign-in", "/sign-in/")
    fields = user.form(page, "email", "Open sign-in")
    fields["email"] = f"visitor-{user.number}-{user.written}@load.invalid"
    user.post("Ask for a sign-in code", "/sign-in/", fields)


def edit_a_record(user: User, turns: Turns) -> None:
    record = turns.next_for(user.role)
    if record is None:
        sign_in_anew(user, turns)
    else:
        add_mark(user, record)


Writing = Callable[[User, Turns], None]
# How often, who (None: everybody who signs in), and what they do.
WRITES: list[tuple[int, tuple[str, ...] | None, Writing]] = [
    (1, (VISITOR,), ask_for_a_code),
    (1, None, sign_in_anew),
    (9, (PROGRAMME_TEAM, ZONE_LEAD), edit_a_record),
]


def write(user: User, turns: Turns) -> None:
    mine = [
        (often, act) for often, roles, act in WRITES if (user.role in roles if roles is not None else bool(user.role))
    ]
    [(_often, act)] = user.random.choices(mine, [often for often, _act in mine])
    act(user, turns)


def warm_up(user: User, world: World, turns: Turns) -> None:
    """Each kind of page once: whatever is compiled or kept at the first time is there when the clock starts."""
    for _often, name, address in readings(user):
        _carefully(lambda name=name, address=address: user.get(name, address(user, world)))
    _carefully(lambda: write(user, turns))


def act(user: User, world: World, turns: Turns) -> None:
    """One thing that a user does: a write as soon as fewer than a tenth of what they asked for were writes."""
    if user.written < SHARE_OF_WRITES * user.asked:
        before = user.written
        _carefully(lambda: write(user, turns))
        user.written = max(user.written, before + 1)  # one that came to nothing is not tried again at once
    else:
        _carefully(lambda: read(user, world))


def _carefully(deed: Callable[[], object]) -> None:
    try:
        deed()
    except NotAnswered:
        return  # noted already; the user goes on with something else
