import pytest
from django.urls import reverse

from peoplezones.partners.models import Identifier
from tests.peoplezones.partners.factories import ColleagueFactory, IdentifierFactory, PresenceFactory

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


def page(here, name):
    return reverse(f"partners:{name}", args=[here.organisation.pk])


def test_zones_are_added_and_ended(here, signed_in):
    client, address = signed_in(here.team), page(here, "zones")
    assert client.post(address, {"zone": "", "since": ""}).status_code == 422
    client.post(address, {"zone": here.other_zone.pk, "since": "01/03/2026"})
    there = here.organisation.presences.get(zone=here.other_zone)
    assert client.post(address, {"zone": here.other_zone.pk, "since": "01/03/2026"}).status_code == 422
    assert "does not work in" in text_of(client.post(address, {"end": there.pk}, follow=True))
    assert [one.zone for one in here.organisation.presences.all()] == [here.zone]


def test_a_lead_ends_nothing_in_a_zone_that_is_not_theirs(here, signed_in):
    there = PresenceFactory(organisation=here.organisation, zone=here.other_zone)
    assert signed_in(here.lead).post(page(here, "zones"), {"end": there.pk}).status_code == 403


@pytest.mark.parametrize("end", ["", "0", "x", "-1", "9" * 30, "²"])
@pytest.mark.parametrize("name", ["zones", "colleagues", "identifiers"])
def test_a_row_that_is_not_there_is_not_found(here, signed_in, name, end):
    assert signed_in(here.team).post(page(here, name), {"end": end}).status_code == 404


def test_a_row_of_another_organisation_is_not_found(here, signed_in):
    client = signed_in(here.team)
    assert client.post(page(here, "zones"), {"end": PresenceFactory().pk}).status_code == 404
    assert client.post(page(here, "colleagues"), {"end": ColleagueFactory().pk}).status_code == 404
    assert client.post(page(here, "identifiers"), {"end": IdentifierFactory().pk}).status_code == 404


def test_a_colleague_is_added_by_their_address_and_ended(here, signed_in):
    client, address = signed_in(here.team), page(here, "colleagues")
    given = {"email": here.lead.email, "position": "Trustee", "may_sign": "on"}
    assert "works for it now" in text_of(client.post(address, given, follow=True))
    assert client.post(address, given).status_code == 422
    made = here.organisation.colleagues.get(person=here.lead)
    assert made.may_sign
    client.post(address, {"end": made.pk})
    made.refresh_from_db()
    assert made.until


def test_an_address_of_another_partnership_is_as_unknown_as_one_of_nobody(here, signed_in):
    client, address = signed_in(here.team), page(here, "colleagues")
    for email in (here.stranger.email, "nobody@example.org"):
        answer = client.post(address, {"email": email, "position": "Trustee"})
        assert answer.status_code == 422
        assert "Nobody in this partnership signs in with this address" in text_of(answer)


def test_a_number_is_added_tidy_and_a_wrong_one_is_told_its_form(here, signed_in):
    client, address = signed_in(here.partner), page(here, "identifiers")
    wrong = client.post(address, {"code": "GB-CHC", "number": "12"})
    assert wrong.status_code == 422
    assert "six or seven digits" in text_of(wrong)
    assert "GB-COH-00123456" in text_of(client.post(address, {"code": "GB-COH", "number": "123456"}, follow=True))
    again = client.post(address, {"code": "GB-COH", "number": "00123456"})
    assert "belongs to an organisation of this partnership already" in text_of(again)
    client.post(address, {"end": Identifier.objects.get().pk})
    assert not Identifier.objects.exists()
