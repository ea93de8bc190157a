"""Who reaches what: one row for each named address, one column for each kind of visitor. `test_views.py` asks for all.

A new view needs a row, a new role a column: both are missed by a test until somebody has thought about them.
"""

from collections.abc import Callable
from typing import Any

from tests.house.visits import Outcome, Things

LETTERS = {
    "o": Outcome.OPEN,
    "s": Outcome.SIGN_IN,
    "2": Outcome.SECOND_STEP,
    "r": Outcome.REFUSED,
    ">": Outcome.LED_ON,
    "-": Outcome.NOT_HERE,
}

COLUMNS = [
    "visitor",
    "staff, first step only",
    "programme_team",
    "page_editor",
    "analyst",
    "evaluator",
    "zone_lead",
    "partner",
    "community_leader",
    "resident",
    "board_member",
]

TABLE = {
    # visitor · any role of the staff after the first step only · programme team, page editor, analyst, evaluator,
    # zone lead, partner · community leader, resident, board or panel member
    "accounts:home": "s 2 oooooo ooo",
    "accounts:demo_sign_in": "- - ------ ---",  # outside the demo; inside, accounts tests it
    "account_login": "o > >>>>>> >>>",
    "account_request_login_code": "o > >>>>>> >>>",
    "account_confirm_login_code": "s > >>>>>> >>>",
    "mfa_authenticate": "s > >>>>>> >>>",
    "account_inactive": "o o oooooo ooo",
    "account_logout": "> o oooooo ooo",
    "account_signup": "o > >>>>>> >>>",
    "account_email_verification_sent": "s > >>>>>> >>>",
    # One's own account. Whoever has no second step cannot be asked for it, and has none to take away.
    "account_email": "s o oooooo ooo",
    "mfa_index": "s o oooooo ooo",
    "account_reauthenticate": "2 2 222222 222",  # only leads on to the next one
    "mfa_reauthenticate": "s r oooooo rrr",
    "mfa_reauthenticate_webauthn": "s r 222222 rrr",
    "mfa_activate_totp": "s o >>>>>> ooo",
    "mfa_deactivate_totp": "s - oooooo ---",
    "mfa_list_webauthn": "s o oooooo ooo",
    "mfa_add_webauthn": "s o oooooo ooo",
    "mfa_remove_webauthn": "s - ------ ---",
    "mfa_edit_webauthn": "s - ------ ---",
    "mfa_view_recovery_codes": "s - oooooo ---",
    "mfa_generate_recovery_codes": "s o oooooo ooo",
    "mfa_download_recovery_codes": "s - oooooo ---",
    # Instead of Wagtail's own, which take a password.
    "/cms/login/": "s s ssssss sss",
    "/cms/password_reset/(?P<rest>.*)": "s s ssssss sss",
    "/_util/login/": "s s ssssss sss",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "s 2 --rrrr rrr",
    "/_util/authenticate_with_password/<path:rest>": "- - ------ ---",
    "/cms/account/": "s 2 oorrrr rrr",
    # Public.
    "zones:index": "o o oooooo ooo",
    "zones:boundaries": "o o oooooo ooo",
    "zones:zone": "o o oooooo ooo",
    "zones:map": "o o oooooo ooo",
    "zones:postcode": "o o oooooo ooo",
    "places:area": "o o oooooo ooo",
    "places:ward": "o o oooooo ooo",
    "places:district": "o o oooooo ooo",
    "places:drawn": "o o oooooo ooo",
    "places:demand": "o o oooooo ooo",
    "zones:figures": "o o oooooo ooo",
    "places:tile": "o o oooooo ooo",
    "places:data": "o o oooooo ooo",
    "places:interface": "o o oooooo ooo",
    "places:evidence": "o o oooooo ooo",
    "places:indicator_csv": "o o oooooo ooo",
    "places:snapshot_csv": "o o oooooo ooo",
    "places:snapshot_parquet": "o o oooooo ooo",
    "places:dataset": "o o oooooo ooo",
    # Open data for programs.
    "api:root": "> > >>>>>> >>>",
    "api:openapi": "o o oooooo ooo",
    "api:areas": "o o oooooo ooo",
    "api:area": "o o oooooo ooo",
    "api:boundary": "o o oooooo ooo",
    "api:indicators": "o o oooooo ooo",
    "api:indicator": "o o oooooo ooo",
    "api:values": "o o oooooo ooo",
    "api:datasets": "o o oooooo ooo",
    "api:nothing": "- - ------ ---",
    # Bringing data in: analysts and the programme team.
    "places:loading": "s 2 ororrr rrr",
    "places:demand_template": "s 2 ororrr rrr",
    "places:job": "s 2 ororrr rrr",
    "places:job_rows": "s 2 ororrr rrr",
    "places:mapping": "s 2 -r-rrr rrr",  # there is no such file; one's own are tested with the page
    "places:figures": "s 2 -r-rrr rrr",
    "places:kept_evidence": "s 2 ororrr rrr",
    "places:retire": "s 2 ororrr rrr",
    "places:remove_evidence": "s 2 ororrr rrr",
    "choosing:index": "o o oooooo ooo",
    "choosing:classes": "o o oooooo ooo",
    "choosing:download": "o o oooooo ooo",
    "choosing:why": "o o oooooo ooo",
    "choosing:sure": "o o oooooo ooo",
    "choosing:zones": "o o oooooo ooo",
    "choosing:zones_geojson": "o o oooooo ooo",
    "choosing:zones_csv": "o o oooooo ooo",
    "pages:icon": "> > >>>>>> >>>",
    "pages:robots": "o o oooooo ooo",
    "pages:sitemap": "o o oooooo ooo",
    "pages:security": "o o oooooo ooo",
    "pages:picture": "o o oooooo ooo",
    # Wagtail's.
    "wagtail_serve": "o o oooooo ooo",
    "wagtail_serve, for people who signed in": "s o oooooo ooo",
    "wagtaildocs_serve": "o o oooooo ooo",
    "wagtailcore_authenticate_with_password": "- - ------ ---",
    "wagtailcore_login": "s s ssssss sss",
}

# Every address of Wagtail's admin, which is its own affair for those whose role edits pages.
WAGTAIL_ADMIN = "s 2 oorrrr rrr"

ARGUMENTS: dict[str, Callable[[Things], list[Any]]] = {
    "accounts:demo_sign_in": lambda things: ["never-made"],
    "mfa_remove_webauthn": lambda things: [1],
    "mfa_edit_webauthn": lambda things: [1],
    "zones:zone": lambda things: [things.zone.slug],
    "places:area": lambda things: [things.area.code],
    "places:ward": lambda things: [things.area.ward.code],
    "places:district": lambda things: [things.area.district.code],
    "zones:figures": lambda things: [things.zone.slug],
    "places:tile": lambda things: [things.boundary_set.digest, 8, 127, 83],
    "places:indicator_csv": lambda things: [things.indicator.key],
    "places:snapshot_csv": lambda things: [things.indicator.dataset.key, things.indicator.dataset.snapshot.digest],
    "places:snapshot_parquet": lambda things: [things.indicator.dataset.key, things.indicator.dataset.snapshot.digest],
    "places:dataset": lambda things: [things.indicator.dataset.key],
    "api:area": lambda things: [things.area.code],
    "api:boundary": lambda things: [things.area.code],
    "api:indicator": lambda things: [things.indicator.key],
    "api:values": lambda things: [things.indicator.key],
    "api:nothing": lambda things: ["nothing/at/all"],
    "places:job": lambda things: [things.job.pk],
    "places:job_rows": lambda things: [things.job.pk],
    "places:retire": lambda things: [things.indicator.dataset.key],
    "places:mapping": lambda things: ["0" * 32],
    "places:figures": lambda things: ["0" * 32],
    "places:remove_evidence": lambda things: [things.evidence.pk],
    "choosing:why": lambda things: [things.area.code],
    "pages:picture": lambda things: [things.picture.file.name],
    "wagtail_serve": lambda things: ["about/"],
    "wagtail_serve, for people who signed in": lambda things: [things.private_page.url.strip("/") + "/"],
    "wagtaildocs_serve": lambda things: [things.document.pk, things.document.filename],
    "wagtailcore_authenticate_with_password": lambda things: [1, 1],
}

EXAMPLES = {
    "/_util/authenticate_with_password/<path:rest>": "/_util/authenticate_with_password/1/1/",
    "/cms/password_reset/(?P<rest>.*)": "/cms/password_reset/confirm/MQ/set-password/",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "/cms/users/1/",
}

# Open to visitors without our mark, since the view is the library's own.
OPEN_AND_NOT_OURS = {
    "wagtail_serve": "a page of text is open unless an editor keeps it to some",
    "wagtaildocs_serve": "the same holds for documents",
}


def expected(cells: str) -> dict[str, Outcome]:
    letters = cells.replace(" ", "")
    return dict(zip(COLUMNS, (LETTERS[letter] for letter in letters), strict=True))
