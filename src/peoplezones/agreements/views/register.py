"""The register: every agreement that a person may see."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.ui import lists

from .. import presenters, queries
from .reaching import for_colleagues


@require_safe
@for_colleagues
def index(request: HttpRequest) -> HttpResponse:
    rows = queries.seen_by(request.user)
    context = presenters.register_page(request.user)
    listing = presenters.register(rows, presenters.today(clock.now()))
    shown = rows.prefetch_related("parties__organisation", "replaced_by")
    return lists.answer(request, listing, shown, "agreements/index.html", context)
