"""Writes people, roles, consent and what happened to their sign-in; each with its audit line."""

from .assistance import add_without_mail, begin_acting, begin_help, bring_in, end_help, stop_acting
from .consent import give_consent, prefer_contact, withdraw_consent
from .erasing import erase
from .idle import end_access, end_idle_access, give_access_back, warn_idle
from .lines import note_list_taken, note_seen, record_about
from .people import (
    add_person,
    complete_sign_up,
    give_role,
    masked,
    note_email_confirmed,
    note_second_factor,
    note_sign_in,
    rename,
    reset_second_factor,
    spend_demo_link,
    start_partnership,
    take_role,
)

__all__ = [
    "add_person",
    "add_without_mail",
    "begin_acting",
    "begin_help",
    "bring_in",
    "complete_sign_up",
    "end_access",
    "end_help",
    "end_idle_access",
    "erase",
    "give_access_back",
    "give_consent",
    "give_role",
    "masked",
    "note_email_confirmed",
    "note_list_taken",
    "note_second_factor",
    "note_seen",
    "note_sign_in",
    "prefer_contact",
    "record_about",
    "rename",
    "reset_second_factor",
    "spend_demo_link",
    "start_partnership",
    "stop_acting",
    "take_role",
    "warn_idle",
    "withdraw_consent",
]
