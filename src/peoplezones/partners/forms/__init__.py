"""Checks what is typed about organisations, who works for them, their numbers and their offers."""

from .offers import MoveForm, OfferForm, initial_of_offer
from .organisations import (
    ColleagueForm,
    EditForm,
    IdentifierForm,
    LeaveForm,
    NewForm,
    PresenceForm,
    initial_of_organisation,
)
from .spreadsheet import SpreadsheetForm

__all__ = [
    "ColleagueForm",
    "EditForm",
    "IdentifierForm",
    "LeaveForm",
    "MoveForm",
    "NewForm",
    "OfferForm",
    "PresenceForm",
    "SpreadsheetForm",
    "initial_of_offer",
    "initial_of_organisation",
]
