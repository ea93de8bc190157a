"""The problems that a zone was chosen for: listed, added, and changed as long as it is not active yet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from ... import actions, presenters, queries, rules
from ...forms import NewProblemForm, ProblemForm
from .access import zone_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def problems(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_edit, request.user, zone)
    form = NewProblemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_problem(zone=zone, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” was added.") % {"title": made.title})
            return redirect("zones:problems", zone.slug)
    context = {
        "form": form,
        "zone": zone,
        "problems": list(queries.key_problems(zone)),
        "crumbs": presenters.crumbs_in_workspace(zone, _("Key problems")),
    }
    return render(request, "zones/workspace/problems.html", context, status=422 if form.errors else 200)


def words_of(problem: Any) -> dict[str, Any]:
    fields = ("title", "words", "evidence", "as_of", "source", "version")
    return {name: getattr(problem, name) for name in fields}


def _problem(request: HttpRequest, slug: str, number: int) -> Any:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_edit, request.user, zone)
    found = queries.problem_of(zone, number)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit_problem(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    problem = _problem(request, slug, number)
    form = ProblemForm(request.POST) if request.method == "POST" else ProblemForm(initial=words_of(problem))
    back = reverse("zones:problems", args=[slug])
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            actions.edit_problem(problem=problem, seen=seen, **form.words(), by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            return conflicts.page(request, form, conflict, words_of, title=problem.title, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” was saved.") % {"title": form.cleaned_data["title"]})
            return redirect(back)
    context = {
        "form": form,
        "zone": problem.zone,
        "back": back,
        "title": _("Change the problem “%(title)s”") % {"title": problem.title},
        "crumbs": presenters.crumbs_in_workspace(problem.zone, _("Change a problem")),
    }
    return render(request, "zones/workspace/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_problem(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    problem = _problem(request, slug, number)
    title = problem.title
    refused = ""
    if request.method == "POST":
        try:
            actions.remove_problem(problem=problem, by=request.user, now=clock.now())
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("“%(title)s” was taken away.") % {"title": title})
            return redirect("zones:problems", slug)
    context = {
        "problem": problem,
        "zone": problem.zone,
        "refused": refused,
        "crumbs": presenters.crumbs_in_workspace(problem.zone, _("Take a problem away")),
    }
    return render(request, "zones/workspace/remove_problem.html", context, status=422 if refused else 200)
