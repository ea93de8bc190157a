"""Signs in by a link of the demo: looking at it changes nothing, the button uses it up."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotPossibleNow

from .. import actions, demo_links, second_factor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = demo_links.read(token)
        if request.method != "POST":
            return render(request, "accounts/demo_sign_in.html", {"person": link.person})
        actions.spend_demo_link(token_id=link.token_id, person=link.person, now=clock.now())
    except demo_links.UnknownLink:
        if not settings.PEOPLEZONES_DEMO:
            raise Http404 from None
        return render(request, "accounts/demo_link_over.html", {"reason": ""}, status=404)
    except NotPossibleNow as refusal:
        return render(request, "accounts/demo_link_over.html", {"reason": refusal.sentence}, status=410)
    request.session.flush()  # nothing of whoever sat here before
    login(request, link.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, link.person, method=second_factor.DEMO_LINK)
    return redirect("accounts:home")
