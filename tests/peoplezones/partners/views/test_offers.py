import datetime as dt

import pytest
from django.urls import reverse

from peoplezones.partners import rows
from peoplezones.partners.models import Offer
from tests.peoplezones.partners.factories import OfferFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
LIST = "/workspace/offers/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def said(**more):
    return {"kind": "rooms", "title": "Hall by day", "review_on": "01/09/2026", "version": 1, **more}


@pytest.mark.parametrize("query", ["", "?download=xlsx", "?zone={zone}&day=0&kind=rooms&state=open&q=hall"])
def test_the_list_asks_the_data_base_as_often_for_many_as_for_few(here, signed_in, count_queries, query):
    client, address = signed_in(here.team), LIST + query.format(zone=here.zone.pk)

    def fill(count):
        OfferFactory.create_batch(count, organisation=here.organisation, zones=[here.zone], times=rows.on(0))

    fill(3)
    client.get(address)
    with count_queries() as few:
        client.get(address)
    fill(40)
    with count_queries() as many:
        client.get(address)
    assert few.total == many.total, many


def test_an_offer_is_made_with_its_times_and_zones(here, signed_in):
    address = reverse("partners:new_offer", args=[here.organisation.pk])
    more = {"amount": "60", "unit": "people", "times": ["0", "5"], "zones": [here.zone.pk], "until_day": "01/05/2026"}
    answer = signed_in(here.partner).post(address, said(**more), follow=True)
    text = text_of(answer)
    for words in ("is on offer now", "room for 60 people", "Monday: mornings; Tuesday: evenings", "Mill Lane"):
        assert words in text
    made = Offer.objects.get()
    assert (made.until_day, made.everywhere, rows.apart(made.times)) == (dt.date(2026, 5, 1), False, [(0, 0), (1, 2)])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Give the offer a title"),
        ({"kind": ""}, "Choose what it is"),
        ({"amount": "many"}, "Type a whole number"),
        ({"amount": "4"}, "Say what the amount counts"),
        ({"amount": "0", "unit": "hours"}, "Type a number of 1 or more"),
        ({"times": ["21"]}, "hoose"),
        ({"from_day": "02/05/2026", "until_day": "01/05/2026"}, "The last day comes before the first"),
        ({"review_on": ""}, "Say when we should ask you"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(here, signed_in, wrong, words):
    address = reverse("partners:new_offer", args=[here.organisation.pk])
    answer = signed_in(here.partner).post(address, said(**{"words": "Sprung floor.", **wrong}))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Sprung floor." in text_of(answer)


def test_an_offer_opens_for_changing_as_it_stands(here, signed_in):
    there = OfferFactory(organisation=here.organisation, times=rows.on(2), zones=[here.zone])
    client, address = signed_in(here.partner), reverse("partners:edit_offer", args=[there.pk])
    page = client.get(address).content.decode()
    assert page.count(" checked") == 4
    assert client.post(address, said(title="New title")).status_code == 302
    conflict = client.post(address, said(title="Another title"))
    assert conflict.status_code == 409
    assert "New title" in text_of(conflict)
    assert "Another title" in text_of(conflict)


def test_an_offer_is_taken_up_with_a_word_on_what_for(here, signed_in):
    there = OfferFactory(organisation=here.organisation)
    client, address = signed_in(here.partner), reverse("partners:offer", args=[there.pk])
    assert client.post(address, {"move": "sell"}).status_code == 404
    text = text_of(client.post(address, {"move": "take_up", "note": "For the Thursday club"}, follow=True))
    assert "has been taken up" in text
    assert "For the Thursday club" in text
    assert "Only an open offer" in text_of(client.post(address, {"move": "take_up"}, follow=True))


def test_whoever_only_looks_sees_no_button_and_is_refused(here, signed_in):
    there = OfferFactory(organisation=here.organisation)
    client, address = signed_in(here.neighbour), reverse("partners:offer", args=[there.pk])
    assert "What became of it?" not in text_of(client.get(address))
    assert client.post(address, {"move": "withdraw"}).status_code == 403


def test_an_offer_for_another_zone_is_not_found(here, signed_in):
    there = OfferFactory(organisation=here.organisation, zones=[here.other_zone])
    client = signed_in(here.neighbour)
    assert client.get(reverse("partners:offer", args=[there.pk])).status_code == 404
    assert there.title not in client.get(f"{LIST}?download=csv").content.decode()


def test_a_partner_who_changes_an_offer_leaves_a_zone_that_they_do_not_see_in_it(here, signed_in):
    idea = ZoneFactory(partnership=here.partnership, name="Secret meadow", state="idea")
    offer = OfferFactory(organisation=here.organisation, zones=[here.zone, idea])
    address = reverse("partners:edit_offer", args=[offer.pk])
    client = signed_in(here.partner)
    assert "Secret meadow" not in text_of(client.get(address))
    client.post(address, said(title="Hall by night", zones=[], version=offer.version))
    offer.refresh_from_db()
    assert (offer.title, list(offer.zones.all()), offer.everywhere) == ("Hall by night", [idea], False)
    assert "a zone that is still an idea" in text_of(client.get(reverse("partners:offer", args=[offer.pk])))


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001"])
def test_a_day_that_no_calendar_reaches_is_asked_for_again(here, signed_in, day):
    address = reverse("partners:new_offer", args=[here.organisation.pk])
    answer = signed_in(here.partner).post(address, said(review_on=day))
    assert answer.status_code == 422
    assert "Give a day between 1800 and 2100" in text_of(answer)
