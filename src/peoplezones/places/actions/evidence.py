"""Adds and takes away documents of evidence that stand beside the figures."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow

from ..models import Area, District, Evidence


@transaction.atomic
def add_evidence(
    *,
    title: str,
    kind: str,
    publisher: str,
    published_on: dt.date,
    summary: str,
    address: str = "",
    outcome: str = "",
    district_codes: Iterable[str] = (),
    area_codes: Iterable[str] = (),
    is_official: bool = True,
    by: models.Model | None,
    now: dt.datetime,
) -> Evidence:
    """Add one document; raises NotPossibleNow for what is no kind, no outcome, no district or area."""
    of_districts, of_areas = set(district_codes), set(area_codes)
    districts = list(District.objects.filter(code__in=of_districts))
    areas = list(Area.objects.filter(boundary_set__is_current=True, code__in=of_areas))
    known = {district.code for district in districts} | {area.code for area in areas}
    if unknown := (of_districts | of_areas) - known:
        sentence = _("No district or neighbourhood on the map has the code %(codes)s.")
        raise NotPossibleNow(sentence % {"codes": ", ".join(sorted(unknown))})
    made = Evidence(
        title=title,
        kind=kind,
        publisher=publisher,
        published_on=published_on,
        summary=summary,
        address=address,
        outcome=outcome,
        is_official=is_official,
    )
    try:
        made.full_clean()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    made.save()
    made.districts.set(districts)
    made.areas.set(areas)
    audit.record(by=by, action="places.add_evidence", target=made, now=now)
    return made


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: models.Model | None, now: dt.datetime) -> None:
    audit.record(by=by, action="places.remove_evidence", target=evidence, now=now)
    evidence.delete()
