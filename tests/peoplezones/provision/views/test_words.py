"""Every word on the pages can be translated."""

import pytest
from django.urls import reverse

from peoplezones.accounts import roles
from peoplezones.provision.rows import to_kept
from tests.house.pseudo_locale import bare_words, pseudo_locale
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory, SeatFactory, entry
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
TYPED = {"Zwornik", "zwornik", "People", "Zones", "CSV", "Partnership", "JavaScript", "XLSX"}
MARKS = {"tool": ["treatment"], "audience": ["families"], "outcome": ["well"], "time": ["tue-morning"]}


@pytest.fixture
def team(client):
    person = PersonFactory(name="Zwornik", holding=[roles.PROGRAMME_TEAM])
    walks.sign_in_fully(client, person)
    return person


@pytest.mark.parametrize(
    "name", ["index", "today", "list", "team", "add", "item", "edit", "end", "mappings", "mapping", "changes"]
)
def test_a_page_in_another_language_holds_no_english(client, team, name):
    zone = ZoneFactory(slug="zwornik", name="Zwornik", summary="Zwornik.", partnership=PartnershipFactory())
    words = {"zone": zone, "organisation_name": "Zwornik", "could_join_team": True}
    item = ProvisionFactory(title="Zwornik", marks=MARKS, **words)
    ProvisionFactory(title="Zwornik Zwornik", marks=MARKS, **{**words, "organisation_name": "Zwornik, Zwornik"})
    meeting = ProvisionFactory(title="Zwornik, zwornik", kind="meeting", rhythm="weekly", marks=MARKS, **words)
    SeatFactory(provision=meeting, organisation_name="Zwornik, Zwornik")
    kept = [to_kept(entry("Zwornik", "Zwornik", number=item.pk, hours=5.0))]
    mapping = MappingFactory(zone=zone, items=kept, agreed_by_label="Zwornik", about="Zwornik.")
    MappingFactory(zone=zone, draft=True, about="Zwornik.")
    of = {"index": [], "item": [item.pk], "edit": [item.pk], "end": [item.pk]}
    of |= {"mapping": [mapping.pk], "changes": [mapping.pk]}
    arguments = [] if name == "index" else ["zwornik", *of.get(name, [])]
    with pseudo_locale():
        html = client.get(reverse(f"provision:{name}", args=arguments)).content.decode()
    assert html.count("⟦") > 10
    assert set(bare_words(html)) - TYPED == set()
