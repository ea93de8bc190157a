import datetime as dt

import pytest
from django.urls import reverse

from peoplezones.accounts import roles
from peoplezones.partners.models import Organisation
from tests.peoplezones.partners.conftest import holding
from tests.peoplezones.partners.factories import (
    IdentifierFactory,
    OfferFactory,
    OrganisationFactory,
    PresenceFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/workspace/organisations/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def record_of(here):
    return reverse("partners:organisation", args=[here.organisation.pk])


def fill(here, count):
    for organisation in OrganisationFactory.create_batch(count, partnership=here.partnership):
        PresenceFactory(organisation=organisation, zone=here.zone)
        IdentifierFactory(organisation=organisation)


@pytest.mark.parametrize("query", ["", "?download=csv", "?zone={zone}&kind=public_service&left=no&q=organisation"])
def test_the_list_asks_the_data_base_as_often_for_many_as_for_few(here, signed_in, count_queries, query):
    client, address = signed_in(here.team), LIST + query.format(zone=here.zone.pk)
    fill(here, 5)
    client.get(address)
    with count_queries() as few:
        client.get(address)
    fill(here, 40)
    with count_queries() as many:
        client.get(address)
    assert few.total == many.total, many


def test_the_list_is_narrowed_by_kind_zone_and_whether_it_left(here, signed_in):
    gone = OrganisationFactory(partnership=here.partnership, name="Gone", left_on=dt.date(2026, 2, 1))
    PresenceFactory(organisation=gone, zone=here.other_zone)
    client = signed_in(here.team)
    for query, shown in [
        ("left=yes", "Gone"),
        (f"zone={here.other_zone.pk}", "Gone"),
        ("kind=third_sector", "Bell Foundry Boxing Club"),
        ("left=no", "Bell Foundry Boxing Club"),
    ]:
        text = text_of(client.get(f"{LIST}?{query}"))
        assert "1 to 1 of 1" in text
        assert shown in text


def test_nobody_of_another_partnership_sees_or_downloads_it(here, signed_in):
    client = signed_in(here.stranger)
    for query in ("", "?download=csv", "?q=foundry"):
        assert "Bell Foundry" not in client.get(LIST + query).content.decode()
    assert client.get(record_of(here)).status_code == 404


def test_the_record_tells_where_who_and_what(here, signed_in):
    IdentifierFactory(organisation=here.organisation, number="1234567")
    OfferFactory(organisation=here.organisation, title="Hall by day")
    text = text_of(signed_in(here.neighbour).get(record_of(here)))
    for words in ("Mill Lane", str(here.partner), "GB-CHC-1234567", "Hall by day"):
        assert words in text
    assert "Change" not in text


def test_names_are_kept_from_those_who_do_not_work_in_the_partnership(here, signed_in):
    leader = holding(roles.COMMUNITY_LEADER, here.partnership, here.zone)
    text = text_of(signed_in(leader).get(record_of(here)))
    assert "Bell Foundry Boxing Club" in text
    assert str(here.partner) not in text


def test_an_informal_group_is_told_that_it_needs_no_number(here, signed_in):
    Organisation.objects.filter(pk=here.organisation.pk).update(kind="informal_group")
    assert "needs none. That is fine." in text_of(signed_in(here.partner).get(record_of(here)))


def words(**more):
    return {"name": "Youth Bus", "kind": "third_sector", "since": "01/03/2026", **more}


def test_the_team_adds_one_and_is_led_to_its_record(here, signed_in):
    answer = signed_in(here.team).post(f"{LIST}new/", words(zones=[here.zone.pk]), follow=True)
    assert "Youth Bus takes part now." in text_of(answer)
    made = Organisation.objects.get(name="Youth Bus")
    assert (made.partnership, made.since) == (here.partnership, dt.date(2026, 3, 1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Give the name"),
        ({"kind": "circus"}, "hoose"),
        ({"since": "yesterday"}, "Type the day as"),
        ({"website": "not an address"}, "Type the whole address"),
        ({"name": "BELL FOUNDRY BOXING CLUB"}, "There is already an organisation"),
        ({"zones": ["999999"]}, "hoose"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(here, signed_in, wrong, said):
    answer = signed_in(here.team).post(f"{LIST}new/", words(summary="Games and talk.", **wrong))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Games and talk." in text_of(answer)


def test_a_lead_is_asked_for_a_zone_of_their_own(here, signed_in):
    client = signed_in(here.lead)
    assert here.other_zone.name not in text_of(client.get(f"{LIST}new/"))
    answer = client.post(f"{LIST}new/", words())
    assert answer.status_code == 422
    assert "Choose at least one zone" in text_of(answer)


def test_two_who_edit_at_once_are_shown_both_versions(here, signed_in):
    client, address = signed_in(here.partner), f"{record_of(here)}edit/"
    said = {"name": "Bell Foundry Boxing Club", "kind": "third_sector", "version": 1}
    assert client.post(address, {**said, "summary": "First."}).status_code == 302
    answer = signed_in(here.team).post(address, {**said, "summary": "Second."})
    assert answer.status_code == 409
    assert "First." in text_of(answer)
    assert "Second." in text_of(answer)


def test_it_leaves_and_comes_back_by_the_same_page(here, signed_in):
    client, address = signed_in(here.team), f"{record_of(here)}leave/"
    late = client.post(address, {"on": "03/03/2026"})
    assert late.status_code == 422
    assert client.post(address, {"on": "01/03/2026"}).status_code == 302
    assert "Left on 1 March 2026" in text_of(client.get(record_of(here)))
    assert "Does Bell Foundry Boxing Club come back?" in text_of(client.get(address))
    assert "takes part again" in text_of(client.post(address, follow=True))


def test_a_zone_page_tells_everybody_who_works_there_and_nothing_private(here, client):
    OfferFactory(organisation=here.organisation, title="Hall by day")
    text = text_of(client.get(reverse("zones:zone", args=[here.zone.slug])))
    assert "Who works here" in text
    assert "Bell Foundry Boxing Club" in text
    assert "Hall by day" not in text
    assert str(here.partner) not in text
    assert "Who works here" not in text_of(client.get(reverse("zones:zone", args=[here.other_zone.slug])))


def test_ones_own_page_leads_to_where_one_works_and_says_what_to_look_at(here, signed_in):
    OfferFactory(organisation=here.organisation, review_on=dt.date(2026, 3, 2))
    text = text_of(signed_in(here.partner).get("/workspace/"))
    assert record_of(here) in text
    assert "look at one offer again" in text
    assert "Where you work" not in text_of(signed_in(here.team).get("/workspace/"))


def test_who_may_add_in_several_partnerships_is_asked_which(here, signed_in):
    everywhere = holding(roles.PROGRAMME_TEAM, None)
    client = signed_in(everywhere)
    assert client.post(f"{LIST}new/", words()).status_code == 422
    client.post(f"{LIST}new/", words(partnership=here.partnership.pk, zones=[here.zone.pk]))
    assert Organisation.objects.get(name="Youth Bus").partnership == here.partnership
