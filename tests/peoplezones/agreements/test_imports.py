"""The gate: a partner's own file comes in under an agreement with the office alone, and that is written down."""

import datetime as dt
from dataclasses import replace

import pytest

from peoplezones.accounts import roles
from peoplezones.agreements.models import Flow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.actions import check_may_import
from peoplezones.places.readers import sources
from peoplezones.places.registry import GIVERS, IMPORT_NOTES
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.agreements.factories import OfficeFactory, agreed
from tests.peoplezones.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(partnership):
    person = PersonFactory()
    RoleHeldFactory(person=person, role=roles.ANALYST.key, partnership=partnership)
    return person


def entry(giver):
    return replace(sources.entry("partner-demand"), given_by=str(giver.pk) if giver else "")


def refused(giver, by):
    with pytest.raises(NotPossibleNow) as refusal:
        check_may_import(entry(giver), by=by, now=clock.now())
    return refusal.value.sentence


def test_open_data_are_asked_nothing(analyst):
    check_may_import(sources.entry("recorded-crime"), by=analyst, now=clock.now())


def test_it_must_be_said_who_gave_the_file(analyst):
    assert "Choose which partner gave the file" in refused(None, analyst)


def test_a_partner_of_another_partnership_is_none(analyst):
    stranger = OrganisationFactory(partnership=PartnershipFactory(slug="elsewhere"))
    assert "Choose which partner" in refused(stranger, analyst)
    assert str(stranger.pk) not in [key for listed in GIVERS for key, _name in listed(analyst)]


def test_without_an_office_or_an_agreement_nothing_comes_in(analyst, health, office, partnership):
    assert "which organisation is the office" in refused(health, analyst)
    OfficeFactory(partnership=partnership, organisation=office)
    assert "No agreement covers" in refused(health, analyst)
    agreed(health, office, title="Figures", ends_on=dt.date(2026, 3, 1))
    assert "“Figures” expired" in refused(health, analyst)


def test_under_an_agreement_it_comes_in_and_is_written_down(analyst, health, office, partnership):
    OfficeFactory(partnership=partnership, organisation=office)
    made = agreed(health, office)
    check_may_import(entry(health), by=analyst, now=clock.now())
    assert not Flow.objects.exists()  # asking is no flow
    for note in IMPORT_NOTES:
        note(entry(health), 120, analyst, clock.now())
    line = Flow.objects.get()
    assert (line.agreement, line.how, line.rows, line.taker) == (made, "import", 120, office)
