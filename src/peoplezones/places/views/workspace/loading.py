"""What is loaded and how old it is; a file is handed in here, and its loading watched or called off."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.foundation import clock, jobs
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists
from peoplezones.ui.downloads import csv_answer

from ... import actions, queries
from ...forms.loading import UploadForm
from ...presenters import loading as said
from ...readers import sources, tidy, uploads
from ...registry import GIVERS
from .access import loaders_only

SLACK = 100_000  # bytes of a request that are not the file


# The body is not looked at before it is known who sends it and where its files go; the inner view checks the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def loading(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, _form(request))
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_LIMIT + SLACK:
        return _too_large(request)
    uploads.forget_old(clock.now())
    to_disk = uploads.ToDisk(settings.UPLOAD_LIMIT)
    request.upload_handlers = [to_disk]
    kept: set[str] = set()
    try:
        return _handed_in(request, to_disk, kept)
    finally:
        to_disk.discard(but=kept.__contains__)


@csrf_protect
def _handed_in(request: HttpRequest, to_disk: uploads.ToDisk, kept: set[str]) -> HttpResponse:
    form = _form(request, request.POST, request.FILES)
    if to_disk.is_too_large:
        return _too_large(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        entry = form.entry()
        if entry is not None:
            actions.check_may_import(entry, by=request.user, now=clock.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, form, status=422)
    arrived = {name: given[name].upload for name in ("file", "beside") if given[name]}
    for upload in arrived.values():
        uploads.remember(upload, by=request.user.pk)
        kept.add(upload.token)
    if entry is None:
        return redirect("places:mapping", arrived["file"].token)
    job = ask(
        request,
        label=said.label(entry.name, arrived["file"].name),
        dataset=sources.as_mapping(entry) if entry.given_by else entry.key,
        upload=arrived["file"].token,
        beside=arrived["beside"].token if "beside" in arrived else "",
        options=form.options(),
    )
    return redirect("places:job", job)


def _form(request: HttpRequest, *data: Any) -> UploadForm:
    givers = [one for listed in GIVERS for one in listed(request.user)]
    return UploadForm(*data, givers=givers)


def ask(request: HttpRequest, *, label: str, **arguments: Any) -> int:
    """Ask for a file to be loaded in the background; gives back the number of the job."""
    given = {**arguments, "by": request.user.pk}
    job = jobs.ask(name="places.load_file", label=label, arguments=given, by=request.user, now=clock.now())
    return int(job.pk)


def _page(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "has_givers": "given_by" in form.fields,
        "about_areas": [form[name] for name in ("beside", "population", "households", "districts")],
        "most": said.size(settings.UPLOAD_LIMIT),
        **said.overview(clock.now()),
    }
    return render(request, "places/workspace/loading.html", context, status=status)


def _too_large(request: HttpRequest) -> HttpResponse:
    form = _form(request, {})
    form.full_clean()
    form.errors.clear()
    sentence = _("The file is larger than %(most)s, the most that is taken. Give it in several parts.")
    form.add_error(None, sentence % {"most": said.size(settings.UPLOAD_LIMIT)})
    return _page(request, form, status=413)


def _job(number: int) -> Any:
    found = queries.loading_jobs().filter(pk=number).exists()
    job = jobs.look(number, now=clock.now()) if found else None
    if job is None:
        raise Http404
    return job


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far the loading of one file is; POST calls it off."""
    found = _job(number)
    if request.method == "POST":
        try:
            found = jobs.cancel(job=found, by=request.user, now=clock.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            if found.has_ended:  # it never began, so nobody else takes its files away
                for name in ("upload", "beside"):
                    uploads.forget(str(found.arguments.get(name) or ""))
        return redirect("places:job", number)
    return render(request, "places/workspace/job.html", said.job_page(found))


@require_safe
@loaders_only
def files(request: HttpRequest) -> HttpResponse:
    """Every file that was handed in, and what became of it."""
    context = {"crumbs": [*said.crumbs(), (_("Files handed in"), "")]}
    return lists.answer(request, said.files_listing(), queries.loading_jobs(), "places/workspace/files.html", context)


@require_safe
@loaders_only
def job_rows(request: HttpRequest, number: int) -> HttpResponse:
    """The bad rows of a file as CSV, for whoever mends it."""
    rows = said.bad_rows(_job(number))
    if not rows:
        raise Http404
    return csv_answer(f"bad-rows-{number}.csv", said.bad_rows_as_table(rows))


@require_safe
@loaders_only
def demand_template(request: HttpRequest) -> HttpResponse:
    """The layout of a partner's extract, with made-up rows."""
    answer = HttpResponse(tidy.demand_template(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="demand-template.csv"'
    return answer
