import os
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from peoplezones.accounts import roles
from peoplezones.accounts.models import RoleHeld
from peoplezones.demo.figures import illustrative
from peoplezones.demo.play import play_places
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.partners.models import Organisation
from peoplezones.places.models import Area, BoundarySet, Dataset, Evidence, Indicator, Outcome, Postcode
from peoplezones.teams.models import Team
from peoplezones.zones.models import Zone

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.PEOPLEZONES_DEMO = True


def places_played(demo_data=settings.DEMO_DATA):
    play_places(demo_data=demo_data, official=None, now=clock.now(), say=lambda words: None)
    return BoundarySet.objects.get()


def test_what_people_changed_so_that_it_cannot_be_played_again_stays_and_the_rest_goes_on():
    call_command("load_demo", verbosity=0)
    Team.objects.filter(kind="champion_team").update(name="Our champions")
    Organisation.objects.filter(name="Corner Bakery").update(name="Corner Bakery and Café")
    before = Team.objects.count()
    told = StringIO()
    call_command("load_demo", stdout=told)
    assert "The teams were changed since, and stay as they are." in told.getvalue()
    assert Team.objects.count() == before
    assert "Pages are in place." in told.getvalue()


def test_the_demo_is_played_once_and_keeps_what_was_entered_since(client):
    call_command("load_demo", verbosity=0)
    assert (Area.objects.count(), Postcode.objects.count()) == (611, 24_272)
    assert set(RoleHeld.objects.values_list("role", flat=True)) == set(roles.BY_KEY)
    assert {zone.name for zone in Zone.objects.all()} >= {"New Parks", "Bell Foundry"}
    assert {one.outcome for one in Indicator.objects.all()} == set(Outcome.values)
    assert not Dataset.objects.filter(is_official=True).exists()
    assert Evidence.objects.count() == 2
    assert AuditEntry.objects.filter(action="zones.create").count() == Zone.objects.count()
    Zone.objects.filter(name="New Parks").update(summary="Changed since")
    lines = AuditEntry.objects.count()
    call_command("load_demo", verbosity=0)
    assert Zone.objects.get(name="New Parks").summary == "Changed since"
    assert AuditEntry.objects.count() == lines
    assert "These figures are illustrative" in client.get("/choosing/").content.decode()


def test_a_play_of_places_that_broke_off_is_made_whole():
    boundary_set = places_played()
    indicators = Indicator.objects.count()
    Indicator.objects.filter(pk__in=Indicator.objects.order_by("key").values("pk")[2:]).delete()
    Postcode.objects.filter(postcode__startswith="LE1").delete()
    assert places_played() == boundary_set
    assert (Indicator.objects.count(), Postcode.objects.count()) == (indicators, 24_272)


def test_places_are_played_as_a_whole_or_not_at_all(monkeypatch):
    def breaks_off(**words):
        raise KeyboardInterrupt

    monkeypatch.setattr("peoplezones.places.actions.whole.keep_reading", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        places_played()
    assert not Area.objects.exists()


def test_changed_files_of_the_demo_are_loaded(tmp_path):
    places_played()
    changed = shutil.copytree(settings.DEMO_DATA, tmp_path / "demo-data")
    file = changed / "indicators.toml"
    text = file.read_text(encoding="utf-8")
    high, low = ('% of people"\nhigher_is_more_need = ' + word for word in ("true", "false"))
    file.write_text(text.replace(high, low, 1), encoding="utf-8")
    before = dict(Indicator.objects.values_list("key", "polarity"))
    places_played(changed)
    after = dict(Indicator.objects.values_list("key", "polarity"))
    assert [key for key in before if before[key] != after[key]] == ["made-up-long-illness"]


def test_made_up_figures_are_the_same_each_time():
    boundary_set = places_played()
    once, again = ([source.read().frame for source in illustrative(boundary_set, settings.DEMO_DATA)] for _ in range(2))
    assert all(one.equals(other) for one, other in zip(once, again, strict=True))


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")
def test_official_data_take_the_place_of_made_up_figures_and_the_label_goes(client):
    call_command("load_demo", verbosity=0)
    call_command("load_demo", data=DATA, verbosity=0)
    assert Area.objects.count() == 611
    assert {one.is_official for one in Dataset.objects.filter(in_use=True)} == {True}
    assert Zone.objects.get(name="New Parks").areas.count() == 11
    for address in ("/choosing/", "/areas/E01013726/", "/choosing/why/E01013726/"):
        assert "llustrative" not in client.get(address).content.decode()
    top = client.get("/choosing/").context["rows"][0]
    assert top["district"] in ("Leicester", "Charnwood")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_demo", data=tmp_path / "nowhere")


@pytest.mark.parametrize("command", ["load_demo", "demo_links"])
def test_outside_the_demo_nothing_is_played_and_no_link_is_made(settings, command):
    settings.PEOPLEZONES_DEMO = False
    with pytest.raises(CommandError, match="demo"):
        call_command(command)
    assert not Area.objects.exists()


def test_links_before_the_play_say_what_to_run():
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_links")
