"""A person's own page in the workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peoplezones.ui import slots

from .. import presenters, queries, workspace
from ..queries.idle import own_resting


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "accounts/home.html",
        {
            "roles": [role.label for role in queries.role_objects(request.user)],
            "resting": [presenters.role_in_words(held) for held in own_resting(request.user)],
            "slots": slots.drawn(workspace.WORKSPACE_SLOTS, request, request.user),
            "links": workspace.links_for(request.user),
            "has_second_factor": queries.has_second_factor(request.user),  # type: ignore[arg-type]
        },
    )
