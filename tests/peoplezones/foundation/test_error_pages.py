import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path, reverse

from peoplezones.config import urls as real

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def raises(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("broken/", raises(ZeroDivisionError("inner detail"))),
    path("odd/", raises(SuspiciousOperation("inner detail"))),
    path("closed/", raises(PermissionDenied("Only the zone's own lead can do this."))),
    *real.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    real.handler400,
    real.handler403,
    real.handler404,
    real.handler500,
)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/odd/", 400, "Nothing was changed"),
        ("/closed/", 403, "Only the zone&#x27;s own lead can do this."),
        ("/zones/nowhere/", 404, "We cannot find that page"),
        ("/broken/", 500, "What you had saved before is safe"),
    ],
)
def test_each_error_says_what_happened_and_what_to_do(address, status, says):
    answer = Client(raise_request_exception=False).get(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert says in text
    assert "inner detail" not in text
    assert 'href="/"' in text


def test_a_form_without_its_token_says_that_it_was_open_too_long():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"email": "resident@example.org"})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()
