"""The register and its pages: who sees which agreement, what the form keeps, and the document."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from peoplezones.accounts import roles
from peoplezones.agreements import presenters, queries
from peoplezones.agreements.models import Agreement, Signature
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory, RoleHeldFactory
from tests.peoplezones.agreements.factories import AgreementFactory, agreed
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def browser(client):
    def of(person):
        walks.sign_in_fully(client, person)
        return client

    return of


def holding(role, partnership, zone=None):
    person = PersonFactory()
    RoleHeldFactory(person=person, role=role.key, partnership=partnership)
    if zone:
        MembershipFactory(person=person, zone=zone)
    return person


def typed(health, office, **other):
    words = {
        "kind": "information_sharing",
        "title": "Figures",
        "purpose_words": "To plan.",
        "purposes": ["planning"],
        "lawful_basis": "no_personal_data",
        "starts_on": "2026-03-02",
        "review_on": "2027-03-02",
        "party_1": str(health.pk),
        "party_1_role": "controller",
        "party_1_gives": "on",
        "party_2": str(office.pk),
        "party_2_role": "controller",
        "party_2_gets": "on",
        "item_service_counts": "on",
        "item_service_counts_words": "By month",
    }
    return words | other


def test_each_sees_their_part_of_the_register(partnership, team, doctor, health, office):
    zone, other = ZoneFactory(), ZoneFactory()
    mine, theirs = agreed(health, office), agreed(OrganisationFactory(), OrganisationFactory())
    draft = AgreementFactory()
    theirs.zones.add(zone)
    mine.zones.add(other)
    seen = {
        team: {mine, theirs, draft},
        doctor: {mine},
        holding(roles.ANALYST, partnership): {mine, theirs},
        holding(roles.BOARD_MEMBER, partnership): {mine, theirs},
        holding(roles.ZONE_LEAD, partnership, zone): {theirs},
        holding(roles.RESIDENT, partnership): set(),
    }
    for person, found in seen.items():
        assert set(queries.seen_by(person)) == found, person
    theirs.zones.clear()
    assert set(queries.of_zone(team, other)) == {mine, theirs, draft}
    assert set(queries.of_organisation(doctor, health)) == {mine}


def test_an_agreement_is_written_by_its_form_with_its_document(browser, team, health, office, settings, tmp_path):
    settings.DATA_STORE = tmp_path
    document = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed", content_type="application/pdf")
    answer = browser(team).post("/workspace/agreements/new/", typed(health, office, document=document))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Agreement.objects.get()
    assert [(one.organisation, one.gives, one.gets) for one in made.parties.all()] == [
        (health, True, False),
        (office, False, True),
    ]
    found = browser(team).get(f"/workspace/agreements/{made.pk}/document/")
    assert found["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert b"".join(found.streaming_content) == b"%PDF-1.7 signed"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Give the agreement a title"),
        ({"review_on": "2026-03-02"}, "after the start"),
        ({"ends_on": "2026-03-01"}, "not before the start"),
        ({"starts_on": "soon"}, "Type the day as"),
        ({"item_contacts_words": "Telephone"}, "Tick “Contact details of people at work”"),
        ({"document": SimpleUploadedFile("a.pdf", b"MZ", content_type="application/pdf")}, "That is no PDF"),
        ({"document": SimpleUploadedFile("a.pdf", b"%PDF-", content_type="text/html")}, "That is no PDF"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(browser, team, health, office, wrong, told):
    answer = browser(team).post("/workspace/agreements/new/", typed(health, office, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "To plan." in page
    assert not Agreement.objects.exists()


def test_each_organisation_is_party_once(browser, team, health, office):
    answer = browser(team).post("/workspace/agreements/new/", typed(health, health))
    assert "Name each organisation once" in answer.content.decode()


def test_two_who_edit_a_draft_see_both_versions(browser, team, health, office):
    browser(team).post("/workspace/agreements/new/", typed(health, office))
    made = Agreement.objects.get()
    address = f"/workspace/agreements/{made.pk}/edit/"
    assert browser(team).post(address, typed(health, office, version="1", title="First")).status_code == 302
    answer = browser(team).post(address, typed(health, office, version="1", title="Second"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First" in page
    assert "Second" in page


def test_from_sending_to_signing_by_the_pages(browser, team, doctor, clerk, health, office):
    browser(team).post("/workspace/agreements/new/", typed(health, office))
    made = Agreement.objects.get()
    address = f"/workspace/agreements/{made.pk}/"
    answer = browser(team).post(f"{address}send/", {"version": "1"})
    assert answer.status_code == 422
    assert "how it is kept safe" in answer.content.decode()
    more = {"version": "1", "security": "Locked.", "retention": "A year.", "rights": "Ask."}
    browser(team).post(f"{address}edit/", typed(health, office, **more))
    assert browser(team).post(f"{address}send/", {"version": "2"}).status_code == 302
    assert browser(team).get(f"{address}sign/").status_code == 404
    for person, organisation in ((doctor, health), (clerk, office)):
        page = browser(person).get("/workspace/").content.decode()
        assert "Waiting for your signature" in page
        form = {"version": "3", "organisation": organisation.pk, "position": "Director"}
        assert browser(person).post(f"{address}sign/", form).status_code == 422
        assert browser(person).post(f"{address}sign/", {**form, "agrees": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, Signature.objects.count()) == ("in_force", 2)
    asked = {"what": "service_counts", "giver": health.pk, "taker": office.pk, "purpose": "planning", "where": ""}
    page = browser(clerk).get(address, {**asked, "on": "2026-03-02"}).content.decode()
    assert "Yes: under “Figures”" in page
    assert browser(clerk).get(address, {**asked, "on": "someday"}).status_code == 422


def test_it_is_reviewed_renewed_and_ended_by_the_pages(browser, team, health, office):
    made = agreed(health, office, state="due", review_on=dt.date(2026, 2, 20))
    address = f"/workspace/agreements/{made.pk}/"
    team_browser = browser(team)
    said = {"version": "1", "said": "Still needed.", "next_on": "2026-01-01"}
    assert team_browser.post(f"{address}review/", said).status_code == 422
    assert team_browser.post(f"{address}review/", {**said, "next_on": "2027-01-01"}).status_code == 302
    answer = team_browser.post(f"{address}renew/")
    assert answer.url == f"/workspace/agreements/{Agreement.objects.get(replaces=made).pk}/edit/"
    assert team_browser.get(answer.url).status_code == 200
    assert team_browser.post(f"{address}renew/").status_code == 422
    assert team_browser.post(f"{address}end/", {"version": "2", "said": "Done."}).status_code == 302
    page = team_browser.get(address).content.decode()
    assert "It was ended on 2 March 2026." in page
    assert "Done." in page


def test_the_register_says_the_state_by_the_dates(browser, team, health, office):
    agreed(health, office, title="Old figures", ends_on=TODAY - dt.timedelta(days=1))
    assert "Expired" in browser(team).get("/workspace/agreements/?download=csv").content.decode()


def test_the_question_names_no_agreement_that_the_reader_may_not_see(browser, health, office, doctor):
    mine = agreed(health, office, kind="contacts", title="Mine")
    third = OrganisationFactory()
    agreed(third, office, title="Hidden")
    asked = {"what": "service_counts", "giver": health.pk, "taker": office.pk, "purpose": "planning", "where": ""}
    page = browser(doctor).get(f"/workspace/agreements/{mine.pk}/", {**asked, "on": "2026-03-02"}).content.decode()
    assert "No agreement covers" in page
    asked["giver"] = third.pk  # not a choice here
    answer = browser(doctor).get(f"/workspace/agreements/{mine.pk}/", {**asked, "on": "2026-03-02"})
    assert answer.status_code == 422
    assert "Hidden" not in answer.content.decode()


def test_the_office_is_named_by_the_programme_team(browser, team, office, partnership):
    assert browser(team).post("/workspace/agreements/office/", {"organisation": ""}).status_code == 422
    assert browser(team).post("/workspace/agreements/office/", {"organisation": office.pk}).status_code == 302
    assert queries.office_of(partnership.pk) == office


def test_a_band_shows_what_the_reader_may_see(health, office, doctor):
    mine = agreed(health, office, title="Mine")
    agreed(OrganisationFactory(), office, title="Theirs")
    request = RequestFactory().get("/")
    request.user = doctor
    band = presenters.of_organisation(request, office)
    assert [one["title"] for one in band["agreements"]] == ["Mine"]
    assert presenters.of_zone(request, ZoneFactory())["agreements"][0]["url"] == f"/workspace/agreements/{mine.pk}/"
    request.user = PersonFactory()
    assert presenters.of_organisation(request, office) is None


def test_an_idea_is_named_to_those_who_sign_for_it_and_to_those_who_see_it(
    browser, health, office, doctor, partnership, team
):
    open_zone = ZoneFactory(name="New Parks")
    made = agreed(health, office)
    made.zones.add(open_zone, ZoneFactory(name="Secret idea", state="idea"))
    ZoneFactory(name="Unknown idea", state="idea")
    address = f"/workspace/agreements/{made.pk}/"
    page = browser(holding(roles.ZONE_LEAD, partnership, open_zone)).get(address).content.decode()
    assert "New Parks" in page
    assert "1 zone that is not open yet" in page
    assert "Secret idea" not in page
    page = browser(doctor).get(address).content.decode()
    assert "Secret idea" in page
    assert "Unknown idea" not in page
    assert "Unknown idea" in browser(team).get(address).content.decode()


def test_a_year_that_was_mistyped_is_told_and_breaks_nothing(browser, team, health, office):
    made = agreed(health, office)
    said = {"version": "1", "said": "Still needed.", "next_on": "9999-12-31"}
    answer = browser(team).post(f"/workspace/agreements/{made.pk}/review/", said)
    assert answer.status_code == 422
    assert "between the years 1990 and 2199" in answer.content.decode()
    said["next_on"] = "2037-01-01"
    answer = browser(team).post(f"/workspace/agreements/{made.pk}/review/", said)
    assert "within ten years" in answer.content.decode()
    typed_far = typed(health, office, review_on="9999-12-31")
    assert browser(team).post("/workspace/agreements/new/", typed_far).status_code == 422
    assert browser(team).get("/workspace/agreements/").status_code == 200
