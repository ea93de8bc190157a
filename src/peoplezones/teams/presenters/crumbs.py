"""The way from a person's workspace to a page of teams."""

from django.urls import reverse
from django.utils.translation import gettext as _

Crumbs = list[tuple[str, str]]


def _to(*steps: tuple[str, str]) -> Crumbs:
    """The last step is where somebody is, and so leads nowhere."""
    return [(_("My workspace"), reverse("accounts:home")), *steps[:-1], (steps[-1][0], "")]


def teams(*steps: tuple[str, str]) -> Crumbs:
    return _to((_("Teams and boards"), reverse("teams:index")), *steps)


def champions(*steps: tuple[str, str]) -> Crumbs:
    return _to((_("Champions"), reverse("teams:champions")), *steps)


def mentors(*steps: tuple[str, str]) -> Crumbs:
    return champions((_("Mentors"), reverse("teams:mentorings")), *steps)


def ideas(*steps: tuple[str, str]) -> Crumbs:
    return _to((_("Ideas"), reverse("teams:ideas")), *steps)


def hand_overs(*steps: tuple[str, str]) -> Crumbs:
    return _to((_("Hand-overs"), reverse("teams:hand_overs")), *steps)


def appetite(*steps: tuple[str, str]) -> Crumbs:
    return _to((_("Appetite and capability"), reverse("teams:appetite")), *steps)
