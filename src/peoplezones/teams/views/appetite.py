"""What organisations say of their appetite and capability: the grid, the list, one organisation and zone, the form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.partners import queries as partners
from peoplezones.ui import lists
from peoplezones.ui.paging import page_of

from .. import rules
from ..actions import appetite as actions
from ..forms import fields
from ..forms.appetite import AssessForm
from ..presenters import appetite as said
from ..presenters import crumbs, listings
from ..queries import appetite
from .asking import Sheet, ask, found
from .teams import FORMS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = page_of(appetite.organisations_for(request.user), request)
    grid = appetite.grid(request.user, page.items)
    context = {
        "crumbs": crumbs.appetite(),
        "page": page,
        "zones": grid.zones,
        "rows": said.grid_rows(page.items, grid),
        "own": list(partners.own(request.user)),
    }
    return render(request, "teams/appetite.html", context)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": crumbs.appetite((_("All of them"), ""))}
    listing = listings.assessments(appetite.zones_of(request.user))
    return lists.answer(request, listing, appetite.seen_by(request.user), "teams/assessments_list.html", context)


@require_safe
def assessments(request: HttpRequest, organisation: int, zone: int) -> HttpResponse:
    """All that one organisation said of one zone, the newest first, each beside the one before."""
    history = found(appetite.history(request.user, organisation, zone) or None)
    told = [said.story(now, before) for now, before in zip(history, [*history[1:], None], strict=True)]
    newest = history[0]
    title = _("%(organisation)s on %(zone)s") % {"organisation": newest.organisation, "zone": newest.zone}
    may_assess = rules.allows(rules.check_may_assess, request.user, newest.organisation)
    context = {
        "title": title,
        "crumbs": crumbs.appetite((title, "")),
        "told": told,
        "newest": newest,
        "may_assess": may_assess,
    }
    return render(request, "teams/assessments.html", context)


@require_http_methods(FORMS)
def assess(request: HttpRequest, organisation: int) -> HttpResponse:
    now = clock.now()
    one = found(partners.organisation(request.user, organisation))
    allow(rules.check_may_assess, request.user, one)
    zones = appetite.zones_to_speak_of(request.user, one)
    form = AssessForm(
        request.POST if request.method == "POST" else None,
        zones=fields.records(zones, nothing=_("Choose a zone")),
        initial={"on": localdate(now), "zone": request.GET.get("zone", "")},
    )

    def save() -> str:
        given = form.cleaned_data
        actions.assess(
            organisation=one,
            zone=zones.get(pk=given["zone"]),
            on=given["on"],
            levels=form.levels(),
            comments=form.comments(),
            comment=given["comment"],
            by=request.user,  # type: ignore[arg-type]
            now=now,
        )
        return reverse("teams:assessments", args=[one.pk, given["zone"]])

    title = _("%(organisation)s: appetite and capability") % {"organisation": one}
    back = reverse("teams:appetite")
    sheet = Sheet(title, back, crumbs.appetite((title, "")), template="teams/assess.html")
    return ask(request, form, sheet, save, done=_("Thank you. It stands beside what you said before."))
