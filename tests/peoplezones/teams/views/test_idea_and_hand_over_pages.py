import pytest
from django.urls import reverse

from peoplezones.teams.models import HandOver, Idea, SelfAssessment, Statement
from peoplezones.teams.views import slots
from tests.peoplezones.accounts import walks
from tests.peoplezones.teams.factories import (
    AnswerFactory,
    HandOverFactory,
    HandOverItemFactory,
    MentoringFactory,
    SeatFactory,
    SelfAssessmentFactory,
    SittingFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, here):
    def go(who):
        walks.sign_in_fully(client, getattr(here, who))
        return client

    return go


def test_an_idea_is_captured_and_put_aside_with_a_reason(signed_in, here):
    lead = signed_in("lead")
    words = {"title": "Knock first", "text": "On every door.", "where": f"zone-{here.zone.pk}"}
    lead.post(reverse("teams:capture"), words)
    here_is = reverse("teams:idea", args=[Idea.objects.get().pk])
    answer = lead.post(here_is, {"move": "put_aside", "reason": ""})
    assert answer.status_code == 422
    assert "why it is put aside" in answer.content.decode()
    page = lead.post(here_is, {"move": "put_aside", "reason": "Too cold."}, follow=True).content.decode()
    assert "Too cold." in page
    assert "Put aside" in page


def test_a_hand_over_is_begun_arranged_and_ticked_off(signed_in, here):
    SittingFactory(seat=SeatFactory(team=here.team, title="Chair"), person=here.leader)
    team = signed_in("programme")
    who = f"{here.partnership.pk}-{here.leader.pk}"
    words = {"who": who, "leaves_on": "31/03/2026", "notes": "Begin with the walk."}
    page = team.post(reverse("teams:begin_hand_over"), words, follow=True).content.decode()
    assert "Begin with the walk." in page
    assert "Chair, People Team here" in page
    item = HandOver.objects.get().items.get()
    given = {"version": 1, "successor": here.lead.pk, "note": "Ask me."}
    page = team.post(reverse("teams:arrange", args=[item.pk]), given, follow=True).content.decode()
    assert "Somebody takes it over" in page
    page = team.post(reverse("teams:finish", args=[item.pk]), follow=True).content.decode()
    assert "Handed over" in page
    assert "is handed over." in page


def test_an_organisation_fills_in_and_every_statement_is_asked_for(signed_in, here):
    partner = signed_in("partner")
    address = reverse("teams:assess", args=[here.organisation.pk])
    words = {"zone": here.zone.pk, "on": "02/03/2026", "level_time": 3, "comment_time": "Two days a week"}
    answer = partner.post(address, words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Two days a week"' in page
    assert page.count("Say how far this holds") >= 7
    words |= {f"level_{one}": 2 for one in Statement.values}
    page = partner.post(address, words, follow=True).content.decode()
    assert SelfAssessment.objects.get().answers.count() == 8
    assert "A little" in page


def test_a_lead_is_led_to_start_the_people_team_that_is_missing(rf, here):
    request = rf.get("/")
    request.user = here.lead
    assert not slots.of_zone(request, here.zone)["may_start"]
    here.team.delete()
    assert slots.of_zone(request, here.zone)["may_start"]
    request.user = here.leader
    assert slots.of_zone(request, here.zone) is None


def test_the_grid_tells_the_newest_with_what_changed(signed_in, here):
    for day, level in (("2026-02-01", 2), ("2026-03-01", 3)):
        one = SelfAssessmentFactory(organisation=here.organisation, zone=here.zone, on=day)
        AnswerFactory(assessment=one, level=level)
    page = signed_in("programme").get(reverse("teams:appetite")).content.decode()
    assert "“Mostly”" in page
    assert "“A little”" not in page
    assert "1 statement holds more than on 1 February 2026." in page


def test_the_bands_for_zones_and_organisations_show_teams_to_those_who_may_see_them(rf, here):
    SeatFactory(team=here.team, organisation=here.organisation)
    MentoringFactory(zone=here.zone)
    request = rf.get("/")
    request.user = here.lead
    assert slots.of_zone(request, here.zone)["teams"] == [(here.team, "1, 1 empty")]
    assert len(slots.of_organisation(request, here.organisation)["seats"]) == 1
    request.user = here.partner
    assert slots.of_zone(request, here.zone) is None
    assert slots.of_organisation(request, here.organisation) is None


@pytest.mark.parametrize("who", ["programme", "lead"])
def test_the_page_of_a_hand_over_asks_the_same_with_many_things(client, here, count_queries, who):
    walks.sign_in_fully(client, getattr(here, who))
    pack = HandOverFactory(partnership=here.partnership, person=here.partner)
    address = reverse("teams:hand_over", args=[pack.pk])

    def asked(more):
        for _number in range(more):
            sitting = SittingFactory(seat=SeatFactory(team=TeamFactory(partnership=here.partnership, zone=here.zone)))
            HandOverItemFactory(hand_over=pack, kind="seat", sitting=sitting)
            mentoring = MentoringFactory(zone=here.zone)
            HandOverItemFactory(hand_over=pack, kind="mentoring", mentoring=mentoring)
        with count_queries() as counted:
            assert client.get(address).status_code == 200
        return dict(counted.by_function)

    asked(1)
    assert asked(1) == asked(8)
