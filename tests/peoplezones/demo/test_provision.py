import pytest
from django.conf import settings

from peoplezones.accounts import roles
from peoplezones.demo.provision import play_provision
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.provision import queries
from peoplezones.provision.models import Provision
from peoplezones.provision.presenters.changes import changes
from peoplezones.provision.presenters.findings import findings
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


def played(team):
    play_provision(demo_data=settings.DEMO_DATA, by=team, now=clock.now(), say=lambda words: None)


def test_a_baseline_of_a_year_ago_is_played_once_with_what_has_changed_since():
    zone, team = ZoneFactory(name="New Parks"), PersonFactory(holding=[roles.PROGRAMME_TEAM])
    walkers = OrganisationFactory(name="Church and Mosque Together")
    played(team)
    lines = AuditEntry.objects.count()
    played(team)
    assert AuditEntry.objects.count() == lines
    assert Provision.objects.get(title="Evening street walk").organisation == walkers
    today = queries.entries(queries.now_of(zone, clock.now().date()))
    baseline = queries.baseline_of(zone)
    assert (clock.now().date() - baseline.as_at).days == 365
    found = changes(queries.kept_by(baseline).entries, today)
    assert (len(found.added), len(found.ended), len(found.hours)) == (2, 2, 2)
    said = findings(today)
    assert any("Three services reach families" in sentence for sentence in said.overlaps)
    assert any("on Tuesday mornings have four organisations in common" in sentence for sentence in said.meetings)
    assert "Nobody works on shaping the environment." in findings(queries.kept_by(baseline).entries).gaps


def test_without_its_zone_nothing_is_played():
    played(PersonFactory(holding=[roles.PROGRAMME_TEAM]))
    assert not Provision.objects.exists()
