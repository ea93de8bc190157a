"""Shared records: who reads them, who may only know of them, what is written down, and broken glass."""

import csv
import datetime as dt
import io

import pytest

from peoplezones.accounts import roles
from peoplezones.accounts.models import Person, RoleHeld
from peoplezones.agreements import actions, queries, rules
from peoplezones.agreements.models import Agreement, Flow, GlassBreak, SharedRecord
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.agreements.conftest import works_for
from tests.peoplezones.agreements.factories import SharedRecordFactory, agreed
from tests.peoplezones.partners.factories import ColleagueFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
REASON = "Somebody may come to harm tonight, and the agreement is not signed."


@pytest.fixture
def record(health):
    return SharedRecordFactory(giver=health, title="Calls", table=[["Month", "Calls"], ["=1+1", "7"]])


@pytest.fixture
def browser(client):
    def of(person):
        walks.sign_in_fully(client, person)
        return client

    return of


def address(record, more=""):
    return f"/workspace/shared/{record.pk}/{more}"


def share(giver, by, **other):
    words = {
        "zone": None,
        "kind": "service_counts",
        "purpose": "planning",
        "title": "Calls",
        "body": "They rose.",
        "table": [],
        "as_of": TODAY,
        "kept_until": dt.date(2026, 12, 31),
    }
    return actions.share(giver=giver, **{**words, **other}, by=by, now=clock.now())


def test_under_an_agreement_it_is_read_and_that_is_written_down(browser, record, health, office, clerk):
    made = agreed(health, office, title="Figures")
    page = browser(clerk).get(address(record)).content.decode()
    assert "Calls rose in the evenings." in page
    line = Flow.objects.get()
    assert (line.agreement, line.giver, line.taker, line.how) == (made, health, office, "view")
    assert (line.person_id, line.record_label) == (clerk.pk, "Calls")
    assert AuditEntry.objects.get(action="agreements.read_record").is_read


@pytest.mark.parametrize(
    "short",
    [
        {"ends_on": dt.date(2026, 3, 1)},
        {"purposes": ["evaluation"]},
        {"kind": "contacts"},
        {"state": "ended", "ended_on": TODAY},
    ],
)
def test_without_one_that_covers_it_today_it_is_not_there(browser, record, health, office, clerk, short):
    agreed(health, office, **short)
    visitor = browser(clerk)
    for more in ("", "table.csv", "glass/", "take-back/"):
        assert visitor.get(address(record, more)).status_code == 404
    assert "Calls" not in visitor.get("/workspace/shared/").content.decode()
    assert not Flow.objects.exists()


def test_when_the_agreement_expires_access_ends_on_that_day(record, health, office, clerk):
    agreed(health, office, ends_on=TODAY)
    assert queries.record(clerk, record.pk, TODAY) == record
    assert queries.record(clerk, record.pk, TODAY + dt.timedelta(days=1)) is None


def test_the_table_is_downloaded_safely_and_that_is_written_down(browser, record, health, office, clerk):
    agreed(health, office)
    answer = browser(clerk).get(address(record, "table.csv"))
    assert list(csv.reader(io.StringIO(answer.content.decode()))) == [["Month", "Calls"], ["'=1+1", "7"]]
    assert browser(clerk).get(address(record, "table.xlsx")).status_code == 200
    assert [(line.how, line.rows) for line in Flow.objects.all()] == [("export", 1)] * 2


def test_ones_own_records_are_read_without_agreement_and_nothing_flows(browser, record, doctor):
    assert browser(doctor).get(address(record)).status_code == 200
    assert not Flow.objects.exists()


def test_after_its_last_day_it_is_not_there_even_for_its_giver(record, doctor):
    assert queries.record(doctor, record.pk, record.kept_until) == record
    assert queries.record(doctor, record.pk, record.kept_until + dt.timedelta(days=1)) is None


def test_sharing_needs_an_agreement_with_somebody(health, office, doctor):
    with pytest.raises(NotPossibleNow, match="No agreement covers it"):
        share(health, doctor)
    agreed(health, office, title="Figures", ends_on=dt.date(2026, 3, 1))
    with pytest.raises(NotPossibleNow, match="“Figures” expired on 1 March 2026"):
        share(health, doctor)
    agreed(health, office)
    assert share(health, doctor).giver == health
    with pytest.raises(NotAllowedForYou):
        share(office, doctor)


def test_a_zone_of_another_partnership_is_no_zone_of_a_record(health, office, doctor):
    agreed(health, office)
    foreign = ZoneFactory(partnership=PartnershipFactory(slug="elsewhere"))
    with pytest.raises(NotPossibleNow, match="a zone of the partnership of Health board"):
        share(health, doctor, zone=foreign)
    lead = PersonFactory()
    RoleHeldFactory(person=lead, role=roles.ZONE_LEAD.key, partnership=foreign.partnership)
    MembershipFactory(zone=foreign, person=lead)
    kept = SharedRecordFactory(giver=health, zone=foreign)  # from before that was refused
    assert queries.record(lead, kept.pk, TODAY) is None
    RoleHeldFactory(person=lead, role=roles.ZONE_LEAD.key, partnership=health.partnership)
    assert not rules.may_break_glass(Person.objects.get(pk=lead.pk), kept)


def test_a_zone_that_is_still_an_idea_is_offered_to_nobody_who_does_not_see_it(browser, health, doctor, team):
    ZoneFactory(name="Secret idea", state="idea")
    assert "Secret idea" not in browser(doctor).get("/workspace/shared/new/").content.decode()
    ColleagueFactory(person=team, organisation=health)
    assert "Secret idea" in browser(team).get("/workspace/shared/new/").content.decode()


def test_it_is_kept_no_longer_than_the_agreement_lets(health, office, doctor):
    agreed(health, office, retention_months=3)
    with pytest.raises(NotPossibleNow, match="until 2 June 2026 at most"):
        share(health, doctor)
    assert share(health, doctor, kept_until=dt.date(2026, 6, 2)).kept_until == dt.date(2026, 6, 2)


def test_the_programme_team_learns_that_it_is_there_and_no_more(browser, record, team):
    page = browser(team).get(address(record)).content.decode()
    assert "Calls" in page
    assert "Health board" in page
    assert "rose in the evenings" not in page
    assert browser(team).get(address(record, "table.csv")).status_code == 404
    assert "closed" in browser(team).get("/workspace/shared/").content.decode()


def test_broken_glass_opens_one_record_to_one_person_for_an_hour(
    browser, record, team, health, doctor, mailoutbox, django_capture_on_commit_callbacks
):
    other = SharedRecordFactory(giver=health)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser(team).post(address(record, "glass/"), {"reason": REASON})
    assert answer.status_code == 302
    page = browser(team).get(address(record)).content.decode()
    assert "rose in the evenings" in page
    assert "It closes at 10:00" in page
    assert {line.how for line in Flow.objects.all()} == {"glass"}
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted([team.email, doctor.email])
    assert REASON in mailoutbox[0].body
    assert AuditEntry.objects.filter(action="agreements.break_glass").count() == 1
    assert REASON in browser(team).get("/workspace/glass/").content.decode()
    assert "rose in the" not in browser(team).get(address(other)).content.decode()
    with clock.stopped(clock.now() + dt.timedelta(minutes=60)):
        assert "rose in the" not in browser(team).get(address(record)).content.decode()


def test_where_nobody_may_sign_all_who_work_at_the_giver_are_told_of_broken_glass(
    record, health, team, mailoutbox, django_capture_on_commit_callbacks
):
    helper = works_for(health, "Partner, health helper")
    with django_capture_on_commit_callbacks(execute=True):
        actions.break_glass(record=record, reason=REASON, by=team, now=clock.now())
    assert {letter.to[0] for letter in mailoutbox} == {team.email, helper.email}
    assert "tell them yourself" not in mailoutbox[0].body


def test_where_nobody_at_the_giver_can_be_told_the_letter_asks_the_team_to_tell_them(
    record, health, team, doctor, mailoutbox, django_capture_on_commit_callbacks
):
    RoleHeld.objects.filter(person=doctor).delete()
    with django_capture_on_commit_callbacks(execute=True):
        actions.break_glass(record=record, reason=REASON, by=team, now=clock.now())
    assert [letter.to[0] for letter in mailoutbox] == [team.email]
    assert "Please tell them yourself" in mailoutbox[0].body


def test_who_takes_a_list_with_names_away_is_written_down(browser, record, health, office, doctor, team, partnership):
    made = agreed(health, office)
    for address in ("/workspace/glass/", f"/workspace/agreements/{made.pk}/flows/"):
        assert browser(team).get(address).status_code == 200
    assert not AuditEntry.objects.filter(action__startswith="agreements.take_").exists()
    for address in ("/workspace/glass/", f"/workspace/agreements/{made.pk}/flows/"):
        assert browser(team).get(address, {"download": "csv"}).status_code == 200
    noted = AuditEntry.objects.filter(action__startswith="agreements.take_").order_by("action")
    assert [(line.action, line.actor_id, line.scope) for line in noted] == [
        ("agreements.take_flows", team.pk, partnership.pk),
        ("agreements.take_glass_list", team.pk, partnership.pk),
    ]


def test_a_reason_must_say_something(browser, record, team):
    answer = browser(team).post(address(record, "glass/"), {"reason": "must - 12345678901234567890"})
    assert answer.status_code == 422
    assert "at least 20 letters" in answer.content.decode()
    assert not GlassBreak.objects.exists()


def test_partners_never_break_the_glass_and_a_zone_lead_only_in_their_zone(health, office, clerk, doctor):
    zone = ZoneFactory()
    lead = PersonFactory()
    RoleHeldFactory(person=lead, role=roles.ZONE_LEAD.key, partnership=health.partnership)
    MembershipFactory(zone=zone, person=lead)
    inside = SharedRecordFactory(giver=health, zone=zone)
    outside = SharedRecordFactory(giver=health, zone=ZoneFactory())
    for person, record in ((clerk, inside), (doctor, inside), (lead, outside)):
        with pytest.raises(NotAllowedForYou):
            actions.break_glass(record=record, reason=REASON, by=person, now=clock.now())
    assert actions.break_glass(record=inside, reason=REASON, by=lead, now=clock.now())
    assert queries.record(lead, outside.pk, TODAY) is None


def test_who_can_read_it_has_no_glass_to_break(record, health, office, team):
    agreed(health, office)
    ColleagueFactory(person=team, organisation=office)
    with pytest.raises(NotPossibleNow, match="already"):
        actions.break_glass(record=record, reason=REASON, by=team, now=clock.now())


def test_a_record_is_shared_by_its_page_with_small_numbers_hidden(browser, health, office, doctor):
    agreed(health, office)
    table = io.BytesIO(b"Month,Calls\nJanuary,3\nFebruary,12\n")
    table.name = "calls.csv"
    words = {
        "giver": str(health.pk),
        "title": "Calls",
        "kind": "service_counts",
        "purpose": "planning",
        "zone": "",
        "body": "",
        "as_of": "2026-03-01",
        "kept_until": "2026-12-31",
        "hide_small": "on",
    }
    answer = browser(doctor).post("/workspace/shared/new/", {**words, "table": table})
    assert answer.status_code == 302, answer.context["form"].errors
    assert SharedRecord.objects.get().table == [["Month", "Calls"], ["January", "1–4"], ["February", "12"]]
    answer = browser(doctor).post("/workspace/shared/new/", {**words, "purpose": "evaluation", "body": "Kept words"})
    assert answer.status_code == 422
    assert "covers another purpose" in answer.content.decode()
    assert "Kept words" in answer.content.decode()


def test_what_flowed_is_never_changed_or_deleted(health, office, record):
    made = agreed(health, office)
    how = {"kind": "contacts", "purpose": "planning", "how": "view", "label": "Calls", "by": None, "now": clock.now()}
    line = actions.note_flow(agreement=made, giver=health, taker=office, **how)
    for deed in (line.save, line.delete, Flow.objects.all().delete, lambda: Flow.objects.update(rows=1)):
        with pytest.raises(TypeError):
            deed()
    assert Agreement.objects.get().flows.count() == 1
