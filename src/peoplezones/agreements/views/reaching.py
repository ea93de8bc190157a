"""What the views of the context share: who comes in, and which record an address means to them."""

from typing import Any

from django.http import Http404, HttpRequest

from peoplezones.accounts.access import allow, only_for

from .. import queries, rules

for_colleagues = only_for(rules.check_may_open)  # those who may open the register at all


def agreement_or_404(request: HttpRequest, number: int) -> Any:
    found = queries.agreement(request.user, number)
    if found is None:
        raise Http404
    return found


def kept_by(request: HttpRequest, number: int) -> Any:
    """An agreement that the person sees, if they are of the programme team that keeps it."""
    found = agreement_or_404(request, number)
    allow(rules.check_may_keep, request.user, found.partnership_id)
    return found
