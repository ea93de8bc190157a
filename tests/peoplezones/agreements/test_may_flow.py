"""The one question, and each of its answers."""

import datetime as dt

import pytest

from peoplezones.agreements.models import GRACE, Agreement
from peoplezones.agreements.queries import Reason, may_flow
from tests.peoplezones.agreements.factories import AgreementFactory, DataItemFactory, PartyFactory, agreed
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def health():
    return OrganisationFactory(name="Health board")


@pytest.fixture
def office():
    return OrganisationFactory(name="Office")


@pytest.fixture
def ask(health, office):
    def asked(kind="service_counts", **how):
        return may_flow(kind, **{"giver": health, "taker": office, "purpose": "planning", "on": TODAY, **how})

    return asked


def told(answer):
    return answer.allowed, answer.reason, answer.sentence


def test_under_an_agreement_in_force_it_may(ask, health, office):
    made = agreed(health, office, title="Service figures", ends_on=dt.date(2027, 5, 3))
    assert told(ask()) == (True, Reason.IN_FORCE, "Yes: under “Service figures” (in force until 3 May 2027).")
    assert ask().agreement == made


def test_within_one_organisation_no_agreement_is_needed(ask, health):
    answer = ask(taker=health)
    assert (answer.allowed, answer.reason, answer.agreement) == (True, Reason.SAME, None)


def test_without_any_agreement_it_may_not(ask):
    sentence = (
        "No agreement covers “Counts of demand for services” from Health board to Office, "
        "to be used for “Plan zones and see where help is needed”."
    )
    assert told(ask()) == (False, Reason.NONE, sentence)


def test_the_last_day_is_the_last(ask, health, office):
    agreed(health, office, title="Figures", ends_on=TODAY)
    assert ask().allowed
    sentence = "No: “Figures” expired on 2 March 2026. Ask the programme team to renew it."
    assert told(ask(on=TODAY + dt.timedelta(days=1))) == (False, Reason.EXPIRED, sentence)


def test_dates_decide_and_not_whether_the_daily_job_has_run(ask, health, office):
    made = agreed(health, office, ends_on=TODAY)
    Agreement.objects.filter(pk=made.pk).update(state="expired")  # the job ran too early
    assert ask().allowed
    Agreement.objects.filter(pk=made.pk).update(state="in_force", ends_on=TODAY - dt.timedelta(days=1))
    assert not ask().allowed


def test_without_a_last_day_it_stops_some_time_after_a_review_that_nobody_did(ask, health, office):
    made = agreed(health, office, review_on=dt.date(2026, 2, 1))
    assert made.state_on(TODAY) == "due"
    assert ask().allowed
    assert ask(on=made.review_on + GRACE).allowed
    assert ask(on=made.review_on + GRACE + dt.timedelta(days=1)).reason == Reason.EXPIRED


def test_before_all_have_signed_it_may_not(ask, health, office):
    agreed(health, office, title="Figures", in_force=False, sent=True, signed_by=[health])
    assert told(ask()) == (False, Reason.UNSIGNED, "No: Office has not signed “Figures” yet.")


def test_signatures_under_an_older_version_do_not_count(ask, health, office):
    agreed(
        health, office, title="Figures", in_force=False, state="sent", sent_at=dt.datetime.now(dt.UTC), sent_version=3
    )
    assert ask().sentence == "No: Health board and Office has not signed “Figures” yet."


def test_before_its_first_day_it_may_not(ask, health, office):
    agreed(health, office, title="Figures", state="signed", in_force_from=dt.date(2026, 4, 1))
    assert told(ask()) == (False, Reason.LATER, "No: “Figures” starts only on 1 April 2026.")
    assert ask(on=dt.date(2026, 4, 1)).allowed


def test_from_the_day_it_was_ended_it_may_not(ask, health, office):
    agreed(health, office, title="Figures", state="ended", ended_on=TODAY)
    assert told(ask()) == (False, Reason.ENDED, "No: “Figures” was ended on 2 March 2026.")
    assert ask(on=TODAY - dt.timedelta(days=1)).allowed


def test_for_another_purpose_it_may_not(ask, health, office):
    agreed(health, office, title="Figures")
    sentence = "No: “Figures” covers another purpose than “Find out what works”."
    assert told(ask(purpose="evaluation")) == (False, Reason.PURPOSE, sentence)


def test_in_the_other_direction_it_may_not(ask, health, office):
    agreed(health, office, title="Figures")
    sentence = "No: under “Figures” this does not go from Office to Health board."
    assert told(ask(giver=office, taker=health)) == (False, Reason.DIRECTION, sentence)


def test_an_agreement_on_some_zones_covers_those_alone(ask, health, office):
    inside, outside = ZoneFactory(name="New Parks"), ZoneFactory(name="Elsewhere")
    agreed(health, office, title="Figures").zones.add(inside)
    assert ask(zone=inside).allowed
    assert told(ask(zone=outside)) == (False, Reason.ZONES, "No: “Figures” covers only New Parks.")
    assert ask(zone=None).reason == Reason.ZONES


def test_another_kind_of_record_is_not_covered(ask, health, office):
    agreed(health, office)
    assert ask("crime_counts").reason == Reason.NONE


def test_a_draft_says_nothing_to_anybody(ask, health, office):
    made = AgreementFactory(title="Secret plan")
    for one in (health, office):
        PartyFactory(agreement=made, organisation=one, gives=True, gets=True)
    DataItemFactory(agreement=made)
    assert ask().reason == Reason.NONE


def test_who_has_left_neither_gives_nor_gets(ask, health, office):
    agreed(health, office)
    office.left_on = TODAY
    assert told(ask()) == (False, Reason.LEFT, "No: Office has left the partnership.")
    assert ask(on=TODAY - dt.timedelta(days=1)).allowed


def test_of_several_reasons_the_one_nearest_to_a_yes_is_told_whatever_their_order(ask, health, office):
    agreed(health, office, title="Old", ends_on=dt.date(2026, 2, 1))
    agreed(health, office, title="Older", ends_on=dt.date(2026, 1, 20))
    agreed(health, office, title="Other", purposes=["evaluation"])
    assert ask().sentence.startswith("No: “Old” expired")
    agreed(health, office, title="Coming", in_force=False, sent=True, signed_by=[])
    assert ask().reason == Reason.UNSIGNED
    agreed(health, office, title="Short", ends_on=dt.date(2026, 5, 1))
    agreed(health, office, title="Long", ends_on=dt.date(2026, 6, 1))
    assert ask().sentence.startswith("Yes: under “Long”")


def test_the_same_name_in_another_partnership_covers_nothing(ask, health, office):
    from tests.peoplezones.accounts.factories import PartnershipFactory

    elsewhere = PartnershipFactory(slug="elsewhere")
    agreed(OrganisationFactory(partnership=elsewhere), OrganisationFactory(partnership=elsewhere))
    assert ask().reason == Reason.NONE


# --- the old one and the new one -----------------------------------------------------------------------------------


@pytest.fixture
def narrower(health, office):
    """An agreement on counts, and a newer one, signed by all, that leaves them out from 10 March."""
    old = agreed(health, office, title="Old")
    return agreed(
        health,
        office,
        kind="assets",
        title="New",
        state="signed",
        in_force_from=dt.date(2026, 3, 10),
        starts_on=dt.date(2026, 3, 10),
        replaces=old,
    )


def test_from_the_first_day_of_a_newer_one_the_old_one_carries_nothing_though_the_job_sleeps(ask, narrower):
    sentence = "Yes: under “Old” (in force until 9 March 2026)."
    assert told(ask(on=dt.date(2026, 3, 9))) == (True, Reason.IN_FORCE, sentence)
    sentence = "No: a newer agreement takes the place of “Old” on 10 March 2026."
    assert told(ask(on=dt.date(2026, 3, 10))) == (False, Reason.ENDED, sentence)
    old = Agreement.objects.get(title="Old")
    assert [old.state_on(dt.date(2026, 3, day)) for day in (9, 10)] == ["in_force", "ended"]


@pytest.mark.parametrize(
    "never",
    [
        {"state": "sent", "in_force_from": None},
        {"state": "ended", "ended_on": dt.date(2026, 3, 5)},
        {"state": "signed", "in_force_from": dt.date(2026, 4, 1), "ends_on": dt.date(2026, 3, 20)},
    ],
)
def test_a_newer_one_that_never_comes_into_force_takes_no_place(ask, narrower, never):
    Agreement.objects.filter(pk=narrower.pk).update(**never)
    assert ask(on=dt.date(2026, 5, 1)).allowed


def test_zones_that_are_still_ideas_are_not_named(ask, health, office):
    made = agreed(health, office, title="Figures")
    made.zones.add(ZoneFactory(name="Secret idea", state="idea"))
    assert ask().sentence == "No: “Figures” covers only other zones."
    made.zones.add(ZoneFactory(name="New Parks"))
    assert ask().sentence == "No: “Figures” covers only New Parks."
