"""The pages of the workspace; each is checked as a person arrives.

Every other page is opened on a phone, the rest at a desk without JavaScript: both ways of all of them take too long.
"""

import pytest

from .visitor import DESK, PHONE

HOW = [pytest.param(0, PHONE, True, id="on a phone"), pytest.param(1, DESK, False, id="at a desk without JavaScript")]
ZONE = "/workspace/zones/new-parks"
PAGES = {
    "Programme team": [
        "/workspace/",
        "/workspace/me/",
        "/workspace/me/contact/",
        "/workspace/me/data/",
        "/workspace/me/close/",
        "/workspace/assist/",
        "/workspace/audit/",
        "/workspace/audit/idle/",
        "/workspace/requests/",
        "/workspace/people/",
        "/workspace/people/5/",
        "/workspace/people/5/roles/",
        "/workspace/people/5/leave/",
        "/workspace/invitations/",
        "/workspace/invitations/new/",
        "/workspace/zones/",
        "/workspace/zones/new/",
        f"{ZONE}/",
        f"{ZONE}/edit/",
        f"{ZONE}/boundary/",
        f"{ZONE}/boundary/areas/",
        f"{ZONE}/boundary/drawn/",
        f"{ZONE}/boundary/file/",
        f"{ZONE}/state/",
        f"{ZONE}/came-from/",
        f"{ZONE}/problems/",
        f"{ZONE}/members/",
        f"{ZONE}/history/",
        f"{ZONE}/today/",
        f"{ZONE}/today/list/",
        f"{ZONE}/today/add/",
        f"{ZONE}/today/import/",
        f"{ZONE}/today/baselines/",
        f"{ZONE}/today/people-team/",
        "/workspace/today/",
        "/workspace/organisations/",
        "/workspace/organisations/new/",
        "/workspace/organisations/import/",
        "/workspace/organisations/1/",
        "/workspace/organisations/1/edit/",
        "/workspace/organisations/1/zones/",
        "/workspace/organisations/1/colleagues/",
        "/workspace/organisations/1/numbers/",
        "/workspace/organisations/1/offers/new/",
        "/workspace/organisations/1/leave/",
        "/workspace/offers/",
        "/workspace/offers/1/",
        "/workspace/offers/1/edit/",
        "/workspace/agreements/",
        "/workspace/agreements/new/",
        "/workspace/agreements/1/",
        "/workspace/shared/",
        "/workspace/shared/new/",
        "/workspace/glass/",
        "/workspace/teams/",
        "/workspace/teams/depends/",
        "/workspace/teams/1/",
        "/workspace/champions/",
        "/workspace/champions/mentors/",
        "/workspace/ideas/",
        "/workspace/hand-overs/",
        "/workspace/appetite/",
        "/workspace/data/",
        "/workspace/data/jobs/",
        "/workspace/data/evidence/",
    ],
    "Zone lead": ["/workspace/", "/workspace/zones/", f"{ZONE}/", "/workspace/people/", "/workspace/teams/"],
    "Partner": ["/workspace/", "/workspace/shared/", "/workspace/organisations/", "/workspace/people/"],
    "Resident": ["/workspace/", "/workspace/me/", "/workspace/zones/"],
}


@pytest.mark.parametrize(("first", "width", "javascript"), HOW)
@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_the_workspace_is_whole(sign_in_as, role, first, width, javascript):
    visitor = sign_in_as(role, width=width, javascript=javascript)
    for path in PAGES[role][first::2]:
        visitor.opens(path)
