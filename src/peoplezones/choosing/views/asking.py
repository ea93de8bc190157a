"""What an address asks for: the scores of the boundaries in use, under the weights of its form."""

from django.http import Http404

from peoplezones.places import queries as places

from .. import analysis
from ..forms import WeightsForm


def scored(form: WeightsForm) -> analysis.Scored | None:
    """None before any boundaries or figures are loaded."""
    boundary_set = places.current_boundary_set()
    return None if boundary_set is None else analysis.scored(boundary_set, form.weights())


def scored_or_404(form: WeightsForm) -> analysis.Scored:
    form.is_valid()
    found = scored(form)
    if found is None:
        raise Http404
    return found
