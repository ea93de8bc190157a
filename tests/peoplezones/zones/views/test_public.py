import pytest

from peoplezones.ui.slots import Slot
from peoplezones.zones import registry
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.places.factories import AreaFactory, BoundarySetFactory, PostcodeFactory
from tests.peoplezones.zones.factories import (
    KeyProblemFactory,
    MembershipFactory,
    NameChangeFactory,
    PhaseChangeFactory,
    StateChangeFactory,
    SuccessionFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_list_shows_every_zone_with_its_phase_in_words(client):
    ZoneFactory(name="Mill Lane", phase="deliver")
    text = text_of(client.get("/zones/"))
    assert "Mill Lane" in text
    assert "Under way" in text


def test_an_empty_list_says_what_will_come(client):
    assert "There is no zone yet" in text_of(client.get("/zones/"))


def test_the_page_of_a_zone_tells_where_how_far_and_how_many(client):
    zone = ZoneFactory(phase="team", areas=[AreaFactory(population=12_000), AreaFactory(population=345)])
    text = text_of(client.get(f"/zones/{zone.slug}/"))
    assert "Testshire · since January 2026" in text
    assert "12,345 people" in text
    assert 'aria-current="step"><h3>Building the team</h3>' in text


def test_a_zone_page_shows_no_figure_of_need(client):
    zone = ZoneFactory(areas=[AreaFactory()])
    text = text_of(client.get(f"/zones/{zone.slug}/"))
    assert "pz-need-" not in text
    assert "data-classes" not in text


@pytest.mark.parametrize("name", ["OPENING", "BUTTONS", "CAPTION", "BANDS"])
def test_contexts_above_fill_the_slots_of_the_page(client, name):
    zone = ZoneFactory()
    slots = getattr(registry, name)
    slots.add("test", Slot("ui/breadcrumbs.html", lambda request, shown: {"crumbs": [(f"Slot of {shown.name}", "")]}))
    slots.add("silent", Slot("ui/breadcrumbs.html", lambda request, shown: None))
    try:
        text = text_of(client.get(f"/zones/{zone.slug}/"))
    finally:
        slots.remove("test")
        slots.remove("silent")
    assert text.count(f"Slot of {zone.name}") == 1


def test_an_unknown_zone_is_not_found(client):
    assert client.get("/zones/nowhere/").status_code == 404


def test_a_postcode_in_a_zone_says_so(client):
    area = AreaFactory()
    ZoneFactory(name="Mill Lane", areas=[area])
    PostcodeFactory(postcode="LE11AA", area=area)
    text = text_of(client.get("/postcode/", {"q": "le1 1aa"}))
    assert "Yes, it is in a People Zone" in text
    assert text.count("Mill Lane") == 1
    assert str(area) in text


def test_a_postcode_outside_every_zone_gets_the_nearest(client):
    PostcodeFactory(postcode="LE11AA", longitude=-1.25)
    ZoneFactory(name="Mill Lane")
    text = text_of(client.get("/postcode/", {"q": "LE1 1AA"}))
    assert "It is not in a People Zone" in text
    assert "Mill Lane</a>: 2.1 miles away" in text  # .05 · 111.32 · cos(52.605°) = 3.380 km = 2.1 miles


def test_an_unplaced_postcode_still_gets_the_nearest_zones(client):
    PostcodeFactory(postcode="LE11AA", area=None)
    ZoneFactory(name="Mill Lane")
    text = text_of(client.get("/postcode/", {"q": "LE1 1AA"}))
    assert "has not been placed" in text
    assert "Mill Lane" in text


def test_an_unknown_postcode_says_what_to_do(client):
    assert "We do not know this postcode" in text_of(client.get("/postcode/", {"q": "ZZ1 1ZZ"}))


@pytest.mark.parametrize("typed", ["LE1", "hello", "<script>"])
def test_half_a_postcode_is_refused_and_kept(client, typed):
    answer = client.get("/postcode/", {"q": typed})
    text = text_of(answer)
    assert "There is a problem" in text
    assert "Enter one like LE1 1AA" in text
    assert "<script>" not in text.replace("<script type", "").replace("<script src", "")
    assert answer.context["form"]["q"].value() == typed


def test_the_map_page_lists_all_areas_paged_like_the_map(client):
    boundary_set = BoundarySetFactory()
    for position in range(60):
        AreaFactory(boundary_set=boundary_set, position=position, local_name=f"Place {position:02d}")
    answer = client.get("/map/")
    text = text_of(answer)
    assert "1 to 50 of 60" in text
    assert answer.context["listed"] == ",".join(str(number) for number in range(50))
    assert "51 to 60 of 60" in text_of(client.get("/map/", {"page": 2}))


def test_a_search_that_finds_nothing_says_what_to_do(client):
    AreaFactory()
    assert "Try part of the name" in text_of(client.get("/map/", {"name": "nowhere"}))


@pytest.mark.parametrize("query", [{"district": "nonsense"}, {"name": "x" * 500}, {"page": "-1"}])
def test_the_map_page_takes_any_address(client, query):
    AreaFactory()
    assert client.get("/map/", query).status_code == 200


def test_outlines_are_served_as_geojson(client):
    ZoneFactory()
    answer = client.get("/zones/boundaries.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    assert len(answer.json()["features"]) == 1


def test_the_workspace_lists_the_zones_that_a_person_belongs_to_and_no_other(client):
    person = PersonFactory()
    MembershipFactory(person=person, zone=ZoneFactory(name="Mill Lane"), is_steward=True)
    MembershipFactory(zone=ZoneFactory(name="Other Lane"))
    client.force_login(person)
    text = text_of(client.get("/workspace/"))
    assert "Mill Lane" in text
    assert "you are steward here" in text
    assert "Other Lane" not in text


def test_the_workspace_of_somebody_without_a_zone_has_no_empty_list(client):
    client.force_login(PersonFactory())
    assert "My zones" not in text_of(client.get("/workspace/"))


def test_an_idea_is_not_there_for_the_public_on_any_page(client):
    area = AreaFactory()
    idea = ZoneFactory(name="Mill Lane", slug="mill-lane", state="idea", areas=[area])
    PostcodeFactory(postcode="LE11AA", area=area)
    for address in ("/zones/mill-lane/", "/zones/mill-lane/figures/", "/zones/mill-lane/history/"):
        assert client.get(address).status_code == 404
    assert client.get("/zones/mill-lane/outline.geojson").status_code == 404
    pages = [
        "/zones/",
        "/zones/?state=idea",
        "/zones/?download=csv",
        "/zones/boundaries.geojson",
        "/map/",
        "/sitemap.xml",
    ]
    pages += ["/map/?download=csv", "/postcode/?q=LE1+1AA", f"/areas/{area.code}/", "/", "/api/v1/areas"]
    for address in pages:
        assert idea.name not in client.get(address, follow=True).content.decode(), address


@pytest.mark.parametrize(
    ("state", "says"), [("closed", "This zone has closed."), ("handed_over", "The community runs this zone by itself")]
)
def test_a_zone_that_is_over_stays_public_with_its_day_and_reason(client, state, says):
    area = AreaFactory()
    zone = ZoneFactory(state=state, phase="deliver", areas=[area])
    StateChangeFactory(zone=zone, to=state, reason="Neighbours wanted it so.")
    text = text_of(client.get(f"/zones/{zone.slug}/"))
    assert says in text
    assert "Since " in text
    assert "Neighbours wanted it so." in text
    assert says in text_of(client.get("/zones/"))
    PostcodeFactory(postcode="LE11AA", area=area)
    assert says in text_of(client.get("/postcode/", {"q": "LE1 1AA"}))


def test_somebody_close_by_is_told_that_they_are_near(client):
    PostcodeFactory(postcode="LE11AA", longitude=-1.205)
    zone = ZoneFactory(name="Mill Lane", near_km="0.5")  # .005 degrees of longitude: 0.338 km
    assert "This is near Mill Lane" in text_of(client.get("/postcode/", {"q": "LE1 1AA"}))
    zone.near_km = "0.3"
    zone.save()
    assert "This is near" not in text_of(client.get("/postcode/", {"q": "LE1 1AA"}))


def test_the_list_is_searched_and_narrowed_by_state_and_by_partnership_where_there_are_several(client):
    ZoneFactory(name="Mill Lane", partnership=PartnershipFactory(slug="north"))
    assert "Partnership" not in text_of(client.get("/zones/"))
    ZoneFactory(name="Bell Green", phase="deliver", partnership=PartnershipFactory(slug="south"))
    for query in ("?q=mill", "?state=developing", "?partnership=north", "?download=csv&partnership=north"):
        text = text_of(client.get(f"/zones/{query}"))
        assert "Mill Lane" in text
        assert "Bell Green" not in text


def test_the_map_page_gives_its_list_away_as_a_file(client):
    AreaFactory(local_name="Mill", population=1234)
    AreaFactory(local_name="Lane")
    answer = client.get("/map/", {"download": "csv", "name": "mill"})
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.decode().splitlines()[1].startswith("Mill (")
    assert len(answer.content.decode().splitlines()) == 2
    assert "download=xlsx" in text_of(client.get("/map/"))


def test_what_a_zone_was_chosen_for_and_where_it_came_from_stand_on_its_page(client):
    zone, earlier = ZoneFactory(name="Mill Lane"), ZoneFactory(name="Bell Green")
    KeyProblemFactory(zone=zone)
    SuccessionFactory(zone=zone, earlier=earlier)
    text = text_of(client.get(f"/zones/{zone.slug}/"))
    assert "Nothing to do in the evenings" in text
    assert "It follows <a" in text
    assert "It was followed by <a" in text_of(client.get(f"/zones/{earlier.slug}/"))


def test_the_history_tells_everything_and_names_nobody(client):
    zone = ZoneFactory(name="Mill Lane")
    by = PersonFactory(name="Zone lead, Mill Lane")
    StateChangeFactory(zone=zone, by=by, reason="We begin.")
    PhaseChangeFactory(zone=zone, by=by)
    NameChangeFactory(zone=zone, by=by)
    KeyProblemFactory(zone=zone, added_by=by)
    SuccessionFactory(zone=zone, by=by)
    text = text_of(client.get(f"/zones/{zone.slug}/history/"))
    for words in (
        "started to be developed",
        "We begin.",
        "Getting ready",
        "renamed",
        "new line",
        "Chosen for",
        "followed",
    ):
        assert words in text
    assert "Zone lead" not in text
