"""Says agreements, what flows and shared records in plain English, and gathers what their pages show."""

from .agreement import agreement_page, answered, ask_choices, ask_initial
from .deeds import (
    breaking,
    ending,
    in_a_year,
    office_page,
    position_of,
    renewing,
    reviewing,
    sending,
    signing,
    signs_for,
    taking_back,
    withdrawing,
)
from .records import (
    GLASS_LISTING,
    for_file,
    own_organisations,
    record_page,
    share_page,
    shared,
    shared_page,
    zones_of,
)
from .register import FLOW_LISTING, partnerships_run_by, register, register_page
from .words import BROKEN_GLASS, FLOWS, crumbs, today, workspace_crumbs
from .workspace import giver_choices, to_sign
from .writing import form_choices, form_page, new_initial, organisations_run_by, with_partnership

__all__ = [
    "BROKEN_GLASS",
    "FLOWS",
    "FLOW_LISTING",
    "GLASS_LISTING",
    "agreement_page",
    "answered",
    "ask_choices",
    "ask_initial",
    "breaking",
    "crumbs",
    "ending",
    "for_file",
    "form_choices",
    "form_page",
    "giver_choices",
    "in_a_year",
    "new_initial",
    "office_page",
    "organisations_run_by",
    "own_organisations",
    "partnerships_run_by",
    "position_of",
    "record_page",
    "register",
    "register_page",
    "renewing",
    "reviewing",
    "sending",
    "share_page",
    "shared",
    "shared_page",
    "signing",
    "signs_for",
    "taking_back",
    "to_sign",
    "today",
    "with_partnership",
    "withdrawing",
    "workspace_crumbs",
    "zones_of",
]
