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
    "programme_team, first step only",
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
    # visitor · programme team after the first step, and after both · page editor · analyst · evaluator · zone lead
    # · partner · community leader · resident · board or panel member
    "accounts:home": "s 2o ooooo ooo",
    "accounts:demo_sign_in": "- -- ----- ---",  # outside the demo; inside, accounts tests it
    "account_login": "o >> >>>>> >>>",
    "account_request_login_code": "o >> >>>>> >>>",
    "account_confirm_login_code": "s >> >>>>> >>>",
    "mfa_authenticate": "s >> >>>>> >>>",
    "account_inactive": "o oo ooooo ooo",
    "account_logout": "> oo ooooo ooo",
    "account_signup": "o >> >>>>> >>>",
    "account_email_verification_sent": "s >> >>>>> >>>",
    # One's own account. Whoever has no second step cannot be asked for it, and has none to take away.
    "account_email": "s oo ooooo ooo",
    "mfa_index": "s oo ooooo ooo",
    "account_reauthenticate": "2 22 22222 222",  # only leads on to the next one
    "mfa_reauthenticate": "s ro rrrrr rrr",
    "mfa_reauthenticate_webauthn": "s r2 rrrrr rrr",
    "mfa_activate_totp": "s o> ooooo ooo",
    "mfa_deactivate_totp": "s -o ----- ---",
    "mfa_list_webauthn": "s oo ooooo ooo",
    "mfa_add_webauthn": "s oo ooooo ooo",
    "mfa_remove_webauthn": "s -- ----- ---",
    "mfa_edit_webauthn": "s -- ----- ---",
    "mfa_view_recovery_codes": "s -o ----- ---",
    "mfa_generate_recovery_codes": "s oo ooooo ooo",
    "mfa_download_recovery_codes": "s -o ----- ---",
    # Instead of Wagtail's own, which take a password.
    "/cms/login/": "s ss sssss sss",
    "/cms/password_reset/(?P<rest>.*)": "s ss sssss sss",
    "/_util/login/": "s ss sssss sss",
    "/cms/(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)": "s 2- -rrrr rrr",
    "/_util/authenticate_with_password/<path:rest>": "- -- ----- ---",
    "/cms/account/": "s 2o orrrr rrr",
    # Public.
    "zones:index": "o oo ooooo ooo",
    "zones:boundaries": "o oo ooooo ooo",
    "zones:zone": "o oo ooooo ooo",
    "zones:map": "o oo ooooo ooo",
    "zones:postcode": "o oo ooooo ooo",
    "places:area": "o oo ooooo ooo",
    "places:ward": "o oo ooooo ooo",
    "places:district": "o oo ooooo ooo",
    "places:drawn": "o oo ooooo ooo",
    "places:demand": "o oo ooooo ooo",
    "zones:figures": "o oo ooooo ooo",
    "places:tile": "o oo ooooo ooo",
    "places:data": "o oo ooooo ooo",
    "places:interface": "o oo ooooo ooo",
    "places:evidence": "o oo ooooo ooo",
    "places:indicator_csv": "o oo ooooo ooo",
    "places:snapshot_csv": "o oo ooooo ooo",
    "places:snapshot_parquet": "o oo ooooo ooo",
    "places:dataset": "o oo ooooo ooo",
    # Open data for programs.
    "api:root": "> >> >>>>> >>>",
    "api:openapi": "o oo ooooo ooo",
    "api:areas": "o oo ooooo ooo",
    "api:area": "o oo ooooo ooo",
    "api:boundary": "o oo ooooo ooo",
    "api:indicators": "o oo ooooo ooo",
    "api:indicator": "o oo ooooo ooo",
    "api:values": "o oo ooooo ooo",
    "api:datasets": "o oo ooooo ooo",
    "api:nothing": "- -- ----- ---",
    # Bringing data in: analysts and the programme team.
    "places:loading": "s 2o rorrr rrr",
    "places:demand_template": "s 2o rorrr rrr",
    "places:job": "s 2o rorrr rrr",
    "places:job_rows": "s 2o rorrr rrr",
    "places:mapping": "s 2- r-rrr rrr",  # there is no such file; one's own are tested with the page
    "places:figures": "s 2- r-rrr rrr",
    "places:kept_evidence": "s 2o rorrr rrr",
    "places:retire": "s 2o rorrr rrr",
    "places:remove_evidence": "s 2o rorrr rrr",
    "choosing:index": "o oo ooooo ooo",
    "choosing:classes": "o oo ooooo ooo",
    "choosing:download": "o oo ooooo ooo",
    "choosing:why": "o oo ooooo ooo",
    "choosing:sure": "o oo ooooo ooo",
    "choosing:zones": "o oo ooooo ooo",
    "choosing:zones_geojson": "o oo ooooo ooo",
    "choosing:zones_csv": "o oo ooooo ooo",
    "pages:icon": "> >> >>>>> >>>",
    "pages:robots": "o oo ooooo ooo",
    "pages:sitemap": "o oo ooooo ooo",
    "pages:security": "o oo ooooo ooo",
    "pages:picture": "o oo ooooo ooo",
    # Wagtail's.
    "wagtail_serve": "o oo ooooo ooo",
    "wagtail_serve, for people who signed in": "s oo ooooo ooo",
    "wagtaildocs_serve": "o oo ooooo ooo",
    "wagtailcore_authenticate_with_password": "- -- ----- ---",
    "wagtailcore_login": "s ss sssss sss",
}

# Every address of Wagtail's admin, which is its own affair for those whose role edits pages.
WAGTAIL_ADMIN = "s 2o orrrr rrr"

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
