import pytest
from django.db import transaction
from django.http import HttpResponse

from peoplezones.foundation.read_only import ReadOnlyRequestMiddleware, WroteOnGet
from peoplezones.places.models import District

pytestmark = pytest.mark.django_db


def writing_page(request):
    District.objects.create(code="E99", name="Written")
    return HttpResponse("done")


def reading_page(request):
    return HttpResponse(str(District.objects.count()))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "QUERY", "ANYTHING"])
def test_a_page_that_writes_while_it_is_only_shown_fails(rf, method):
    with pytest.raises(WroteOnGet), transaction.atomic():
        ReadOnlyRequestMiddleware(writing_page)(rf.generic(method, "/anywhere/"))
    assert not District.objects.exists()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_form_that_is_sent_may_write(rf, method):
    ReadOnlyRequestMiddleware(writing_page)(rf.generic(method, "/anywhere/"))
    assert District.objects.count() == 1


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/choosing/", "/cms/", "/workspace/"])
def test_a_trace_which_needs_no_token_of_a_form_is_answered_by_no_page(client, address):
    answer = client.trace(address)
    assert answer.status_code == 405
    assert "TRACE" not in answer["Allow"]


def test_reading_and_sessions_pass(rf, client):
    assert ReadOnlyRequestMiddleware(reading_page)(rf.get("/anywhere/")).content == b"0"
    session = client.session
    session["seen"] = True

    def renewing_page(request):
        session.save()
        return HttpResponse("renewed")

    assert ReadOnlyRequestMiddleware(renewing_page)(rf.get("/anywhere/")).status_code == 200


def test_the_admin_of_the_editorial_pages_is_left_alone(rf, settings):
    ReadOnlyRequestMiddleware(writing_page)(rf.get(f"/{settings.CMS_PREFIX}pages/"))
    assert District.objects.count() == 1


def test_the_guard_ends_with_the_request(rf):
    ReadOnlyRequestMiddleware(reading_page)(rf.get("/anywhere/"))
    District.objects.create(code="E98", name="Afterwards")
