import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from peoplezones.accounts import roles, rules
from peoplezones.accounts.access import is_guarded, only_for, public
from peoplezones.accounts.workspace import WORKSPACE_LINKS, WorkspaceLink

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_link():
    link = WorkspaceLink("Weigh the needs", "mfa_index", rules.is_analyst, "See who needs what.")
    WORKSPACE_LINKS.add("tests", link)
    yield link
    WORKSPACE_LINKS.remove("tests")


def test_the_workspace_asks_a_visitor_to_sign_in(client):
    answer = client.get("/workspace/?page=2")
    assert answer.url == reverse("account_login") + "?next=%2Fworkspace%2F%3Fpage%3D2"


def test_every_view_below_a_guarded_address_needs_sign_in_unless_it_says_public():
    def view(request):
        return HttpResponse()

    for address, guarded in {
        "/workspace/x/": True,
        "/cms/x/": True,
        "/workspaces/": False,
        "/": False,
    }.items():
        assert is_guarded(RequestFactory().get(address), view) is guarded
    assert not is_guarded(RequestFactory().get("/workspace/x/"), public(view))


def test_the_page_greets_and_names_the_roles(client):
    walks.sign_in_fully(client, PersonFactory(name="Analyst 1", holding=[roles.ANALYST, roles.RESIDENT]))
    page = client.get("/workspace/").content.decode()
    for words in ("Hello, Analyst 1", "Analyst", "Resident", reverse("mfa_index")):
        assert words in page


def test_whoever_holds_no_role_and_has_nothing_to_do_reads_so(client):
    client.force_login(PersonFactory(name=""))
    page = client.get("/workspace/").content.decode()
    assert "You hold no role yet" in page
    assert "Nothing waits for you today" in page


def test_links_of_other_contexts_show_to_whom_they_are_for(client, a_link):
    walks.sign_in_fully(client, PersonFactory(holding=[roles.ANALYST]))
    assert "See who needs what." in client.get("/workspace/").content.decode()
    client.force_login(PersonFactory(holding=[roles.RESIDENT]))
    assert "See who needs what." not in client.get("/workspace/").content.decode()


def test_the_page_only_reads(client):
    client.force_login(PersonFactory())
    assert client.post("/workspace/").status_code == 405


def test_the_page_costs_a_constant_few_queries(client, django_assert_max_num_queries):
    walks.sign_in_fully(client, PersonFactory(holding=[roles.ANALYST, roles.RESIDENT]))
    client.get("/workspace/")
    with django_assert_max_num_queries(14):
        client.get("/workspace/")


def test_a_visitor_s_page_asks_the_data_base_for_nobody(client, django_assert_num_queries):
    client.get(reverse("account_signup"))
    with django_assert_num_queries(0):
        client.get(reverse("account_signup"))


PUBLIC = ["account_login", "account_signup", "account_inactive"]
OWN = [
    "account_logout",
    "account_email",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]


@pytest.mark.parametrize("name", PUBLIC + OWN)
def test_pages_carry_no_script_or_style_of_their_own_and_one_heading(client, name):
    if name in OWN:
        client.force_login(PersonFactory())
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "onclick" not in page
    for script in page.split("<script")[1:]:
        opening = script.split(">", 1)[0]
        assert "src=" in opening or 'type="application/json"' in opening


@pytest.mark.parametrize("name", OWN)
def test_own_pages_send_a_visitor_to_sign_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith((reverse("account_login"), "/"))
    assert "/account/" not in answer.url.split("?")[0]


def test_a_view_for_some_alone_says_the_sentence_of_its_guard_to_others_and_is_stored_nowhere():
    @only_for(rules.check_may_run_programme)
    def view(request):
        return HttpResponse("inside")

    request = RequestFactory().get("/workspace/x/")
    request.user = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    answer = view(request)
    assert answer.content == b"inside"
    assert "no-store" in answer["Cache-Control"]
    request.user = PersonFactory()
    with pytest.raises(PermissionDenied, match="Only the programme team"):
        view(request)
