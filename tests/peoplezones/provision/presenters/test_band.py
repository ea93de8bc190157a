import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from peoplezones.accounts import roles
from peoplezones.provision.presenters import band
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.provision.factories import ProvisionFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def band_for(role, zone):
    request = RequestFactory().get("/")
    request.user = PersonFactory(holding=[role])
    return band(request, zone)


def test_the_page_of_a_zone_says_how_far_its_mapping_is_to_those_who_may_see_it():
    zone = ZoneFactory()
    said = render_to_string("provision/band.html", band_for(roles.PROGRAMME_TEAM, zone))
    assert "Nothing is mapped yet. Not begun." in said
    ProvisionFactory(zone=zone)
    said = render_to_string("provision/band.html", band_for(roles.PROGRAMME_TEAM, zone))
    assert "One service works here today." in said
    assert band_for(roles.RESIDENT, zone) is None
