"""An agreement from its draft to its end: written, sent, signed, reviewed, renewed, ended, and what a day brings."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from peoplezones.agreements import actions, queries, tasks
from peoplezones.agreements.actions import letters
from peoplezones.agreements.actions.drafting import words_of
from peoplezones.agreements.models import Agreement, Notice, SharedRecord, Signature
from peoplezones.agreements.rows import Document, ItemWords, PartyWords, Words
from peoplezones.foundation import clock, jobs
from peoplezones.foundation.models import AuditEntry, Job
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.foundation.versions import EditedMeanwhile
from tests.peoplezones.accounts.factories import PartnershipFactory
from tests.peoplezones.agreements.factories import SharedRecordFactory, SignatureFactory, agreed
from tests.peoplezones.partners.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


def words(*parties, **other):
    said = {
        "kind": "information_sharing",
        "title": "Service figures",
        "purposes": ("planning",),
        "purpose_words": "To see where help is needed.",
        "zones": (),
        "lawful_basis": "no_personal_data",
        "condition": "",
        "retention_months": 24,
        "retention": "Two years.",
        "security": "Locked away.",
        "rights": "Ask the giver.",
        "children": "",
        "dpia": "",
        "starts_on": TODAY,
        "review_on": dt.date(2027, 3, 2),
        "ends_on": None,
        "items": (ItemWords("service_counts", "By month"),),
    }
    return Words(**{**said, "parties": parties, **other})


@pytest.fixture
def both(health, office):
    return (
        PartyWords(health.pk, "controller", gives=True, gets=False),
        PartyWords(office.pk, "controller", gives=False, gets=True),
    )


@pytest.fixture
def drafted(team, partnership, both):
    return actions.draft(partnership=partnership, words=words(*both), by=team, now=clock.now())


@pytest.fixture
def sent(drafted, team):
    return actions.send(agreement=drafted, seen=drafted.version, by=team, now=clock.now())


def sign(agreement, organisation, by, now=None, **other):
    how = {"version": agreement.sent_version, "position": "Director", **other}
    return actions.sign(agreement=agreement, organisation=organisation, by=by, now=now or clock.now(), **how)


def test_a_draft_holds_every_word_and_can_be_written_anew(drafted, team, both):
    assert words_of(drafted) == words(*both)
    again = words(
        *both[::-1], title="Figures", items=(ItemWords("contacts", "", ("health",)),), condition="health_care"
    )
    document = Document("signed.pdf", b"%PDF-1.7")
    now = clock.now()
    made = actions.rewrite(agreement=drafted, seen=1, words=again, document=document, by=team, now=now)
    assert (made.version, made.title, made.document_name) == (2, "Figures", "signed.pdf")
    assert words_of(Agreement.objects.get(pk=made.pk)).items == again.items
    with pytest.raises(EditedMeanwhile):
        actions.rewrite(agreement=drafted, seen=1, words=again, by=team, now=now)


def test_nobody_else_than_the_programme_team_of_the_partnership_writes(team, doctor, both):
    elsewhere = PartnershipFactory(slug="elsewhere")
    for person, where in ((doctor, PartnershipFactory()), (team, elsewhere)):
        with pytest.raises(NotAllowedForYou):
            actions.draft(partnership=where, words=words(*both), by=person, now=clock.now())


def test_an_organisation_of_another_partnership_is_no_party(team, partnership, both):
    stranger = OrganisationFactory(partnership=PartnershipFactory(slug="elsewhere"))
    made = words(*both, PartyWords(stranger.pk, "none", gives=True, gets=True))
    with pytest.raises(NotPossibleNow, match="organisations of the partnership"):
        actions.draft(partnership=partnership, words=made, by=team, now=clock.now())


@pytest.mark.parametrize(
    ("other", "lacking"),
    [
        ({"parties": ()}, "at least two parties"),
        ({"items": ()}, "Say what is shared"),
        ({"purposes": ()}, "Say what is shared"),
        ({"security": ""}, "how it is kept safe"),
        ({"items": (ItemWords("contacts", "", ("health",)),)}, "condition of Article 9"),
        ({"starts_on": dt.date(2024, 1, 1), "review_on": dt.date(2025, 1, 1)}, "last day is over"),
    ],
)
def test_what_is_not_whole_is_not_sent(team, partnership, both, other, lacking):
    made = actions.draft(partnership=partnership, words=words(**{"parties": both, **other}), by=team, now=clock.now())
    with pytest.raises(NotPossibleNow, match=lacking):
        actions.send(agreement=made, seen=made.version, by=team, now=clock.now())


def test_who_may_sign_is_told_when_it_is_sent(
    drafted, team, doctor, clerk, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.send(agreement=drafted, seen=drafted.version, by=team, now=clock.now())
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted([doctor.email, clerk.email])
    assert f"/workspace/agreements/{drafted.pk}/" in mailoutbox[0].body


def test_what_was_sent_is_not_rewritten(sent, team, both):
    with pytest.raises(NotPossibleNow, match="its words stay"):
        actions.rewrite(agreement=sent, seen=sent.version, words=words(*both), by=team, now=clock.now())


def test_with_the_last_signature_it_is_in_force(sent, health, office, doctor, clerk):
    sign(sent, health, doctor)
    sent.refresh_from_db()
    assert sent.state == "sent"
    sign(sent, office, clerk)
    sent.refresh_from_db()
    assert (sent.state, sent.in_force_from) == ("in_force", TODAY)
    assert [step.to for step in sent.steps.all()] == ["draft", "sent", "signed", "in_force"]
    assert AuditEntry.objects.filter(action="agreements.sign").count() == 2


def test_one_who_may_not_sign_does_not(sent, health, office, doctor, clerk, team):
    for person, organisation in ((team, health), (doctor, office), (clerk, health)):
        with pytest.raises(NotAllowedForYou):
            sign(sent, organisation, person)


def test_a_party_signs_once_and_only_what_was_read(sent, health, doctor):
    with pytest.raises(NotPossibleNow, match="changed since"):
        sign(sent, health, doctor, version=1)
    sign(sent, health, doctor)
    with pytest.raises(NotPossibleNow, match="signed it already"):
        sign(sent, health, doctor)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignatureFactory(agreement=sent, organisation=health, version=sent.sent_version)


def test_taken_back_it_must_be_signed_again(sent, team, health, doctor):
    sign(sent, health, doctor)
    back = actions.withdraw(agreement=sent, seen=sent.version, by=team, now=clock.now())
    assert (back.state, back.sent_version) == ("draft", None)
    again = actions.send(agreement=back, seen=back.version, by=team, now=clock.now())
    sign(again, health, doctor)
    assert Signature.objects.filter(agreement=sent, organisation=health).count() == 2


def test_a_review_moves_the_day_and_brings_it_back_into_force(team, health, office):
    made = agreed(health, office, state="due", review_on=dt.date(2026, 2, 20))
    how = {"words": "Still needed.", "by": team, "now": clock.now()}
    with pytest.raises(NotPossibleNow, match="to come"):
        actions.review(agreement=made, seen=1, next_on=TODAY, **how)
    made = actions.review(agreement=made, seen=1, next_on=dt.date(2027, 2, 20), **how)
    assert (made.state, made.review_on, made.reviews.count()) == ("in_force", dt.date(2027, 2, 20), 1)


def test_the_new_version_takes_the_place_of_the_old_one_when_it_is_in_force(team, health, office, doctor, clerk):
    old = agreed(health, office, ends_on=dt.date(2026, 6, 1))
    new = actions.renew(agreement=old, by=team, now=clock.now())
    assert (new.state, new.starts_on, new.replaces) == ("draft", TODAY, old)
    assert words_of(new).parties == words_of(old).parties
    with pytest.raises(NotPossibleNow, match="on its way"):
        actions.renew(agreement=old, by=team, now=clock.now())
    new = actions.send(agreement=new, seen=new.version, by=team, now=clock.now())
    sign(new, health, doctor)
    old.refresh_from_db()
    assert old.state == "in_force"
    sign(new, office, clerk)
    old.refresh_from_db()
    assert (old.state, old.ended_on) == ("ended", TODAY)


# --- day by day -------------------------------------------------------------------------------------------------


def test_a_day_moves_what_its_dates_ask_for_once(health, office):
    coming = agreed(health, office, state="signed", in_force_from=TODAY)
    due = agreed(health, office, review_on=TODAY)
    over = agreed(health, office, ends_on=TODAY - dt.timedelta(days=1))
    still = agreed(health, office, ends_on=TODAY, review_on=dt.date(2026, 9, 1))
    done = actions.keep_up(by=None, now=clock.now())
    assert (done["start"], done["fall_due"], done["expire"]) == (1, 1, 1)
    found = dict(Agreement.objects.values_list("pk", "state"))
    assert found == {coming.pk: "in_force", due.pk: "due", over.pk: "expired", still.pk: "in_force"}
    assert not any(actions.keep_up(by=None, now=clock.now()).values())


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_letters_before_a_review_are_each_sent_once(health, office, doctor, mailoutbox, commits):
    agreed(health, office, review_on=TODAY + dt.timedelta(days=91), ends_on=dt.date(2027, 1, 1))
    told = []
    for day in range(95):
        with commits(execute=True):
            actions.keep_up(by=None, now=clock.now() + dt.timedelta(days=day))
        told += [day] * len(mailoutbox)
        mailoutbox.clear()
    assert told == [1, 61, 84, 91]  # 90, 30 and 7 days before, and when it falls due
    assert sorted(Notice.objects.values_list("days", flat=True)) == [7, 30, 90]


def test_a_job_that_slept_sends_one_letter_and_not_three(health, office, doctor, mailoutbox, commits):
    agreed(health, office, review_on=TODAY + dt.timedelta(days=5))
    with commits(execute=True):
        assert actions.keep_up(by=None, now=clock.now())["notices"] == 1
    assert len(mailoutbox) == 1
    assert "in 5 days" in mailoutbox[0].body


def test_records_whose_time_is_over_are_deleted_and_that_is_written_down(health):
    SharedRecordFactory(giver=health, kept_until=TODAY - dt.timedelta(days=1))
    kept = SharedRecordFactory(giver=health, kept_until=TODAY)
    call_command("daily", verbosity=0)
    assert list(SharedRecord.objects.all()) == [kept]
    assert AuditEntry.objects.filter(action="agreements.remove_over").count() == 1


def test_a_worker_asks_for_the_work_of_the_day_once():
    for hours in (0, 5, 20):
        jobs.ask_daily(clock.now() + dt.timedelta(hours=hours))
    assert Job.objects.filter(name=tasks.DAILY).count() == 2  # the last is of the next day
    assert tasks.daily({}, lambda share, doing: None)["removed"] == 0


# --- dates that are wrong, late or moved ---------------------------------------------------------------------------


def test_the_last_signature_after_the_last_day_is_refused_and_ends_nothing(health, office, clerk):
    old = agreed(health, office)
    new = agreed(
        health, office, in_force=False, sent=True, ends_on=dt.date(2026, 2, 20), replaces=old, signed_by=[health]
    )
    with pytest.raises(NotPossibleNow, match="Its last day is over"):
        sign(new, office, clerk)
    old.refresh_from_db()
    assert (old.state, old.ended_on) == ("in_force", None)


def test_one_that_was_signed_too_late_is_never_started_and_ends_nothing(health, office):
    old = agreed(health, office)
    agreed(
        health, office, state="signed", in_force_from=dt.date(2026, 2, 25), ends_on=dt.date(2026, 2, 20), replaces=old
    )
    done = actions.keep_up(by=None, now=clock.now())
    assert (done["start"], done["expire"]) == (0, 1)
    old.refresh_from_db()
    assert old.state == "in_force"


def test_a_late_job_ends_the_old_one_on_the_day_that_the_new_one_began(health, office):
    old, began = agreed(health, office), dt.date(2026, 2, 20)
    agreed(health, office, state="signed", in_force_from=began, replaces=old)
    assert actions.keep_up(by=None, now=clock.now())["start"] == 1
    old.refresh_from_db()
    assert (old.state, old.ended_on) == ("ended", began)


def test_one_that_was_replaced_is_not_reviewed(team, health, office):
    old = agreed(health, office)
    agreed(health, office, state="signed", in_force_from=TODAY, replaces=old)
    with pytest.raises(NotPossibleNow, match="taken its place"):
        actions.review(agreement=old, seen=1, words="Good.", next_on=dt.date(2027, 3, 2), by=team, now=clock.now())


@pytest.mark.parametrize("year", [2037, 9999])
def test_no_day_lies_more_than_ten_years_ahead(team, partnership, both, health, office, year):
    far = dt.date(year, 12, 31)
    with pytest.raises(NotPossibleNow, match="within ten years"):
        actions.review(agreement=agreed(health, office), seen=1, words="Good.", next_on=far, by=team, now=clock.now())
    for other in ({"review_on": far}, {"ends_on": far}):
        with pytest.raises(NotPossibleNow, match="within ten years"):
            actions.draft(partnership=partnership, words=words(*both, **other), by=team, now=clock.now())


@pytest.mark.parametrize(
    "days", [{"review_on": dt.date.max}, {"ends_on": dt.date.max}, {"starts_on": dt.date(1989, 12, 31)}]
)
def test_the_data_base_takes_no_day_that_cannot_be_reckoned_with(health, office, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        agreed(health, office, **days)


def test_a_renewal_stays_within_ten_years_however_long_the_old_one_ran(team, health, office):
    old = agreed(
        health, office, starts_on=dt.date(1990, 1, 1), review_on=dt.date(2026, 5, 1), ends_on=dt.date(2026, 6, 1)
    )
    made = actions.renew(agreement=old, by=team, now=clock.now())
    assert made.review_on.year == made.ends_on.year == 2036


def test_one_agreement_that_fails_stops_no_other(health, office, monkeypatch):
    bad, good = (agreed(health, office, review_on=TODAY) for _each in range(2))
    due = letters.due

    def stumbles(agreement):
        if agreement == bad:
            raise OverflowError
        due(agreement)

    monkeypatch.setattr(letters, "due", stumbles)
    SharedRecordFactory(giver=health, kept_until=TODAY - dt.timedelta(days=1))
    with pytest.raises(ExceptionGroup):
        actions.keep_up(by=None, now=clock.now())
    states = dict(Agreement.objects.values_list("pk", "state"))
    assert states == {bad.pk: "in_force", good.pk: "due"}
    assert not SharedRecord.objects.exists()


def test_what_somebody_reviewed_while_the_job_ran_does_not_fall_due(health, office, doctor, monkeypatch):
    made = agreed(health, office, review_on=TODAY)
    read = queries.behind

    def reviewed_after_it_was_read(move, on):
        found = read(move, on)
        if move == "fall_due":
            assert found == [made.pk]
            Agreement.objects.filter(pk=made.pk).update(review_on=dt.date(2027, 3, 2))
        return found

    monkeypatch.setattr(queries, "behind", reviewed_after_it_was_read)
    assert actions.keep_up(by=None, now=clock.now())["fall_due"] == 0
    made.refresh_from_db()
    assert made.state == "in_force"
