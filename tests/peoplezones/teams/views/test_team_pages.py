import datetime as dt

import pytest
from django.urls import reverse

from peoplezones.teams.models import Seat, Sitting, Team
from tests.peoplezones.accounts import walks
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import champion_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, here):
    walks.sign_in_fully(client, here.lead)
    return client


def team_words(**words):
    return {
        "kind": "steering_group",
        "name": "Steering group",
        "purpose": "Keeps on course.",
        "rhythm": "quarterly",
        "since": "02/02/2026",
        **words,
    }


def test_a_lead_starts_a_team_fills_its_seat_and_names_a_deputy(lead, here):
    where = f"zone-{here.zone.pk}"
    answer = lead.post(reverse("teams:start"), team_words(where=where, covers="Mill Lane"), follow=True)
    page = answer.content.decode()
    assert "Local policing team, Mill Lane" in page
    assert "Empty, and needed" in page
    seat = Seat.objects.get(area="Mill Lane")
    words = {"person": here.leader.pk, "promised_by": "", "deputy": "", "since": "10/02/2026", "until": ""}
    page = lead.post(reverse("teams:fill_seat", args=[seat.pk]), words, follow=True).content.decode()
    assert here.leader.name in page
    assert "No deputy" in page
    sitting = Sitting.objects.get(seat=seat)
    words = {"version": 1, "deputy": here.lead.pk, "since": "10/02/2026", "until": ""}
    lead.post(reverse("teams:sitting", args=[sitting.pk]), words)
    sitting.refresh_from_db()
    assert sitting.deputy == here.lead


def test_what_cannot_be_is_said_above_the_form_and_what_was_typed_is_kept(lead, here):
    words = team_words(kind="people_team", where=f"zone-{here.zone.pk}", name="A second one")
    answer = lead.post(reverse("teams:start"), words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This zone has a People Team already" in page
    assert 'value="A second one"' in page
    assert "There is a problem" in page


def test_two_who_change_a_team_at_once_see_both_versions(lead, here):
    Team.objects.filter(pk=here.team.pk).update(version=2, purpose="Theirs.", edited_by_label="Somebody")
    words = team_words(version=1, name=here.team.name, purpose="Mine.")
    answer = lead.post(reverse("teams:edit", args=[here.team.pk]), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine." in page
    assert "Theirs." in page


@pytest.mark.parametrize("address", ["teams:edit_seat", "teams:sitting"])
def test_forms_with_choices_show_both_versions_too(lead, here, address):
    seat = SeatFactory(team=here.team, version=3)
    sitting = SittingFactory(seat=seat, person=here.leader, version=3)
    number = seat.pk if address == "teams:edit_seat" else sitting.pk
    words = {"version": 2, "title": "Mine", "kind": "chair", "since": "12/01/2026"}
    assert lead.post(reverse(address, args=[number]), words).status_code == 409


def test_a_seat_tells_who_sat_there_before_and_who_comes(lead, here):
    seat = SeatFactory(team=here.team)
    SittingFactory(seat=seat, person=here.lead, until=dt.date(2026, 2, 1))
    SittingFactory(seat=seat, person=here.leader, since=dt.date(2026, 4, 1))
    page = lead.get(reverse("teams:team", args=[here.team.pk])).content.decode()
    assert "Zone lead here, 12 January 2026 to 1 February 2026" in page
    assert "Community leader here from 1 April 2026" in page


def test_a_person_finds_their_seats_on_their_own_page(lead, here):
    SittingFactory(seat=SeatFactory(team=here.team, title="Chair"), person=here.lead)
    page = lead.get(reverse("accounts:home")).content.decode()
    assert "My teams" in page
    assert "you have no deputy yet" in page


def test_the_programme_team_notes_that_it_asked_and_reminded(client, here):
    walks.sign_in_fully(client, here.programme)
    champion_team(here)
    address = reverse("teams:agency", args=[here.organisation.pk])
    client.post(address, {"on": "02/02/2026", "note": "By letter"})
    page = client.post(address, {"on": "02/03/2026", "note": ""}, follow=True).content.decode()
    assert "2 February 2026: asked" in page
    assert "2 March 2026: reminded" in page
    assert "Nobody is named yet" in page


def test_the_pages_of_the_grid_ask_the_same_with_many_organisations(client, here, count_queries):
    walks.sign_in_fully(client, here.programme)
    address = reverse("teams:appetite")
    client.get(address)
    with count_queries() as few:
        client.get(address)
    OrganisationFactory.create_batch(40, partnership=here.partnership)
    with count_queries() as many:
        assert client.get(address).status_code == 200
    assert many.by_function == few.by_function


@pytest.mark.parametrize(("who", "shown"), [("lead", True), ("partner", True), ("leader", False)])
def test_champions_are_named_to_those_to_whom_colleagues_are(client, here, who, shown):
    seat = SeatFactory(team=champion_team(here), kind="champion", organisation=here.organisation)
    SittingFactory(seat=seat, person=here.partner)
    walks.sign_in_fully(client, getattr(here, who))
    for address in (reverse("teams:champions"), reverse("teams:agency", args=[here.organisation.pk])):
        page = client.get(address).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert ("Partner here" in main) == shown
