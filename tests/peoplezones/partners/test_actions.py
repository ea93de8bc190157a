import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.partners import actions
from peoplezones.partners.actions import OfferWords
from peoplezones.partners.models import Colleague, Identifier, Organisation, Presence
from tests.peoplezones.accounts.factories import WHEN, PersonFactory
from tests.peoplezones.partners.factories import IdentifierFactory, OfferFactory, OrganisationFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)
HALL = OfferWords(kind="rooms", title="Hall with a kitchen", review_on=dt.date(2026, 9, 1))


def add(here, by, *zones, name="Neighbours of Mill Lane"):
    return actions.add(
        partnership=here.partnership, name=name, kind="informal_group", zones=zones, since=DAY, by=by, now=WHEN
    )


def last_line():
    return AuditEntry.objects.order_by("-id").first()


def test_the_programme_team_adds_an_organisation_without_any_number(here):
    made = add(here, here.team)
    line = last_line()
    assert (line.action, line.target_label, line.scope) == ("partners.add", made.name, here.partnership.pk)


def test_a_zone_lead_adds_one_in_a_zone_of_their_own_and_nowhere_else(here):
    made = add(here, here.lead, here.zone)
    assert [one.zone for one in made.presences.all()] == [here.zone]
    for zones in ([], [here.other_zone], [here.zone, here.other_zone]):
        with pytest.raises(NotAllowedForYou, match="zones that you lead"):
            add(here, here.lead, *zones, name="Another")


def test_nobody_else_adds_one(here):
    for person in (here.partner, here.stranger):
        with pytest.raises(NotAllowedForYou):
            add(here, person, here.zone)


def test_a_name_is_taken_once_a_partnership_however_it_is_written(here):
    with pytest.raises(NotPossibleNow, match="already an organisation called bell foundry"):
        add(here, here.team, name="bell foundry boxing club")


def test_a_zone_of_another_partnership_is_refused(here):
    far = ZoneFactory(partnership=OrganisationFactory(partnership__slug="far").partnership)
    with pytest.raises(NotPossibleNow, match="same partnership"):
        add(here, here.team, far)
    with pytest.raises(NotAllowedForYou):
        actions.start_in(organisation=here.organisation, zone=far, since=DAY, by=here.team, now=WHEN)


def edit(here, by, version=1, **words):
    said = {"name": here.organisation.name, "kind": "third_sector", "summary": "", "website": "", **words}
    return actions.edit(organisation=here.organisation, version=version, **said, by=by, now=WHEN)


def test_who_works_for_it_changes_what_is_said_and_others_do_not(here):
    assert edit(here, here.partner, summary="Boxing for everybody.").version == 2
    for person in (here.neighbour, here.lead, here.stranger):
        with pytest.raises(NotAllowedForYou):
            edit(here, person, version=2)


def test_nobody_overwrites_what_they_have_not_seen(here):
    edit(here, here.partner, summary="First.")
    with pytest.raises(EditedMeanwhile):
        edit(here, here.team, summary="Second.")
    assert Organisation.objects.get(pk=here.organisation.pk).summary == "First."


def test_an_organisation_leaves_and_comes_back_with_what_it_had(here):
    gone = actions.leave(organisation=here.organisation, on=DAY, by=here.team, now=WHEN)
    assert gone.left_on == DAY
    with pytest.raises(NotPossibleNow):
        actions.leave(organisation=gone, on=DAY, by=here.team, now=WHEN)
    back = actions.come_back(organisation=gone, by=here.team, now=WHEN)
    assert back.left_on is None
    assert back.presences.count() == back.colleagues.count() == 1
    with pytest.raises(NotPossibleNow):
        actions.come_back(organisation=back, by=here.team, now=WHEN)


@pytest.mark.parametrize(("on", "words"), [(dt.date(2026, 3, 3), "today at the latest"), (dt.date(2025, 1, 1), "came")])
def test_it_leaves_neither_tomorrow_nor_before_it_came(here, on, words):
    with pytest.raises(NotPossibleNow, match=words):
        actions.leave(organisation=here.organisation, on=on, by=here.team, now=WHEN)


def test_only_the_programme_team_lets_one_leave_and_says_who_works_for_it(here):
    for person in (here.partner, here.lead, here.stranger):
        with pytest.raises(NotAllowedForYou):
            actions.leave(organisation=here.organisation, on=DAY, by=person, now=WHEN)
        with pytest.raises(NotAllowedForYou):
            actions.add_colleague(
                organisation=here.organisation, person=person, position="x", may_sign=True, by=person, now=WHEN
            )


def test_who_left_an_organisation_that_left_can_change_nothing(here):
    actions.leave(organisation=here.organisation, on=DAY, by=here.team, now=WHEN)
    here.organisation.refresh_from_db()
    with pytest.raises(NotAllowedForYou):
        edit(here, here.partner)


def test_a_lead_says_who_works_in_their_zone(here):
    made = add(here, here.team, here.other_zone)
    first = actions.start_in(organisation=made, zone=here.zone, since=DAY, by=here.lead, now=WHEN)
    again = actions.start_in(organisation=made, zone=here.zone, since=DAY, by=here.lead, now=WHEN)
    assert first == again
    with pytest.raises(NotAllowedForYou):
        actions.stop_in(presence=made.presences.get(zone=here.other_zone), by=here.lead, now=WHEN)
    actions.stop_in(presence=first, by=here.lead, now=WHEN)
    assert not Presence.objects.filter(pk=first.pk).exists()
    assert last_line().detail["since"] == DAY.isoformat()


def test_a_colleague_comes_once_at_a_time_and_that_they_were_there_stays(here):
    who = {"organisation": here.organisation, "person": PersonFactory(), "may_sign": True, "by": here.team, "now": WHEN}
    made = actions.add_colleague(position="Trustee", **who)
    with pytest.raises(NotPossibleNow, match="already"):
        actions.add_colleague(position="Chair", **who)
    actions.end_colleague(colleague=made, by=here.team, now=WHEN)
    with pytest.raises(NotPossibleNow):
        actions.end_colleague(colleague=made, by=here.team, now=WHEN)
    actions.add_colleague(position="Chair", **who)
    assert Colleague.objects.filter(person=who["person"]).count() == 2


def test_a_number_is_kept_tidy_and_belongs_to_one_organisation_of_a_partnership(here):
    given = {"organisation": here.organisation, "code": "GB-COH", "by": here.partner, "now": WHEN}
    assert str(actions.add_identifier(number="123456", **given)) == "GB-COH-00123456"
    other = {**given, "organisation": OrganisationFactory(partnership=here.partnership), "by": here.team}
    with pytest.raises(NotPossibleNow, match="GB-COH-00123456 belongs"):
        actions.add_identifier(number="00123456", **other)
    with pytest.raises(NotPossibleNow, match="such as"):
        actions.add_identifier(number="no number", **given)
    IdentifierFactory(organisation__partnership__slug="far", code="GB-COH", number="00123456")


def test_a_number_is_taken_away_by_those_who_may_add_it(here):
    there = IdentifierFactory(organisation=here.organisation)
    with pytest.raises(NotAllowedForYou):
        actions.remove_identifier(identifier=there, by=here.neighbour, now=WHEN)
    actions.remove_identifier(identifier=there, by=here.partner, now=WHEN)
    assert not Identifier.objects.exists()


def test_an_offer_is_made_taken_up_and_opened_again_and_all_of_it_is_told(here):
    made = actions.make_offer(organisation=here.organisation, says=HALL, by=here.partner, now=WHEN)
    assert made.everywhere
    actions.move_offer(offer=made, move="take_up", note="For the Thursday club", by=here.partner, now=WHEN)
    with pytest.raises(NotPossibleNow, match="Only an open offer"):
        actions.move_offer(offer=made, move="take_up", by=here.partner, now=WHEN)
    actions.move_offer(offer=made, move="open_again", by=here.team, now=WHEN)
    assert [change.to for change in made.changes.all()] == ["open", "taken_up", "open"]


def test_an_offer_is_for_the_zones_that_are_named(here):
    made = actions.make_offer(organisation=here.organisation, says=HALL, zones=[here.zone], by=here.partner, now=WHEN)
    assert not made.everywhere
    assert list(made.zones.all()) == [here.zone]
    again = actions.edit_offer(offer=made, version=1, says=HALL, by=here.partner, now=WHEN)
    assert again.everywhere
    assert again.zones.count() == 0


@pytest.mark.parametrize(
    "more",
    [
        {"amount": 4},
        {"amount": 0, "unit": "hours"},
        {"kind": "sunshine"},
        {"title": "x" * 121},
        {"times": 2**21},
        {"from_day": dt.date(2026, 5, 1), "until_day": dt.date(2026, 4, 1)},
    ],
)
def test_an_offer_that_makes_no_sense_is_refused_in_words(here, more):
    says = OfferWords(**{"kind": "time", "title": "Hours", "review_on": DAY, **more})
    with pytest.raises(NotPossibleNow):
        actions.make_offer(organisation=here.organisation, says=says, by=here.partner, now=WHEN)


def test_others_do_not_touch_an_offer(here):
    there = OfferFactory(organisation=here.organisation)
    for person in (here.neighbour, here.lead, here.stranger):
        with pytest.raises(NotAllowedForYou):
            actions.move_offer(offer=there, move="withdraw", by=person, now=WHEN)
        with pytest.raises(NotAllowedForYou):
            actions.edit_offer(offer=there, version=1, says=HALL, by=person, now=WHEN)


def test_it_can_leave_today_also_in_the_hour_after_midnight_of_a_summer_night(here):
    """Half past midnight in summer time is still the day before by the clock of the world."""
    night = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    left = actions.leave(organisation=here.organisation, on=dt.date(2026, 7, 1), by=here.team, now=night)
    assert left.left_on == dt.date(2026, 7, 1)


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1, 1, 1)])
def test_no_day_beyond_any_calendar_is_kept(here, day):
    with pytest.raises(NotPossibleNow, match="between 1800 and 2100"):
        actions.start_in(organisation=here.organisation, zone=here.other_zone, since=day, by=here.team, now=WHEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(here.organisation).objects.filter(pk=here.organisation.pk).update(since=day)
