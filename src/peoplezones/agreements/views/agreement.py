"""One agreement: what it covers, who signed, whether something may flow, its document and what flowed under it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peoplezones.foundation import audit, clock
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui import lists

from .. import presenters, queries, rules, store
from ..forms import AskForm
from .reaching import agreement_or_404, for_colleagues


@require_safe
@for_colleagues
def page(request: HttpRequest, number: int) -> HttpResponse:
    found = agreement_or_404(request, number)
    form, answer = _asked(request, found)
    context = presenters.agreement_page(found, request.user, clock.now()) | {"ask": form, "answer": answer}
    return render(request, "agreements/agreement.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, found: object) -> tuple[AskForm, queries.Answer | None]:
    """The question in the address, answered by the agreements that this person may see."""
    choices = presenters.ask_choices(found, request.user)
    if "what" not in request.GET:
        return AskForm(initial=presenters.ask_initial(found, request.user, clock.now()), **choices), None
    form = AskForm(request.GET, **choices)
    if not form.is_valid():
        return form, None
    return form, presenters.answered(found, request.user, form.cleaned_data)


@require_safe
@for_colleagues
def document(request: HttpRequest, number: int) -> FileResponse:
    """The document, to be kept and never shown in place; for the parties and the programme team."""
    found = agreement_or_404(request, number)
    if not found.document_digest or not rules.is_inside(request.user, found):
        raise Http404
    try:
        path = store.path_of(found.document_digest, found.document_name)
    except NotPossibleNow as refusal:
        raise Http404 from refusal
    audit.note_read(by=request.user, action="agreements.read_document", target=found, now=clock.now())
    kind = store.KINDS[store.ending_of(found.document_name)]
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.document_name, content_type=kind)


@require_safe
@for_colleagues
def flows(request: HttpRequest, number: int) -> HttpResponse:
    """What flowed under it; for the parties and the programme team."""
    found = agreement_or_404(request, number)
    if not rules.is_inside(request.user, found):
        raise Http404
    if lists.wants_download(request):
        audit.note_read(by=request.user, action="agreements.take_flows", target=found, now=clock.now())
    context = {"agreement": found, "crumbs": presenters.crumbs(found, presenters.FLOWS)}
    return lists.answer(request, presenters.FLOW_LISTING, queries.flows_of(found), "agreements/flows.html", context)
