"""Who belongs to a zone: taken in, given capabilities, let go; everybody may leave by themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import allow
from peoplezones.foundation import audit, clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts, lists

from ... import actions, presenters, queries, rules
from ...forms import CapabilitiesForm, TakeInForm
from .access import zone_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_see_members, request.user, zone)
    form = TakeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        person = queries.person_to_take_in(zone, given.pop("email"))
        if person is None:
            form.add_error("email", _("We know nobody with this address here. Invite them instead."))
        elif queries.belongs(person, zone):
            form.add_error("email", _("They belong to the zone already: choose them in the list."))
        else:
            try:
                actions.take_in(zone=zone, person=person, **given, by=request.user, now=clock.now())
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("%(name)s belongs to the zone now.") % {"name": person})
                return redirect("zones:members", zone.slug)
    context = {"form": form, "zone": zone, "crumbs": presenters.crumbs_in_workspace(zone, _("Members"))}
    if lists.wants_download(request):
        audit.note_read(by=request.user, action="zones.download_members", target=zone, now=clock.now())
    rows = queries.members_of(zone)
    listing = presenters.members_listing(zone.slug, queries.contacts_shown_to(request.user, zone))
    answer = lists.answer(request, listing, rows, "zones/workspace/members.html", context)
    if form.errors:
        answer.status_code = 422
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one member may do in the zone; the button “out” ends the membership."""
    zone = zone_or_404(request, slug)
    allow(rules.check_may_see_members, request.user, zone)
    found = queries.member_of(zone, number)
    if found is None:
        raise Http404
    form = CapabilitiesForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            if _act(request, zone, found, form):
                return redirect("zones:members", zone.slug)
        except EditedMeanwhile as conflict:
            back = reverse("zones:members", args=[zone.slug])
            return conflicts.page(request, form, conflict, _initial, title=str(found.person), back=back)
    context = {
        "form": form,
        "zone": zone,
        "member": found,
        "back": reverse("zones:members", args=[zone.slug]),
        "crumbs": presenters.crumbs_in_workspace(zone, str(found.person)),
    }
    return render(request, "zones/workspace/member.html", context, status=422 if form.errors else 200)


def _initial(found: Any) -> dict[str, Any]:
    return {"version": found.version, "is_steward": found.is_steward, "is_clerk": found.is_clerk}


def _act(request: HttpRequest, zone: Any, found: Any, form: CapabilitiesForm) -> bool:
    who = {"name": str(found.person)}
    try:
        if "out" in request.POST:
            actions.let_go(zone=zone, person=found.person, by=request.user, now=clock.now())
            messages.success(request, _("%(name)s does not belong to the zone any more.") % who)
        else:
            seen = form.cleaned_data["version"]
            actions.say_what_may(member=found, seen=seen, **form.words(), by=request.user, now=clock.now())
            messages.success(request, _("What %(name)s may do here was saved.") % who)
    except EditedMeanwhile:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """A member leaves by themselves."""
    zone = zone_or_404(request, slug)
    if not queries.belongs(request.user, zone):
        raise Http404
    if request.method == "POST":
        actions.let_go(zone=zone, person=request.user, by=request.user, now=clock.now())
        messages.success(request, _("You do not belong to %(name)s any more.") % {"name": zone.name})
        return redirect("accounts:home")
    context = {"zone": zone, "crumbs": presenters.crumbs_in_workspace(zone, _("Leave the zone"))}
    return render(request, "zones/workspace/leave.html", context)
